"""The lexicon of cooperation read by the whole pipeline: sentence -> type and mode, one reason a row.

Every sentence is invented. `None` as the type means that no event at all may be found; `None` as the mode
means that the row does not care. A row passes where one claim of the sentence has the type and the mode.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from dragoman.find.lexicon import FOLDER, load
from dragoman.pipeline import code_document
from dragoman.read import from_text

Row = tuple[str, str | None, str | None, str]

AGREE: list[Row] = [
    ("Norway struck a deal with Chile to share its radar data.", "AGREE", None, "an agreement to do something later"),
    ("A Swiss court approved the extradition of a banker to Peru.", "AGREE", None, "an extradition still to come"),
    ("Norway and Chile agreed to open talks on fishing rights.", "AGREE", None, "agreed to do"),
    ("Ghana promised to send doctors to Liberia.", "AGREE", None, "a promise; the aid is its content"),
    ("Japan pledged 20 million dollars in aid to Nepal.", "AGREE", None, "pledged money is not given yet"),
    ("Turkey offered to mediate between Sudan and Chad.", "AGREE", None, "an offer"),
    ("Peru is ready to resume negotiations with Ecuador.", "AGREE", None, "readiness"),
    ("Kenya said it was willing to host the conference.", "AGREE", None, "willingness"),
    ("Brazil stands ready to help Haiti.", "AGREE", None, "communiqué idiom"),
    ("Spain reaffirmed its commitment to the alliance with Portugal.", "AGREE", None, "commitment repeated"),
    ("Vietnam expressed its readiness to cooperate with Laos.", "AGREE", None, "readiness as a noun"),
    ("The foreign minister of Malta will visit Tunisia next week.", "AGREE", None, "a visit to come, rule 1"),
    ("Egypt plans to host a summit of African leaders.", "AGREE", None, "a plan to host, rule 1"),
    ("Canada invited the president of Senegal to visit Ottawa.", "AGREE", None, "an invitation, rule 1"),
    ("Zambia accepted Botswana's offer of mediation.", "AGREE", None, "an offer accepted"),
    ("Oman proposed talks with Yemen.", "AGREE", None, "own talks proposed"),
    ("Finland undertook to share the cost with Estonia.", "AGREE", None, "undertook to"),
    ("Italy assured Albania of its continued assistance.", "AGREE", None, "assurance of help"),
    ("Angola vowed to strengthen ties with Namibia.", "AGREE", None, "a vow to cooperate"),
    ("Mongolia looks forward to the visit of the Korean delegation.", "AGREE", None, "readout idiom"),
]
CONSULT: list[Row] = [
    ("The foreign ministers of Norway and Chile met in Geneva on Tuesday.", "CONSULT", None, "met"),
    ("Indonesia and Malaysia held talks on the sea border.", "CONSULT", None, "talks under a light verb"),
    ("The two presidents exchanged views on the crisis in Mali.", "CONSULT", None, "readout idiom"),
    ("Poland's president telephoned the president of Lithuania.", "CONSULT", "phone", "telephoned"),
    ("The Danish prime minister spoke by phone with the Greek president.", "CONSULT", "phone", "spoke by phone"),
    (
        "Ireland and Iceland held a telephone conversation on fish quotas.",
        "CONSULT",
        "phone",
        "conversation by telephone",
    ),
    ("The king of Jordan visited Morocco on Monday.", "CONSULT", "visit", "visited"),
    ("Bolivia's foreign minister arrived in Paraguay on an official visit.", "CONSULT", "visit", "arrived on a visit"),
    ("The Swiss president paid a visit to Austria.", "CONSULT", "visit", "visit under a light verb"),
    ("President Musa Dramane of Gambia received the Senegalese ambassador.", "CONSULT", "visit", "received an envoy"),
    ("Ethiopia's prime minister hosted the president of Djibouti.", "CONSULT", "visit", "hosted a guest"),
    ("The Thai ambassador paid a courtesy call on the Cambodian prime minister.", "CONSULT", None, "courtesy call"),
    ("Qatar mediated between Chad and the rebels.", "CONSULT", "third-party", "mediated"),
    ("Norway brokered a truce between Colombia and the rebels.", "CONSULT", "third-party", "brokered"),
    ("Algeria hosted talks between Mali and Niger.", "CONSULT", "third-party", "hosted talks between others"),
    ("The United Nations envoy shuttled between Cyprus and Turkey.", "CONSULT", "third-party", "shuttled"),
    ("The foreign ministers of Uganda and Rwanda discussed the border with each other.", "CONSULT", None, "discussed"),
    ("Kuwait negotiated with Iraq over the debt.", "CONSULT", None, "negotiated"),
    ("The Czech and Slovak prime ministers co-chaired a joint session.", "CONSULT", None, "co-chaired"),
    ("Belgium's foreign minister attended the summit in Rabat.", "CONSULT", None, "attended a summit"),
    ("India and Sri Lanka began a second round of talks.", "CONSULT", None, "round is looked through"),
    ("The envoy of Japan consulted with Philippine officials.", "CONSULT", None, "consulted"),
]
MORE_CONSULT: list[Row] = [
    ("Malta's president was received by the king of Norway.", "CONSULT", "visit", "passive of a host's verb"),
    ("Mali's foreign minister flew to Algeria for talks.", "CONSULT", "visit", "flew for talks"),
    ("The Moroccan king sent a letter to the president of Gabon.", "CONSULT", "phone", "a letter is a remote medium"),
    ("Talks between Cyprus and Turkey resumed on Friday.", "CONSULT", None, "talks as the subject"),
    ("Togo's president visited Benin to discuss the border.", "CONSULT", "visit", "a visit with its purpose"),
]
TURNED: list[Row] = [
    ("Thousands of Sudanese refugees were given shelter by Chad.", "AID", None, "passive, the agent last"),
    ("Estonia was thanked by Georgia for the ambulances.", "SUPPORT", None, "passive of thanks"),
    ("Three journalists were freed by Egypt on Sunday.", "RETREAT", "release", "passive of a release"),
    ("The sanctions on Belarus were lifted by the European Union.", "CONCEDE", None, "passive of easing"),
    ("The peace treaty between Eritrea and Djibouti was signed in Doha.", "SUPPORT", None, "parties in the subject"),
    ("Laos and Cambodia shook hands on a border deal.", "CONSULT", None, "an idiom"),
    ("The European Union unblocked 3 billion euros of Libyan assets.", "CONCEDE", None, "assets unblocked"),
    ("Panama's president walked back his remarks about Costa Rica.", "CONCEDE", None, "words taken back"),
    ("Guinea's junta released the former prime minister on bail.", "RETREAT", "release", "bail"),
    ("South Korea shipped 50,000 tons of rice to Yemen.", "AID", None, "food shipped, nothing asked in return"),
    ("Kenya will not lift the ban on Somali livestock.", "REJECT", None, "refusing to ease is no easing"),
    ("Iceland and Malta vowed to deepen their friendship.", "AGREE", None, "a vow by two"),
]
SUPPORT: list[Row] = [
    ("Ghana struck a deal with Togo.", "SUPPORT", None, "an agreement concluded"),
    ("Ghana's president thanked Japan for its help after the floods.", "SUPPORT", None, "thanks"),
    ("Sweden praised Tunisia's new constitution.", "SUPPORT", None, "praise, recipient the possessor"),
    ("The European Union welcomed Georgia's decision to hold elections.", "SUPPORT", None, "welcomed a decision"),
    ("Cuba congratulated Angola on its independence day.", "SUPPORT", None, "congratulation"),
    ("Mexico expressed its condolences to Chile after the earthquake.", "SUPPORT", None, "condolences"),
    ("Nigeria expressed solidarity with Cameroon.", "SUPPORT", None, "solidarity"),
    ("Slovenia reiterated its support for Kosovo.", "SUPPORT", None, "support in words"),
    ("Hungary backed Serbia's bid for membership.", "SUPPORT", None, "backed a bid"),
    ("Peru and Bolivia signed a treaty on river navigation.", "SUPPORT", None, "concluded agreement, rule 11"),
    ("Latvia ratified the treaty with Estonia.", "SUPPORT", None, "ratified"),
    ("Iran and Oman reached an agreement on shipping.", "SUPPORT", None, "reached an agreement"),
    ("Fiji recognised the independence of Kosovo.", "SUPPORT", None, "recognition of a state"),
    ("Bhutan and Nepal established diplomatic relations.", "SUPPORT", None, "ties established"),
    ("Sudan restored diplomatic ties with Kenya.", "SUPPORT", None, "ties restored"),
    ("Colombia opened an embassy in Ghana.", "SUPPORT", None, "embassy opened"),
    ("Iceland appointed an ambassador to Vietnam.", "SUPPORT", None, "ambassador appointed"),
    ("Russia defended Belarus's handling of the election.", "SUPPORT", None, "defended in words"),
    ("Greece stands with Armenia, the foreign minister said.", "SUPPORT", None, "stands with"),
    ("France endorsed the African Union plan for Sudan.", "SUPPORT", None, "endorsed"),
    ("Portugal paid tribute to the people of East Timor.", "SUPPORT", None, "tribute"),
]
CONCEDE: list[Row] = [
    ("Chad struck a deal with the United Nations to free the prisoners.", "CONCEDE", None, "a release agreed on"),
    ("Kenya lifted the curfew in Mombasa.", "CONCEDE", None, "curfew lifted"),
    ("The United States eased sanctions on Myanmar.", "CONCEDE", None, "sanctions eased"),
    ("Tunisia ended the state of emergency.", "CONCEDE", None, "emergency ended"),
    ("Malaysia reopened its border with Thailand.", "CONCEDE", None, "border reopened"),
    ("The president of Zambia pardoned the opposition leader.", "CONCEDE", None, "pardon, rule 5"),
    ("A court in Uganda acquitted the opposition politician.", "CONCEDE", None, "acquittal, rule 5"),
    ("The king of Morocco granted amnesty to 200 prisoners.", "CONCEDE", None, "amnesty, rule 5"),
    ("Japan apologised to Korea for the remarks.", "CONCEDE", None, "apology"),
    ("Israel expressed regret to Turkey over the incident.", "CONCEDE", None, "regret"),
    ("The ceasefire between Armenia and Azerbaijan took effect at midnight.", "RETREAT", "ceasefire", "observed"),
    ("Armenia declared a ceasefire on Sunday.", "CONCEDE", None, "declared, not yet observed"),
    ("Ethiopia announced the withdrawal of its troops from Somalia.", "CONCEDE", None, "announced withdrawal, rule 5"),
    ("Chad agreed to release the captured soldiers.", "CONCEDE", None, "a release to come, rule 1"),
    ("The government of Peru accepted the miners' demands.", "CONCEDE", None, "demand accepted"),
    ("The Bolivian government backed down on the fuel tax after the protests.", "CONCEDE", None, "backed down"),
    ("Ukraine dropped its objections to the treaty with Moldova.", "CONCEDE", None, "objection dropped"),
    ("Teachers in Kenya called off their strike.", "CONCEDE", None, "a strike called off"),
    ("The Philippine government dropped the charges against the senator.", "CONCEDE", None, "charges dropped"),
    ("Saudi Arabia allowed women to vote in local elections.", "CONCEDE", None, "permission"),
]
COOPERATE: list[Row] = [
    ("Brazil and Argentina held joint military exercises.", "COOPERATE", None, "joint exercise, rule 7"),
    ("India and Oman conducted a joint naval exercise.", "COOPERATE", None, "joint exercise, rule 7"),
    ("Spain extradited two suspects to Peru.", "COOPERATE", None, "extradition to another state"),
    ("Jordan shared intelligence with Belgium.", "COOPERATE", None, "intelligence shared"),
    ("Thailand exported rice to Indonesia.", "COOPERATE", None, "trade"),
    ("Ghana and Togo cooperated in the search for the ferry.", "COOPERATE", None, "cooperated"),
    ("Pakistan bought fighter jets from China.", "COOPERATE", None, "arms bought"),
    ("Kenya and Tanzania launched joint patrols in the channel.", "COOPERATE", None, "joint patrols"),
]
AID: list[Row] = [
    ("Norway is mobilising additional funds for Nepal.", "AID", None, "funds mobilised"),
    ("Swedish doctors handed over vaccines to the Red Crescent.", "AID", None, "help between charities counts"),
    ("Germany gave Niger 30 million euros for irrigation.", "AID", None, "gave money"),
    ("Australia sent food and medicine to Vanuatu.", "AID", None, "relief sent"),
    ("China provided vaccines to Zimbabwe.", "AID", None, "vaccines provided"),
    ("The World Bank lent Jordan 100 million dollars.", "AID", None, "loan"),
    ("Norway wrote off Somalia's debt.", "AID", None, "debt relief"),
    ("Canada granted asylum to the Belarusian sprinter.", "AID", None, "asylum"),
    ("Cuba sent doctors to Mozambique.", "AID", None, "doctors sent"),
    ("The United States trained Iraqi soldiers.", "AID", None, "training of another's force"),
    ("Libya armed the rebels in Chad.", "AID", None, "arming"),
    ("Sudan has sheltered Chadian rebels for years.", "AID", None, "shelter for an armed group"),
    ("Bangladesh sent peacekeepers to Mali.", "AID", None, "peacekeepers benefit their host"),
    ("Turkey delivered 40 tons of medicine to Sudan.", "AID", None, "tons are looked through"),
    ("Italy rescued 90 migrants off Libya.", "AID", None, "rescue"),
    ("Uganda took in thousands of refugees from Burundi.", "AID", None, "refugees taken in"),
    ("The Red Cross distributed blankets in Nepal.", "AID", None, "relief distributed"),
]
RETREAT: list[Row] = [
    ("Uganda withdrew its troops from the Congolese town.", "RETREAT", "withdraw", "troops withdrawn"),
    ("French soldiers pulled out of northern Mali.", "RETREAT", "withdraw", "pulled out of"),
    ("Eritrean forces retreated from the border town.", "RETREAT", "withdraw", "retreated"),
    ("Indonesia handed over the island to Malaysia.", "RETREAT", "withdraw", "territory handed over"),
    ("Rebels in Chad released 12 hostages.", "RETREAT", "release", "hostages released"),
    ("Egypt freed two journalists on Sunday.", "RETREAT", "release", "freed"),
    ("Armenia and Azerbaijan exchanged prisoners.", "RETREAT", "release", "prisoner swap"),
    ("The Colombian rebels laid down their arms.", "RETREAT", "disarm", "arms laid down"),
    ("Rebels in Burundi handed in their weapons to the army.", "RETREAT", "disarm", "weapons handed in"),
    ("Hundreds of rebels surrendered to the Ugandan army.", "RETREAT", None, "surrender"),
    ("Sudan allowed aid workers into Darfur.", "RETREAT", "access", "access allowed"),
    ("Iran admitted United Nations inspectors.", "RETREAT", "access", "inspectors admitted"),
    ("Portugal's prime minister resigned on Monday.", "RETREAT", "resign", "resigned"),
    ("The president of Malawi stepped down after the vote.", "RETREAT", "resign", "stepped down"),
    ("Belgium returned the stolen statues to the Democratic Republic of Congo.", "RETREAT", None, "property returned"),
    ("Both Yemen and the Houthis observed the truce.", "RETREAT", "ceasefire", "observed"),
]
NOTHING: list[Row] = [
    ("The Lions met the Tigers in the final on Saturday.", None, None, "sport"),
    ("The striker thanked the fans after the match.", None, None, "sport"),
    ("The coach praised his defenders.", None, None, "sport"),
    ("The club released the midfielder at the end of the season.", None, None, "a player's contract"),
    ("The champion surrendered her title to a teenager.", None, None, "sport"),
    ("The two clubs agreed a fee for the goalkeeper.", None, None, "a transfer"),
    ("The company agreed to buy its smaller rival.", None, None, "business"),
    ("The bank offers loans to students.", None, None, "business"),
    ("The firm signed a deal with a supplier of screws.", None, None, "business"),
    ("The airline plans to cut 300 jobs.", None, None, "business"),
    ("The band released its second album in May.", None, None, "music"),
    ("The studio released a trailer for the film.", None, None, "film"),
    ("The phone supports two cards at once.", None, None, "a product"),
    ("Shares retreated from their morning high.", None, None, "markets"),
    ("The yen gave up its gains.", None, None, "markets"),
    ("Prices eased after the harvest.", None, None, "markets"),
    ("The new engine meets the standard.", None, None, "to meet a standard"),
    ("My sister visited the museum with her class.", None, None, "daily life"),
    ("He called his mother from the station.", None, None, "daily life"),
    ("She promised to wash the dishes.", None, None, "daily life"),
    ("The family received a letter from the landlord.", None, None, "daily life"),
    ("The couple held a party in the garden.", None, None, "daily life"),
    ("The teacher helped the pupils with their homework.", None, None, "daily life"),
    ("The dentist invited her patients to the opening.", None, None, "daily life"),
    ("The chef resigned after an argument over soup.", None, None, "no office of state"),
    ("The plant releases oxygen at night.", None, None, "nature"),
    ("Floodwaters withdrew from the fields.", None, None, "nature"),
    ("The dog returned the ball to its owner.", None, None, "daily life"),
    ("The walls support the roof.", None, None, "buildings"),
    ("The actor thanked the jury for the prize.", None, None, "film"),
    ("Critics hailed the novel as her best.", None, None, "books"),
    ("The lawyer gave up smoking last year.", None, None, "daily life"),
    ("The shop lifted its ban on dogs.", None, None, "daily life"),
    ("The orchestra toured Japan in the spring.", None, None, "music"),
]
ORDINARY: list[Row] = [
    ("Donations came to Vanuatu from Fiji.", "AID", None, "help comes from its giver"),
    ("Portugal accepted forty refugees.", "AID", None, "taking refugees in"),
    ("Jordan opened its borders to refugees.", "AID", None, "rule of asylum: borders opened to those who flee"),
    ("Kuwait spent ten million dollars on helping refugees.", "AID", None, "money spent on help"),
    ("Japan is the largest donor of humanitarian aid in Laos.", "AID", None, "a donor gives"),
    ("Austria sent peacekeepers to Cyprus.", "AID", None, "peacekeepers sent"),
    ("The armies of Peru and Brazil performed joint war games.", "COOPERATE", None, "rule 7: joint"),
    ("Norway donated ten million kroner to Malawi.", "AID", None, "any currency"),
    ("France dispatched a ship with field kitchens to Haiti.", "AID", None, "what the ship carries makes it help"),
    ("Tanzania pledged forty trucks to Malawi.", "AGREE", None, "help promised"),
    ("ASEAN foreign ministers gathered in Vientiane.", "CONSULT", "multilateral", "a gathering of ministers"),
    ("Chile shared intelligence with Peru.", "COOPERATE", None, "intelligence shared"),
    ("The court gave approval for the march.", "CONCEDE", None, "leave given"),
    ("The president shortened the curfew in Tunis.", "CONCEDE", None, "a restriction eased"),
    ("The junta set the editor free.", "RETREAT", "release", "set free"),
    ("Norway returned the antiquities to Chile.", "RETREAT", None, "property given back"),
    ("The Chadian army ceased its operations against the rebels.", "RETREAT", "ceasefire", "operations cease"),
    ("Lithuania backed the bid of Moldova to join the EU.", "SUPPORT", None, "one record: nobody has joined"),
    ("Fiji reaffirmed its commitment to the one-China policy.", "SUPPORT", None, "standing by a policy"),
    ("Brussels welcomed the president's invitation to the rebels.", "SUPPORT", None, "what another does is welcomed"),
]
TABLE = [
    *AGREE,
    *CONSULT,
    *MORE_CONSULT,
    *TURNED,
    *SUPPORT,
    *CONCEDE,
    *COOPERATE,
    *AID,
    *RETREAT,
    *NOTHING,
    *ORDINARY,
]


@pytest.fixture(autouse=True, scope="module")
def _lexicon_alone() -> Iterator[None]:
    """The lexicon is what is tested here, not what the model makes of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAGOMAN_MODEL", "none")
        yield


@cache
def coded(text: str) -> tuple[tuple[str | None, str | None], ...]:
    return tuple((c.type, c.mode) for c in code_document(from_text(text)).claims)


@pytest.mark.parametrize(("text", "kind", "mode", "why"), TABLE)
def test_sentence_has_its_type(text: str, kind: str | None, mode: str | None, why: str) -> None:
    found = coded(text)
    if kind is None:
        assert not found, why
    else:
        assert any(t == kind and (mode is None or m == mode) for t, m in found), f"{why}: {found}"


def test_lexicon_of_cooperation_is_read_whole() -> None:
    senses = [s for group in load().senses.values() for s in group]
    for name in ("agree", "consult", "support", "concede", "cooperate", "aid", "retreat"):
        assert sum(s.id.startswith(f"{name}/") for s in senses) >= 100, name


def test_no_sense_is_too_weak_to_be_believed() -> None:
    weak = [s.id for group in load(FOLDER).senses.values() for s in group if s.score < 0.3]
    assert not weak
