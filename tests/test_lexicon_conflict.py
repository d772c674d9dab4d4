"""The conflict senses of the lexicon, read as a codebook: which words are which deed, and which are none.

Every sentence is invented. `mode` None means that the mode follows from what is asked or threatened, or that
the codebook has none; it is not looked at here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from dragoman.find.lexicon import load
from dragoman.find.triggers import triggers
from dragoman.parse import parse
from dragoman.records import Block, Document, Span

CONFLICT = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")

DEEDS: list[Any] = [
    # ---------------------------------------------------------------- REQUEST
    ("Norway urged Iceland to reopen the fishing talks.", "REQUEST", None, "urging somebody to do something"),
    ("The minister called on both sides to show restraint.", "REQUEST", None, "call on with an infinitive"),
    ("Kenya called for the release of the crew.", "REQUEST", "yield", "what is called for is a release"),
    ("The opposition demanded the resignation of the prime minister.", "REQUEST", "change", "a resignation is change"),
    ("Chad asked France for military assistance.", "REQUEST", None, "asking for help"),
    ("Cyprus requested a meeting with the Turkish delegation.", "REQUEST", "meet", "asking for talks"),
    ("The union appealed to the government to pay the teachers.", "REQUEST", None, "appeal with an infinitive"),
    ("The court ordered the ministry to publish the report.", "REQUEST", None, "an order is a request"),
    ("The secretary-general made an appeal for calm.", "REQUEST", None, "appeal as noun under a light verb"),
    ("Bolivia pressed Chile for access to the sea.", "REQUEST", None, "press somebody for something"),
    ("Relatives pleaded for the release of the hostages.", "REQUEST", "yield", "pleading"),
    ("Athens stepped up pressure on Skopje to change the name.", "REQUEST", None, "pressure on somebody"),
    # ---------------------------------------------------------------- ACCUSE
    ("Canada condemned the attack on the embassy.", "ACCUSE", "disapprove", "condemning"),
    ("Brazil criticised the new Argentine tariffs.", "ACCUSE", "disapprove", "British spelling"),
    ("Malta criticized the decision of the commission.", "ACCUSE", "disapprove", "American spelling"),
    ("Georgia summoned the Russian ambassador over the remarks.", "ACCUSE", "disapprove", "rule 3: to complain"),
    ("Ecuador lodged a protest with Peru over the incident.", "ACCUSE", "disapprove", "a protest in words"),
    ("The bishops lashed out at the government.", "ACCUSE", "disapprove", "phrasal verb"),
    ("The senator attacked the budget.", "ACCUSE", "disapprove", "rule 15: an attack in words"),
    ("The premier launched a scathing attack on the central bank.", "ACCUSE", "disapprove", "an attack in words"),
    ("Amnesty voiced concern about the detention of the editor.", "ACCUSE", "disapprove", "voicing concern"),
    ("Sudan accused Chad of arming the rebels.", "ACCUSE", "allege", "accuse of"),
    ("Ankara blamed Kurdish militants for the bombing.", "ACCUSE", "allege", "blame for"),
    ("Prosecutors charged Ilmar Tarvo with espionage.", "ACCUSE", "allege", "a charge by prosecutors"),
    ("A grand jury indicted Senator Odo Brask.", "ACCUSE", "allege", "indictment"),
    ("Two newspapers sued the interior ministry.", "ACCUSE", "allege", "suing"),
    ("The group filed a lawsuit against the governor.", "ACCUSE", "allege", "filing suit"),
    ("Colonel Petru Dan went on trial in Chisinau.", "ACCUSE", "allege", "brought to trial"),
    ("The parliament opened an inquiry into the arms sales.", "ACCUSE", "investigate", "an inquiry opened"),
    ("Police are investigating the disappearance of the journalist.", "ACCUSE", "investigate", "any inquiry"),
    ("The magistrate questioned the former minister over the payments.", "ACCUSE", "investigate", "questioning"),
    ("The commission began a probe into police conduct.", "ACCUSE", "investigate", "probe as noun"),
    ("Hungary complained to Romania about the school law.", "ACCUSE", "disapprove", "complaining"),
    # ---------------------------------------------------------------- REJECT
    ("Syria rejected the Turkish proposal.", "REJECT", None, "rejecting a proposal"),
    ("Sweden refused to extradite the pilot.", "REJECT", None, "refuse with an infinitive"),
    ("The president declined an invitation to the summit.", "REJECT", None, "declining an invitation"),
    ("China vetoed the resolution on Zimbabwe.", "REJECT", None, "a veto"),
    ("Lebanon turned down the offer of mediation.", "REJECT", None, "phrasal verb"),
    ("The rebels defied the ultimatum.", "REJECT", None, "defying"),
    ("Togo opposed the deployment of observers.", "REJECT", None, "opposing a policy"),
    ("Japan cancelled talks with North Korea.", "REJECT", "meet", "rule 6: cancelling a meeting"),
    ("The king called off a visit to Jordan.", "REJECT", "meet", "rule 6: calling off a visit"),
    ("The delegation walked out of the negotiations.", "REJECT", "meet", "leaving the table"),
    ("Egypt barred the observers from entering the country.", "REJECT", None, "rule 13: entry barred"),
    ("Fiji denied visas to three reporters.", "REJECT", None, "entry barred"),
    ("Serbia violated the arms embargo.", "REJECT", None, "defying a ban"),
    ("Moscow's rejection of the plan surprised diplomats.", "REJECT", None, "rejection as noun"),
    # ---------------------------------------------------------------- THREATEN
    ("Iran threatened to close the strait.", "THREATEN", None, "threaten with an infinitive"),
    ("The general threatened neighbouring states with war.", "THREATEN", None, "threaten with"),
    ("Washington threatened sanctions against Belarus.", "THREATEN", None, "threaten a thing"),
    ("Bolivia gave Paraguay an ultimatum.", "THREATEN", None, "ultimatum"),
    ("The militia vowed to avenge the killing of its leader.", "THREATEN", None, "a vow of harm"),
    ("Israel warned that it would retaliate.", "THREATEN", None, "a warning with consequences"),
    ("The army warned the protesters against marching on the palace.", "THREATEN", None, "a warning to desist"),
    ("A court issued an arrest warrant for the exiled banker.", "THREATEN", "arrest", "rule 8: in absentia"),
    ("Warsaw issued a threat against the consortium.", "THREATEN", None, "threat as noun"),
    # ---------------------------------------------------------------- PROTEST
    ("Thousands of students marched through the capital.", "PROTEST", "demo", "a march"),
    ("Farmers demonstrated against the new tax.", "PROTEST", "demo", "a demonstration"),
    ("Nurses staged a sit-in outside the ministry.", "PROTEST", "demo", "a sit-in"),
    ("Residents took to the streets.", "PROTEST", "demo", "idiom"),
    ("The protest against the dam drew hundreds.", "PROTEST", "demo", "protest as noun"),
    ("Youths threw stones at police.", "PROTEST", "riot", "violent crowd"),
    ("Protesters clashed with police in Dakar.", "PROTEST", "riot", "a crowd against police"),
    ("Prisoners rioted in the northern jail.", "PROTEST", "riot", "riot as verb"),
    ("Dockers went on strike over pensions.", "PROTEST", "strike", "a work strike"),
    ("Pilots walked out over pay.", "PROTEST", "strike", "a walkout"),
    ("The prisoners began a hunger strike.", "PROTEST", "hunger", "a hunger strike is no work strike"),
    ("The party boycotted the elections.", "PROTEST", "boycott", "boycott of a vote"),
    ("Truckers blocked the border crossing.", "PROTEST", "obstruct", "obstruction by a crowd"),
    ("Demonstrators burned the flag of Denmark.", "PROTEST", "vandalize", "symbolic damage"),
    # ---------------------------------------------------------------- SANCTION
    ("The bloc imposed sanctions on Tuvalu.", "SANCTION", "discontinue", "formal sanctions"),
    ("Britain suspended aid to Rwanda.", "SANCTION", "discontinue", "rule 6: aid withdrawn"),
    ("Morocco severed diplomatic ties with Iran.", "SANCTION", "discontinue", "ties broken"),
    ("Kuwait recalled its ambassador from Manila.", "SANCTION", "withdraw", "an envoy recalled"),
    ("Latvia expelled two Belarusian diplomats.", "SANCTION", "expel", "rule 8: diplomats expelled"),
    ("Peru declared the consul persona non grata.", "SANCTION", "expel", "persona non grata"),
    ("Burundi withdrew from the treaty.", "SANCTION", "withdraw", "leaving a treaty"),
    ("The bloc suspended Mali from the union.", "SANCTION", "expel", "a member suspended"),
    ("A court convicted the former mayor of fraud.", "SANCTION", "convict", "conviction"),
    ("A tribunal sentenced Gorek Palin to nine years in prison.", "SANCTION", "convict", "sentence"),
    ("The jury found the officer guilty of murder.", "SANCTION", "convict", "found guilty"),
    ("India banned imports from the island state.", "SANCTION", "discontinue", "trade cut"),
    ("The treasury froze the assets of the ministry.", "SANCTION", "discontinue", "assets frozen"),
    ("The expulsion of the diplomats was announced in Riga.", "SANCTION", "expel", "expulsion as noun"),
    ("Sanctions against Myanmar were extended.", "SANCTION", "discontinue", "passive"),
    # ---------------------------------------------------------------- MOBILIZE
    ("Uganda deployed troops along the border.", "MOBILIZE", "troops", "troops deployed"),
    ("France sent a warship to the gulf.", "MOBILIZE", "weapons", "a ship sent"),
    ("The government deployed riot police in the capital.", "MOBILIZE", "police", "police deployed"),
    ("Tank columns massed near the frontier.", "MOBILIZE", "troops", "massing"),
    ("North Korea fired two missiles into the sea.", "MOBILIZE", "weapons", "a launch at nobody"),
    pytest.param(
        "North Korea test-fired two missiles.",
        "MOBILIZE",
        "weapons",
        "a missile test",
        marks=pytest.mark.xfail(strict=True, reason="the parser takes the hyphened verb for an adjective"),
    ),
    ("Pakistan conducted a nuclear test.", "MOBILIZE", "weapons", "a nuclear test"),
    ("The navy held exercises in the strait.", "MOBILIZE", "troops", "one country's exercise"),
    ("The army was put on high alert.", "MOBILIZE", "troops", "alert"),
    ("Sweden called up reservists.", "MOBILIZE", "troops", "reservists called up"),
    ("Two jets violated Estonian airspace.", "MOBILIZE", "weapons", "airspace"),
    ("Troops crossed into the buffer zone.", "MOBILIZE", "troops", "short of force"),
    ("The deployment of peacekeepers began in May.", "MOBILIZE", "troops", "deployment as noun"),
    # ---------------------------------------------------------------- COERCE
    ("Police arrested Danilo Vesk in Trieste.", "COERCE", "arrest", "rule 9: a police arrest"),
    ("Six activists were detained.", "COERCE", "arrest", "agentless passive"),
    ("The arrest of two editors alarmed the union.", "COERCE", "arrest", "arrest as noun"),
    ("The leader was placed under house arrest.", "COERCE", "arrest", "house arrest"),
    ("Agents raided the offices of the newspaper.", "COERCE", "seize", "a search"),
    ("Customs officers seized the cargo.", "COERCE", "seize", "goods seized"),
    ("The junta banned political parties.", "COERCE", "restrict", "parties banned"),
    ("Authorities imposed a curfew in Bamako.", "COERCE", "curfew", "curfew"),
    ("The president declared martial law.", "COERCE", "martial-law", "martial law"),
    ("The cabinet declared a state of emergency.", "COERCE", "martial-law", "emergency"),
    ("The government shut down an opposition radio station.", "COERCE", "censor", "a station closed"),
    ("The ministry blocked the website of the weekly.", "COERCE", "censor", "a website blocked"),
    ("Thailand deported three bloggers.", "COERCE", "deport", "rule 8: a person deported"),
    ("The government cut electricity to the enclave.", "COERCE", "withhold", "power cut"),
    ("Hackers attacked the network of the ministry.", "COERCE", "cyber", "hacking"),
    ("The group launched a cyberattack on the grid.", "COERCE", "cyber", "cyber attack as noun"),
    ("The crackdown on dissent continued.", "COERCE", "restrict", "crackdown"),
    ("Officers seized power in a bloodless coup.", "COERCE", "seize", "a coup"),
    ("The army blockaded the port.", "COERCE", "restrict", "blockade"),
    # ---------------------------------------------------------------- ASSAULT
    ("Gunmen killed four villagers.", "ASSAULT", None, "killing"),
    ("Rebels attacked an army convoy.", "ASSAULT", None, "attack by an armed group"),
    ("Warplanes bombed the harbour.", "ASSAULT", "aerial", "crewed aircraft"),
    ("Artillery shelled the suburb.", "ASSAULT", "heavy-weapons", "shelling"),
    ("Militants fired rockets at the city.", "ASSAULT", "heavy-weapons", "rockets at somebody"),
    ("A drone struck the depot.", "ASSAULT", "drone", "a drone"),
    ("A suicide bomber blew himself up at a checkpoint.", "ASSAULT", "suicide-attack", "suicide attack"),
    ("A car bomb exploded outside the embassy.", "ASSAULT", "explosives", "a bomb"),
    ("Soldiers opened fire on the crowd.", "ASSAULT", "firearms", "opened fire"),
    ("The activist was shot dead in Lagos.", "ASSAULT", "firearms", "shot dead"),
    ("Police fired tear gas at the marchers.", "ASSAULT", "crowd-control", "tear gas named"),
    ("Riot police dispersed the crowd with water cannon.", "ASSAULT", "crowd-control", "water cannon named"),
    ("Attackers stabbed the deputy governor.", "ASSAULT", "primitive", "a blade"),
    ("The captors beheaded the hostage.", "ASSAULT", "primitive", "beheading"),
    ("Guards beat the detainees with batons.", "ASSAULT", "beat", "blows"),
    ("Interrogators tortured the students.", "ASSAULT", "torture", "torture"),
    ("Pirates hijacked a tanker.", "ASSAULT", "abduct", "hijacking"),
    ("Gunmen kidnapped two engineers.", "ASSAULT", "abduct", "kidnapping"),
    ("The rebels took nine peacekeepers hostage.", "ASSAULT", "abduct", "hostages"),
    ("Rebels captured six soldiers.", "ASSAULT", "abduct", "rule 9: captured in combat"),
    ("The general was assassinated.", "ASSAULT", "targeted", "assassination"),
    ("The army captured the town of Bardo.", "ASSAULT", None, "a town taken in war"),
    ("Troops invaded the island.", "ASSAULT", None, "invasion"),
    ("Soldiers clashed with rebels near Goma.", "ASSAULT", None, "clash of armed sides"),
    ("Heavy fighting broke out between the factions.", "ASSAULT", None, "fighting as noun"),
    ("The militia claimed responsibility for the bombing.", "ASSAULT", None, "responsibility claimed"),
    ("The missile shot down a helicopter.", "ASSAULT", "heavy-weapons", "an aircraft shot down"),
    ("Nine people died in clashes.", "ASSAULT", None, "victims only"),
    ("Insurgents blew up a pipeline.", "ASSAULT", "explosives", "blew up"),
    ("Settlers set fire to a mosque.", "ASSAULT", "primitive", "fire"),
    ("The killing of the priest shocked the town.", "ASSAULT", None, "killing as noun"),
    ("An airstrike on the camp was reported.", "ASSAULT", "aerial", "airstrike as noun"),
    ("The rebels violated the ceasefire.", "ASSAULT", None, "fighting again"),
    ("Israeli air strikes killed six people.", "ASSAULT", "aerial", "the weapon is the subject"),
    ("The outpost was attacked with mortars.", "ASSAULT", "heavy-weapons", "the weapon is named after"),
    ("Villagers were driven from their homes by soldiers.", "SANCTION", "expel", "rule 10: made to flee"),
    ("Police used force against the demonstrators.", "ASSAULT", None, "force against people"),
    ("The delegation stayed away from the summit.", "REJECT", "meet", "absent from a meeting"),
    ("The rail strike entered its third day.", "PROTEST", "strike", "two-word noun: no air strike"),
    ("The air strikes on the port continued.", "ASSAULT", "aerial", "two-word noun: no rail strike"),
    ("The nuclear test alarmed Seoul.", "MOBILIZE", "weapons", "two-word noun"),
    ("The cyber attack on the bank lasted a week.", "COERCE", "cyber", "two-word noun: no armed attack"),
    ("The bishop said that Harare must free the editor.", "REQUEST", None, "must, said to somebody"),
    ("Civilians were used as human shields.", "ASSAULT", "abduct", "human shields"),
    # ---------------------------------------------------------------- promises behind a phrase, states, arrivals
    ("The assembly threatened on Monday to leave the customs union.", "THREATEN", None, "the threat behind a date"),
    ("Two battalions arrived in Narva.", "MOBILIZE", "troops", "troops arriving"),
    ("The garrison remained on alert.", "MOBILIZE", "troops", "still on alert"),
    ("The dockers went on strike for better pay.", "PROTEST", "strike", "a strike for pay"),
    (
        "Police used tear gas to disperse the marchers.",
        "ASSAULT",
        "crowd-control",
        "what the gas was for is told with it",
    ),
    # ---------------------------------------------------------------- ordinary words for the same deeds
    ("The premier called the verdict a farce.", "ACCUSE", "disapprove", "calling names"),
    ("The ministry called the search illegal.", "ACCUSE", "disapprove", "calling it illegal"),
    ("The senator led the attack on the pensions bill.", "ACCUSE", "disapprove", "an attack on a law is in words"),
    ("Libyan troops struck a militia group near Sirte.", "ASSAULT", None, "soldiers strike a group"),
    ("The two gunboats exchanged fire.", "ASSAULT", None, "exchanging fire"),
    ("The prisoner was subjected to torture.", "ASSAULT", "torture", "subjected to torture"),
    ("The militia was responsible for the massacre.", "ASSAULT", None, "whose deed it was"),
    ("Turkish jets forced an Armenian cargo plane to land.", "COERCE", "seize", "forced to land"),
    ("Zambia banned an opposition member from holding office.", "COERCE", "restrict", "banned from an office"),
    ("The junta ordered the newspaper to suspend publication.", "COERCE", "censor", "silenced by an order"),
    ("Police dispersed the mob.", "COERCE", "restrict", "dispersing a crowd"),
    ("The tribunal dismissed the electoral protest.", "REJECT", None, "a court turns a plea down"),
    ("The rebels ruled out talks with the army.", "REJECT", None, "ruling out talks"),
    ("Two hundred Eritreans sought refuge in Sudan.", "REQUEST", "assist", "seeking refuge"),
    ("The islanders demanded the deployment of peacekeepers.", "REQUEST", "assist", "demanding a presence"),
    ("A Chilean court awarded the widow two million dollars.", "SANCTION", "convict", "rule 13: an award of a court"),
    ("A device exploded in a market in Jos.", "ASSAULT", "explosives", "a device goes off"),
    ("Their lorry hit a landmine.", "ASSAULT", "explosives", "who hits a mine is its victim"),
    ("China lodged solemn representations with Japan.", "ACCUSE", "disapprove", "a diplomatic protest"),
    ("Eritrea conscripted thousands of students.", "MOBILIZE", "troops", "called up"),
    ("The governor ordered patrols in the port.", "MOBILIZE", None, "patrols ordered"),
    ("The editor was taken from her home by soldiers.", "COERCE", "arrest", "taken away"),
    ("The two sides failed to reach an agreement.", "REJECT", None, "no agreement"),
    ("Police warned that they would no longer tolerate marches.", "THREATEN", None, "a warning"),
    ("Sweden withdrew its peacekeepers from the island.", "SANCTION", "withdraw", "peacekeepers recalled"),
]

SILENT: list[Any] = [
    ("The visitors attacked from the kickoff.", "sport"),
    ("The striker fired a shot wide of the goal.", "sport"),
    ("The defender tackled the winger in the box.", "sport"),
    ("The home side beat Lyon in the final.", "sport"),
    ("The boxers will fight for the title in May.", "sport"),
    ("Shares hit a low on Monday.", "markets"),
    ("The dollar rallied against the yen.", "markets"),
    ("Rising costs are hitting retailers.", "markets"),
    ("The bank raised interest rates.", "markets"),
    ("The ban on smoking took effect.", "daily life"),
    ("The club fired the manager.", "a dismissal in sport"),
    ("The company dismissed forty workers.", "business"),
    ("The company launched a new phone.", "business"),
    ("An earthquake killed hundreds.", "disaster"),
    ("Two people were killed in a traffic accident.", "accident"),
    ("The storm destroyed dozens of houses.", "disaster"),
    ("Floods forced thousands to flee.", "disaster"),
    ("He died of a heart attack.", "illness"),
    ("The clinical trial of the vaccine began.", "medicine"),
    ("A penalty shootout decided the match.", "sport"),
    ("The virus attacks the lungs.", "illness"),
    ("The drug kills bacteria.", "medicine"),
    ("The film bombed at the box office.", "metaphor"),
    ("The idea struck her as odd.", "metaphor"),
    ("They struck a deal late at night.", "a bargain"),
    ("The singer stole the show.", "metaphor"),
    ("He declined to comment on the report.", "no deed"),
    ("The official asked not to be named.", "no deed"),
    ("She asked a question about the budget.", "no deed"),
    ("The minister rejected accusations of bribery.", "a denial, which is how a deed is said"),
    ("Scientists warned of heavy rain.", "a weather warning"),
    ("A gale killed two people on the coast.", "weather kills"),
    ("The candidate was met with mockery.", "nobody met"),
    ("The bill is an attack on freedom.", "a figure of speech"),
    ("The gang plotted an attack on the palace.", "a plot is no attack"),
    ("The retailer launched an assault on the home delivery market.", "business rivalry"),
    ("The ministry joined the fight against malaria.", "a fight against a disease"),
    ("Drought threatens the harvest.", "no actor who threatens"),
    ("The results demonstrate the value of the method.", "showing, not marching"),
    ("The team executed the plan well.", "carrying out"),
    ("The photographer shot the film in Kenya.", "filming"),
    ("The airline charged passengers a fee.", "a price"),
    ("The firefighters battled the blaze.", "fire"),
    ("The museum opened an exhibition on the war.", "culture"),
    ("The report hit the headlines.", "metaphor"),
    ("Spain and Croatia clash in Split on Saturday.", "sport"),
    ("The ministry did not respond to requests for comment.", "no deed"),
    ("Demand for hotel rooms rose.", "markets"),
    ("Engineers investigated the feasibility of a second bridge.", "no inquiry into anybody"),
    ("Oslo has trained people capable of launching cyber attacks.", "an ability is no deed"),
    ("It is a resolution that aims to tighten sanctions.", "what a text is meant to do"),
    ("The rebels freed the two pilots held captive by them.", "captivity that the release ends"),
    pytest.param(
        "Police foiled a plot to assassinate the king.",
        "a deed that did not happen, and not by the police",
        marks=pytest.mark.xfail(strict=True, reason="a sense of no deed does not take its content with it"),
    ),
]


def _text(row: Any) -> str:
    """The sentence of a table's row, of a marked one too."""
    return str(row.values[0] if hasattr(row, "values") else row[0])


@lru_cache(maxsize=1)
def _found() -> dict[str, tuple[tuple[str, str | None], ...]]:
    """For each sentence of the tables, the conflict senses found in it."""
    texts = [_text(row) for row in (*DEEDS, *SILENT)]
    starts = [sum(len(t) + 1 for t in texts[:k]) for k in range(len(texts))]
    blocks = tuple(Block("paragraph", Span(a, a + len(t))) for a, t in zip(starts, texts, strict=True))
    document = Document("lexicon", "\n".join(texts), blocks)
    lexicon = load()
    out: dict[str, list[tuple[str, str | None]]] = {t: [] for t in texts}
    for s in parse(document):
        text = next(t for a, t in zip(starts, texts, strict=True) if a <= s.start < a + len(t))
        out[text] += [(t.sense.type, t.sense.mode) for t in triggers(s, lexicon) if t.sense.type in CONFLICT]
    return {k: tuple(v) for k, v in out.items()}


@pytest.mark.parametrize(("text", "kind", "mode", "why"), DEEDS)
def test_the_deed_is_found(text: str, kind: str, mode: str | None, why: str) -> None:
    found = _found()[text]
    assert kind in {k for k, _ in found}, f"{why}: {found}"
    if mode is not None:
        assert (kind, mode) in found, f"{why}: {found}"


@pytest.mark.parametrize(("text", "why"), SILENT)
def test_idle_words_stay_silent(text: str, why: str) -> None:
    assert _found()[text] == (), why
