"""The ontology file against the codebook's facts, and the contexts against invented sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.ontology import load


def test_all_types_and_modes() -> None:
    o = load()
    assert len(o.types) == 16
    assert sum(len(t.modes) for t in o.types.values()) == 67
    assert len(o.contexts) == 37


@pytest.mark.parametrize(
    ("kind", "mode", "quad", "scale", "why"),
    [
        ("CONSULT", "visit", 1, 4, "a visit counts more than a meeting"),
        ("CONSULT", None, 1, 2.5, "the type's own score"),
        ("AID", None, 2, 10, "the top of the scale"),
        ("SANCTION", "expel", 4, -5.5, "material conflict by rule 14"),
        ("ACCUSE", None, 3, -3, "the draft prints 3 without its sign"),
        ("REJECT", "assist", 3, -1.5, "the second score of the shared row"),
        ("REQUEST", "assist", 3, 0.5, "the first score of the shared row"),
        ("PROTEST", "vandalize", 4, -5, "no score printed"),
        ("ASSAULT", "unconventional", 4, -10, "the bottom of the scale"),
    ],
)
def test_scores(kind: str, mode: str | None, quad: int, scale: float, why: str) -> None:
    o = load()
    assert (o.types[kind].quad, o.scale(kind, mode)) == (quad, scale), why


@pytest.mark.parametrize(
    ("code", "expected", "why"),
    [
        ("163", ("SANCTION", "discontinue"), "the codebook wins over the crosswalk's COERCE"),
        ("0871", ("CONCEDE", None), "a declared ceasefire is not yet observed"),
        ("042", ("CONSULT", "visit"), "as in the crosswalk"),
        ("111", ("ACCUSE", "disapprove"), "as in the crosswalk"),
    ],
)
def test_cameo_codes(code: str, expected: tuple[str, str | None], why: str) -> None:
    assert load().cameo[code] == expected, why


def test_every_cameo_code_names_a_type_and_mode_that_exist() -> None:
    o = load()
    for code, (kind, mode) in o.cameo.items():
        assert mode is None or mode in o.types[kind].modes, code


def test_an_ontology_that_cannot_be_read_names_its_file(tmp_path: Path) -> None:
    broken = tmp_path / "mine.yaml"
    broken.write_text("types: {MEET: {quad: 1}}", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.yaml"):
        load(broken)


# What proves a context (True), and a word of it in another sense or in passing, which does not (False).
CONTEXTS = [
    ("military", True, "Sorvian troops shelled the port with artillery before dawn."),
    ("military", True, "The defence ministry in Velgrad sent two warships to the strait."),
    ("military", True, "The rebels' offensive reached the valley on Monday."),
    ("military", True, "An airstrike killed the driver of a lorry near Tamrin."),
    ("military", False, "The strike price of the option was set by a general agreement, a tank of fuel included."),
    ("intelligence", True, "Karvia arrested two men whom it called spies of its neighbour."),
    ("intelligence", True, "The head of intelligence met colleagues in Velgrad."),
    ("intelligence", True, "The ministers agreed to share intelligence about the group."),
    ("intelligence", False, "The minister praised the intelligent use of artificial intelligence in schools."),
    ("executive", True, "The president of Karvia reshuffled the cabinet on Friday."),
    ("executive", True, "Anna Morel was sworn in as prime minister of Sorvia."),
    ("executive", True, "Thousands demanded that the governor step down."),
    ("executive", False, "The president thanked the prime minister of Sorvia for the gift."),
    ("legislative", True, "Sorvia's parliament approved the law by one vote."),
    ("legislative", True, "Lawmakers in Velgrad criticised the governor."),
    ("legislative", True, "The premier lost a no-confidence motion in the lower house."),
    ("legislative", False, "The workers refused to pay their electricity bills at the assembly plant."),
    ("election", True, "The opposition rejected the results of the election."),
    ("election", True, "Observers praised the counting of ballots in Tamrin."),
    ("election", True, "Voters go to the polls on Sunday."),
    ("election", False, "The resolution was put to the members, and nine of them voted against it."),
    ("political_institutions", True, "The premier promised to amend the constitution."),
    ("political_institutions", True, "The parties signed a power-sharing accord."),
    ("political_institutions", True, "The president dissolved parliament after a row of many weeks."),
    ("political_institutions", False, "The hospital is an institution that the premier visited on Monday."),
    ("pro_democracy", True, "Students demanded a return to democracy."),
    ("pro_democracy", True, "The envoy called for free and fair elections."),
    ("pro_democracy", True, "The generals promised a transition to civilian rule."),
    ("pro_democracy", False, "The Democratic Union of Karvia thanked the mayor."),
    ("pro_autocracy", True, "Officers seized power in a coup at night."),
    ("pro_autocracy", True, "The junta in Tamrin dismissed the governors."),
    ("pro_autocracy", True, "The governor declared martial law in the north."),
    ("pro_autocracy", False, "The firm scored a coupon deal with the province."),
    ("economic", True, "Karvia raised tariffs on steel from Sorvia."),
    ("economic", True, "The central bank of Karvia received a loan of 40 million crowns."),
    ("economic", True, "Sorvia imposed sanctions on its neighbour."),
    ("economic", True, "Dockers in Tamrin walked out and went on strike for better pay."),
    ("economic", False, "The two armies wage war on both banks of the river and traded fire."),
    ("legal", True, "A court in Tamrin ruled against the mayor."),
    ("legal", True, "Prosecutors indicted the former treasurer of the province."),
    ("legal", True, "The judge put off the verdict."),
    ("legal", True, "The governor was charged with taking gifts."),
    ("legal", False, "The premier met the champion on a tennis court and left the deputy in charge of talks."),
    ("reparations", True, "Karvia demanded reparations for the occupation."),
    ("reparations", True, "Sorvia paid compensation to the families of the fishermen."),
    ("reparations", True, "The museum agreed to the restitution of the masks."),
    ("reparations", False, "Engineers will repair the bridge at the governor's request."),
    ("human_rights", True, "The envoy accused the governor of violating human rights."),
    ("human_rights", True, "Guards tortured the prisoners, the report said."),
    ("human_rights", True, "The assembly called the killings genocide."),
    ("human_rights", False, "The minister rights a wrong, said the mayor, who was only human."),
    ("rights_freedoms", True, "The union demanded press freedom from the premier."),
    ("rights_freedoms", True, "Thousands marched for freedom of assembly."),
    ("rights_freedoms", True, "The envoy criticised limits on civil liberties."),
    ("rights_freedoms", False, "The minister told journalists that ships enjoy freedom of navigation."),
    ("repression", True, "Riot police used tear gas against the students."),
    ("repression", True, "The envoy condemned the crackdown in Tamrin."),
    ("repression", True, "The governor released nine political prisoners."),
    ("repression", False, "The press of people at the gate delayed the minister's convoy."),
    ("human_security", True, "The convoy brought food aid to the valley."),
    ("human_security", True, "Karvia sent humanitarian supplies to its neighbour."),
    ("human_security", True, "The shells killed eleven civilians."),
    ("human_security", False, "The prisoner began a hunger strike to the relief of nobody."),
    ("gender", True, "The governor barred women from the university."),
    ("gender", True, "Women's groups marched through Velgrad."),
    ("gender", True, "The premier announced a fund against domestic violence."),
    ("gender", False, "The blast killed three women and a driver."),
    ("lgbt", True, "Police banned the pride march in Tamrin."),
    ("lgbt", True, "Sorvia's premier praised the law on same-sex marriage."),
    ("lgbt", True, "The mayor apologised to gay residents."),
    ("lgbt", False, "The premier said that he was proud of the march of the veterans."),
    ("religion_ethnicity", True, "A crowd burned the mosque in Tamrin."),
    ("religion_ethnicity", True, "Clerics called on the premier to resign."),
    ("religion_ethnicity", True, "Ethnic clashes spread to the north of Karvia."),
    ("religion_ethnicity", False, "Foreign minister Christian Voss met his colleague."),
    ("inequality", True, "Marchers demanded an end to poverty."),
    ("inequality", True, "Landless families occupied the governor's estate."),
    ("inequality", True, "The union asked for a higher minimum wage."),
    ("inequality", False, "Observers criticised the poor performance of the delegation."),
    ("diplomatic", True, "Karvia recalled its ambassador from Velgrad."),
    ("diplomatic", True, "The foreign ministry summoned the envoy."),
    ("diplomatic", True, "The two leaders will attend a summit in Tamrin."),
    ("diplomatic", True, "President Morel spoke by phone with her counterpart."),
    ("diplomatic", False, "Climbers planted the flag of Karvia on the summit; each wore a tie."),
    ("territory", True, "Karvia annexed the islands."),
    ("territory", True, "The separatists asked the premier for a pardon."),
    ("territory", True, "Sorvia rejected the claim to sovereignty over the reef."),
    ("territory", False, "The premier spent a holiday on an island."),
    ("peacekeeping", True, "Karvia will send peacekeepers to the valley."),
    ("peacekeeping", True, "Both sides accused each other of breaking the ceasefire."),
    ("peacekeeping", True, "Blue helmets arrived in Tamrin on Monday."),
    ("peacekeeping", False, "The officer kept the peace between the two families."),
    ("health", True, "Sorvia donated vaccines to its neighbour."),
    ("health", True, "Doctors protested against the health minister."),
    ("health", True, "The premier closed schools because of the epidemic."),
    ("health", False, "The ministry said that the computer virus stole its letters."),
    ("asylum", True, "Karvia granted asylum to the editor."),
    ("asylum", True, "The premier visited a camp of refugees."),
    ("asylum", True, "The former minister took refuge in the consulate."),
    ("asylum", False, "The premier refused to answer the question."),
    ("migration", True, "Sorvia deported ninety workers."),
    ("migration", True, "The coast guard turned back a boat of migrants."),
    ("migration", True, "The ministers discussed immigration."),
    ("migration", False, "The premier moved to a new office."),
    ("disasters", True, "Karvia sent tents after the earthquake."),
    ("disasters", True, "Sorvia asked for help against the floods."),
    ("disasters", True, "The governor visited the town that the cyclone had destroyed."),
    ("disasters", False, "The envoy warned of an eruption of violence and a storm of protest."),
    ("natural_resource", True, "Karvia cut off the supply of natural gas to Sorvia."),
    ("natural_resource", True, "Villagers blocked the gold mine."),
    ("natural_resource", True, "The two ministers signed a deal on the export of oil."),
    ("natural_resource", False, "Police fired tear gas after a land mine went off."),
    ("environment", True, "The ministers promised to cut carbon emissions."),
    ("environment", True, "Sorvia accused the firm of polluting the lake."),
    ("environment", True, "Students marched against climate change."),
    ("environment", False, "The envoy praised the climate of trust and the environment for talks."),
    ("technology", True, "Karvia banned the export of semiconductors."),
    ("technology", True, "The two countries will build a satellite launch site."),
    ("technology", True, "The ministers signed a pact on artificial intelligence."),
    ("technology", False, "The group said in a statement on the internet that it held the post."),
    ("terrorism", True, "A suicide bomber attacked the market in Tamrin."),
    ("terrorism", True, "The ministers agreed to fight terrorism."),
    ("terrorism", True, "Jihadists held the village for two days."),
    ("terrorism", False, "The extreme cold delayed the convoy."),
    ("cbrn", True, "Inspectors visited the uranium plant."),
    ("cbrn", True, "Karvia accused its neighbour of using chemical weapons."),
    ("cbrn", True, "The envoys resumed the nuclear talks."),
    ("cbrn", False, "Workers of the chemical plant asked for better pay."),
    ("cyber", True, "Hackers stole the letters of the ministry."),
    ("cyber", True, "Sorvia blamed its neighbour for the cyberattack."),
    ("cyber", True, "Ransomware stopped the work of the province."),
    ("cyber", False, "The herders were hacked to death with machetes."),
    ("misinformation", True, "The premier accused the station of spreading fake news."),
    ("misinformation", True, "Karvia expelled an editor over disinformation."),
    ("misinformation", True, "The ministry ran a troll farm."),
    ("misinformation", False, "The envoy made a false start to her journey."),
    ("crime", True, "Gangs attacked a station of the police."),
    ("crime", True, "Kidnappers asked the governor for a ransom."),
    ("crime", True, "The two ministries will fight organised crime."),
    ("crime", False, "The International Criminal Court opened a case of war crimes."),
    ("corruption", True, "The treasurer was accused of bribery."),
    ("corruption", True, "Students protested against corruption."),
    ("corruption", True, "The deputy mayor embezzled the money of the province."),
    ("corruption", False, "The doctors practised a skin graft in front of the minister's engravings."),
    ("illegal_drugs", True, "Police seized a ton of cocaine."),
    ("illegal_drugs", True, "The two countries agreed to fight drug trafficking."),
    ("illegal_drugs", True, "The governor sent soldiers to burn poppy fields."),
    ("illegal_drugs", False, "Karvia donated drugs against malaria."),
    ("trafficking", True, "Police arrested nine men for human trafficking."),
    ("trafficking", True, "The ministers agreed to stop smuggling."),
    ("trafficking", True, "The report spoke of modern slavery on the boats."),
    ("trafficking", False, "Marchers stopped the traffic on the bridge."),
]


@pytest.mark.parametrize(("context", "given", "sentence"), CONTEXTS)
def test_what_proves_a_context(context: str, given: bool, sentence: str) -> None:
    found = load().contexts_of(sentence)
    assert (context in found) == given
    assert len(found) <= 3, "a coder ticks one or two"


def test_each_context_is_tried_both_ways() -> None:
    for name in load().contexts:
        tried = [given for context, given, _ in CONTEXTS if context == name]
        assert tried.count(True) >= 3, name
        assert tried.count(False) >= 1, name


@pytest.mark.parametrize(
    ("sentence", "contexts"),
    [
        ("The premier of Karvia praised the governor.", ()),
        ("The guests left the party at night.", ()),
        ("Police arrested nine students in Tamrin.", ()),
        ("Karvia lifted its ban on imports of beef.", ("economic",)),
        ("The foreign ministers of Karvia and Sorvia met in Velgrad.", ("diplomatic",)),
        ("Sorvia's navy fired a missile into the sea.", ("military",)),
        ("A military court sentenced the pilot.", ("military", "legal")),
        ("The ambassador discussed trade with the minister.", ("economic", "diplomatic")),
        ("The women’s union marched against the mayor.", ("gender",)),
        ("Rebels and the army agreed on a ceasefire.", ("military", "peacekeeping")),
    ],
)
def test_all_contexts_of_a_sentence(sentence: str, contexts: tuple[str, ...]) -> None:
    assert load().contexts_of(sentence) == contexts
