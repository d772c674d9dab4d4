"""Place names told from other names, resolved among namesakes, and the place of a deed.

The tables were written before the rules were tried on them; the second half of each is meant to be hard.
`expected` is an alpha-3 code, with the first-order division or the place's own name after it where that matters;
"-" means that the word is no place name there; "none" that the text does not say where the deed happened.
"""

from __future__ import annotations

import hashlib

import pytest

from dragoman.parse import parse
from dragoman.records import Block, Document, Span, Toponym
from dragoman.resolve import gazetteer, places
from dragoman.resolve.claims import SEEN
from dragoman.resolve.toponym_evidence import words

PLAIN = [
    # text, name, expected
    ("The envoys met in Geneva on Monday.", "Geneva", "CHE"),
    ("Shells fell on Kharkiv overnight.", "Kharkiv", "UKR"),
    ("He flew from Islamabad to Kabul.", "Islamabad", "PAK"),
    ("He flew from Islamabad to Kabul.", "Kabul", "AFG"),
    ("The ministers will gather in Addis Ababa next week.", "Addis Ababa", "ETH"),
    ("Protesters marched through Buenos Aires.", "Buenos Aires", "ARG"),
    ("A ferry sank off Zanzibar.", "Zanzibar", "TZA"),
    ("Talks resumed in Doha between the two sides.", "Doha", "QAT"),
    ("The army entered Mosul at dawn.", "Mosul", "IRQ"),
    ("Police dispersed a crowd in Dhaka.", "Dhaka", "BGD"),
    ("The summit opened in Kuala Lumpur.", "Kuala Lumpur", "MYS"),
    ("Troops withdrew from Goma.", "Goma", "COD"),
    ("A court in The Hague heard the case.", "The Hague", "NLD"),
    ("Fighting spread to Aleppo.", "Aleppo", "SYR"),
    ("The president arrived in Ulaanbaatar.", "Ulaanbaatar", "MNG"),
    ("Rebels seized Bukavu.", "Bukavu", "COD"),
    ("The delegation toured Xinjiang.", "Xinjiang", "CHN"),
    ("He was born in Lahore.", "Lahore", "PAK"),
    ("Nigeria closed its border with Benin.", "Nigeria", "NGA"),
    ("Nigeria closed its border with Benin.", "Benin", "BEN"),
    ("The U.S. imposed tariffs.", "U.S.", "USA"),
    ("Officials in the United Kingdom welcomed the step.", "United Kingdom", "GBR"),
    ("Britain recalled its envoy.", "Britain", "GBR"),
    ("The UAE opened an embassy.", "UAE", "ARE"),
    ("South Korea and Japan signed the accord.", "South Korea", "KOR"),
    ("South Korea and Japan signed the accord.", "Japan", "JPN"),
    ("The Syrian army advanced.", "Syrian", "SYR"),
    ("A Norwegian diplomat mediated.", "Norwegian", "NOR"),
    ("Sri Lankan officials denied it.", "Sri Lankan", "LKA"),
    ("South African miners went on strike.", "South African", "ZAF"),
    ("Tankers were seized in the Strait of Hormuz.", "Strait of Hormuz", "Strait of Hormuz"),
    ("Warships sailed through the Taiwan Strait.", "Taiwan Strait", "Taiwan Strait"),
    ("Migrants drowned in the Mediterranean Sea.", "Mediterranean Sea", "Mediterranean Sea"),
    ("A clash along the Line of Control killed two.", "Line of Control", "Line of Control"),
    ("The blockade of the Gaza Strip continued.", "Gaza Strip", "PSE"),
    ("Israel expanded settlements in the West Bank.", "West Bank", "PSE"),
    ("Aid reached Darfur.", "Darfur", "SDN"),
    ("The ceasefire in Nagorno-Karabakh held.", "Nagorno-Karabakh", "AZE"),
    ("Russia annexed Crimea.", "Crimea", "UKR"),
    ("Instability in the Sahel worries Paris.", "Sahel", "Sahel"),
    ("The Middle East needs calm.", "Middle East", "Middle East"),
    ("Floods hit Punjab and Sindh in Pakistan.", "Sindh", "PAK"),
    ("Wildfires spread across California.", "California", "USA California"),
    ("The governor of Texas signed the bill.", "Texas", "USA Texas"),
    ("He lives in St. Louis.", "St. Louis", "USA Missouri"),
    ("Militants attacked a post in North Waziristan.", "North Waziristan", "PAK"),
    ("The convoy crossed the Euphrates.", "Euphrates", "Euphrates"),
    ("The Kremlin dismissed the report.", "Kremlin", "RUS"),
    ("Leaders met at Camp David.", "Camp David", "USA"),
    ("Planes took off from Ramstein Air Base.", "Ramstein Air Base", "DEU"),
    ("Fighters hid in the Bekaa Valley.", "Bekaa Valley", "LBN"),
    ("The ship left Odessa for Istanbul.", "Odessa", "UKR"),
    ("The ship left Odessa for Istanbul.", "Istanbul", "TUR"),
    ("Voters in Alberta and Ontario chose change.", "Alberta", "CAN"),
    ("The embassy in Riyadh closed.", "Riyadh", "SAU"),
    ("Kyiv was quiet on Sunday.", "Kyiv", "UKR"),
    ("The talks in Minsk failed.", "Minsk", "BLR"),
    ("The EU summit took place in Brussels.", "Brussels", "BEL"),
    ("The plane landed at Entebbe.", "Entebbe", "UGA"),
    ("The general visited Rawalpindi.", "Rawalpindi", "PAK"),
]

HARD = [
    ("He moved to Paris, Texas, as a child.", "Paris", "USA Texas"),
    ("The fair in Athens, Georgia, drew thousands.", "Athens", "USA Georgia"),
    ("The fair in Athens, Georgia, drew thousands.", "Georgia", "USA Georgia"),
    ("Georgia said that Russian jets had crossed into South Ossetia near Tbilisi.", "Georgia", "GEO"),
    ("Atlanta police and Georgia lawmakers met in Savannah.", "Georgia", "USA Georgia"),
    ("A tornado struck Moscow, Idaho, on Friday.", "Moscow", "USA Idaho"),
    ("The trial opened in Birmingham, Alabama.", "Birmingham", "USA Alabama"),
    ("Workers in Birmingham and Manchester, England, walked out.", "Birmingham", "GBR"),
    ("The rally in London, Ontario, was peaceful.", "London", "CAN Ontario"),
    ("Tripoli, in northern Lebanon, saw clashes.", "Tripoli", "LBN"),
    ("Militias fought for Tripoli and Benghazi in Libya.", "Tripoli", "LBY"),
    ("Two died in the northern Syrian town of Al-Bab.", "Al-Bab", "SYR"),
    ("Iraq's second city of Basra lost power.", "Basra", "IRQ"),
    ("Hyderabad, Pakistan, was flooded.", "Hyderabad", "PAK"),
    (
        "Police in Hyderabad said that Indian investigators had arrived from Bangalore and New Delhi.",
        "Hyderabad",
        "IND",
    ),
    ("San Jose, the Costa Rican capital, hosted the talks.", "San Jose", "CRI"),
    ("Tech firms in San Jose and Oakland, California, cut jobs.", "San Jose", "USA California"),
    ("Cordoba and Rosario are big cities of Argentina.", "Cordoba", "ARG"),
    ("Spain's cities of Seville and Cordoba baked.", "Cordoba", "ESP"),
    ("Valencia and Caracas in Venezuela were without water.", "Valencia", "VEN"),
    ("Santiago and Valparaiso, in Chile, were calm.", "Santiago", "CHL"),
    ("Alexandria and Port Said, in Egypt, voted.", "Alexandria", "EGY"),
    ("Alexandria, Virginia, lies near Washington.", "Alexandria", "USA Virginia"),
    ("Perth and Dundee want more powers for Scotland.", "Perth", "GBR"),
    ("Perth and Adelaide, in Australia, sweltered.", "Perth", "AUS"),
    ("Hamilton, in Bermuda, hosted the insurers.", "Hamilton", "BMU"),
    ("Wellington said that Auckland and Hamilton in New Zealand would get trains.", "Hamilton", "NZL"),
    ("Victoria and Vancouver, in British Columbia, were hit by storms.", "Victoria", "CAN British Columbia"),
    ("Melbourne's lockdown in Victoria was extended across Australia.", "Victoria", "AUS"),
    ("Kingston, Jamaica, mourned the singer.", "Kingston", "JAM"),
    ("Lancaster, Pa., elected a new mayor.", "Lancaster", "USA Pennsylvania"),
    ("Lancaster and Preston, in England, were flooded.", "Lancaster", "GBR"),
    ("Springfield, Ill., is the seat of the state.", "Springfield", "USA Illinois"),
    ("The quake shook Concepcion, Chile.", "Concepcion", "CHL"),
    ("Congo's government said that rebels near Goma and Bunia had surrendered.", "Congo", "COD"),
    ("Niger and Mali expelled the envoys from Niamey and Bamako.", "Niger", "NER"),
    ("Jordan and Egypt reopened talks in Amman.", "Jordan", "JOR"),
    ("Michael Jordan bought the team.", "Jordan", "-"),
    ("Paris Hilton attended the party.", "Paris", "-"),
    ("President Lincoln spoke first.", "Lincoln", "-"),
    ("Mr. Washington declined to comment.", "Washington", "-"),
    ("Senator Houston said he would vote no.", "Houston", "-"),
    ("The Washington Post reported the deal.", "Washington", "-"),
    ("Chad Mitchell signed the letter.", "Chad", "-"),
    ("Troops from Chad crossed the frontier with Niger.", "Chad", "TCD"),
    ("The bill passed in May.", "May", "-"),
    ("Nice weather greeted the visitors.", "Nice", "-"),
    ("A truck ploughed into a crowd in Nice, France.", "Nice", "FRA"),
    ("Mobile phones were seized.", "Mobile", "-"),
    ("Reading the statement aloud, he wept.", "Reading", "-"),
    ("Turkey shelled Kurdish positions near Afrin.", "Turkey", "TUR"),
    ("He served turkey and China plates.", "turkey", "-"),
    ("KABUL, Afghanistan (AP) - A blast killed nine people.", "KABUL", "AFG"),
    ("BEIRUT: The cabinet met on Tuesday.", "BEIRUT", "LBN"),
    ("JERUSALEM — Israel struck Gaza.", "JERUSALEM", "ISR"),
    ("JERUSALEM — Israel struck Gaza.", "Gaza", "PSE"),
    ("Native American groups protested.", "American", "-"),
    ("Latin American leaders met in Lima.", "Latin American", "Latin America"),
    ("Washington and Beijing agreed to talk.", "Washington", "USA Washington, D.C."),
    ("Voters in Seattle and Spokane backed the Washington governor.", "Spokane", "USA Washington"),
    ("New York, London and Tokyo markets fell.", "New York", "USA New York"),
    ("The White House and the State Department declined to comment.", "White House", "USA"),
    ("Soldiers at General Headquarters (GHQ) in Rawalpindi briefed him.", "Rawalpindi", "PAK"),
    ("The monks of Tibet appealed to Beijing.", "Tibet", "CHN"),
    ("North Korea fired a missile into the Sea of Japan.", "Sea of Japan", "Sea of Japan"),
    ("Ivory Coast and Burkina Faso closed their frontier.", "Ivory Coast", "CIV"),
    ("Burma freed the prisoners.", "Burma", "MMR"),
    ("The Holy See sent a nuncio.", "Holy See", "VAT"),
    ("Türkiye and Greece held talks.", "Türkiye", "TUR"),
    ("Fighting in Côte d’Ivoire eased.", "Côte d’Ivoire", "CIV"),
    ("The mayor of Cox's Bazar appealed for aid for the Rohingya in Bangladesh.", "Cox's Bazar", "BGD"),
    ("Bosnia and Herzegovina applied to join.", "Bosnia and Herzegovina", "BIH"),
    ("Trinidad and Tobago declared an emergency.", "Trinidad and Tobago", "TTO"),
    ("Laurel County deputies in Kentucky arrested him.", "Laurel County", "USA Kentucky"),
    ("Residents of Al Hudaydah, Yemen, fled.", "Al Hudaydah", "YEM"),
    ("The Galilee town of Nazareth in Israel was quiet.", "Nazareth", "ISR"),
    ("Newcastle, in New South Wales, ships coal.", "Newcastle", "AUS New South Wales"),
    ("Gunmen raided a village in Borno State, Nigeria.", "Borno State", "NGA"),
    ("The Colombian city of Cartagena hosted the signing.", "Cartagena", "COL"),
    ("Russia thanked the US. The Russian-US talks in Geneva helped both, Russia said.", "Geneva", "CHE"),
    ("Ukraine and Russia traded blame over Donetsk and Luhansk, Russia's envoy said.", "Donetsk", "UKR"),
    ("Austin T. Varga signed the letter.", "Austin", "-"),
    ("The Department of Homeland Security sued.", "Homeland", "-"),
    ("Allies welcomed the NATO decision.", "NATO", "-"),
    ("Offices opened in Norman, Oklahoma, and Lakeland, Florida.", "Oklahoma", "USA Oklahoma"),
    ("Spanish police in Cartagena and Murcia seized cocaine.", "Cartagena", "ESP"),
]

DEEDS = [
    # text, trigger, expected country (or none)
    ("In response to Russia's claims, the United States announced new sanctions.", "announced", "none"),
    ("The two ministers met in Geneva on Monday.", "met", "CHE"),
    ("The foreign minister visited Angola last week.", "visited", "AGO"),
    ("Gunmen killed three soldiers near Goma.", "killed", "COD"),
    ("The president arrived in Ankara for talks.", "arrived", "TUR"),
    ("The envoy travelled to Tehran on Sunday.", "travelled", "IRN"),
    ("Police arrested ten people in Minsk.", "arrested", "BLR"),
    ("A bomb exploded at a market in Kano, Nigeria.", "exploded", "NGA"),
    ("Thousands protested outside the parliament in Tbilisi.", "protested", "GEO"),
    ("The army stormed a village in Darfur.", "stormed", "SDN"),
    ("The Geneva talks collapsed.", "talks", "CHE"),
    ("Troops withdrew from Kherson.", "withdrew", "UKR"),
    ("Rebels attacked a convoy outside Bamako.", "attacked", "MLI"),
    ("The ministers held talks in Luanda.", "talks", "AGO"),
    ("They launched an offensive in northern Syria.", "offensive", "SYR"),
    ("The two sides signed a ceasefire in Cairo.", "signed", "EGY"),
    ("Jets bombed Benghazi at dawn.", "bombed", "LBY"),
    ("The navy seized a tanker in the port of Aden.", "seized", "YEM"),
    ("The general returned to Khartoum.", "returned", "SDN"),
    ("Clashes in Port-au-Prince left five dead.", "Clashes", "HTI"),
    ("The summit in Lima ended without a deal.", "summit", "PER"),
    ("The prime minister condemned the attack in Nairobi.", "attack", "KEN"),
    ("Officials denied that soldiers had shot civilians in Juba.", "shot", "SSD"),
    ("The talks were held in Vienna.", "talks", "AUT"),
    ("He was shot dead in Lagos on Friday.", "shot", "NGA"),
    ("In Arusha, the mediator summoned both movements.", "summoned", "TZA"),
]

DEEDS_HARD = [
    ("The minister praised Oman for its role in brokering the pact between Chad and the rebels.", "brokering", "none"),
    ("Nine were wounded in shelling the port near Odesa.", "shelling", "UKR"),
    ("Moscow said that it would send grain.", "said", "none"),
    ("The Libyan army warned the militia.", "warned", "none"),
    ("Moscow accused London of lying.", "accused", "none"),
    ("Washington and Tehran agreed to talk.", "agreed", "none"),
    ("The embassy of Chile thanked Peru.", "thanked", "none"),
    ("The ministry in Paris said that troops had landed in Abidjan.", "landed", "CIV"),
    ("The minister, who was born in Lahore, resigned.", "resigned", "none"),
    ("He arrived in Amman to meet the king.", "meet", "JOR"),
    ("France's envoy arrived in the Lebanese capital to mediate.", "arrived", "LBN"),
    ("NAIROBI, June 3 - The ministry protested to the ambassador.", "protested", "none"),
    ("KABUL - The Taliban attacked a post in Helmand.", "attacked", "AFG"),
    ("Nine soldiers were killed when their lorry was ambushed at Kidal.", "killed", "MLI"),
    ("The envoy is expected to travel to Pyongyang.", "travel", "PRK"),
    ("A suicide bomber struck a mosque in Peshawar, police in Islamabad said.", "struck", "PAK"),
    ("Polish leaders met their Czech hosts in Prague and praised Berlin.", "met", "CZE"),
    ("The Moscow-backed militia shelled Mariupol.", "shelled", "UKR"),
    ("Israel carried out strikes on targets near Damascus.", "strikes", "SYR"),
    ("Talks on Yemen opened in Stockholm.", "opened", "SWE"),
    ("The Stockholm talks on Yemen stalled.", "talks", "SWE"),
    ("Turkey deployed troops to Libya.", "deployed", "LBY"),
    ("Peru expelled the ambassador, who left Lima.", "expelled", "none"),
    ("The court in The Hague convicted him of killings in Srebrenica.", "convicted", "NLD"),
    ("The UN condemned the killing of aid workers in Gaza.", "killing", "PSE"),
    ("Students demonstrated in Bogota and Medellin.", "demonstrated", "COL"),
    ("Police cleared Tahrir Square with tear gas.", "cleared", "EGY"),
    ("A ship was hit by a missile in the Red Sea.", "hit", "Red Sea"),
    ("Two protesters in Algiers were beaten.", "beaten", "DZA"),
    ("The assembly condemned the killings in Juba.", "condemned", "none"),
    ("The panel urged the rebels in Nepal to disarm.", "urged", "none"),
    ("ACCRA-- The president ordered strikes on camps in Niger.", "strikes", "NER"),
]

# a second table of deeds, added with the rules on topics, promises and parties
DEEDS_SAID = [
    # what words are about is no venue
    ("The two sides exchanged views on the situation in Yemen.", "exchanged", "none"),
    ("The ministers discussed the war in Sudan.", "discussed", "none"),
    ("The envoy briefed them on developments in Haiti.", "briefed", "none"),
    ("The talks on Myanmar made no headway.", "talks", "none"),
    ("Ethiopia and Egypt have not met over the Grand Ethiopian Renaissance Dam.", "met", "none"),
    ("Jets flew over Benghazi at dawn.", "flew", "LBY"),
    ("Brussels imposed sanctions on Iran.", "imposed", "none"),
    ("The president expressed condolences over the flood in Derna.", "condolences", "none"),
    ("Norway gave grain to Malawi.", "gave", "none"),
    ("The mediator opened negotiations between Kinshasa and the rebels.", "negotiations", "none"),
    # where a promise will be kept
    ("Brazil offered to host talks between the neighbours in Manaus.", "offered", "BRA"),
    ("Chile proposed a meeting of the commanders in Arica.", "proposed", "CHL"),
    ("The king sent an invitation to the prime minister to pay a visit to Rabat.", "invitation", "MAR"),
    ("India offered to train pilots at Pune.", "offered", "IND"),
    ("The minister expressed readiness to send an envoy to the talks in Algiers.", "expressed", "DZA"),
    # other ways to say where
    ("Pirates seized a tanker off Hobyo.", "seized", "SOM"),
    ("The navies held a joint exercise off Maputo.", "exercise", "MOZ"),
    ("He was flown to Sanaa, where the ambassador met him.", "met", "YEM"),
    ("Rebels clashed with a patrol near Agadez.", "clashed", "NER"),
    ("Workers walked off the job and sat down on the railway at Khulna junction.", "walked", "BGD"),
    ("Strikers blocked the Khulna rail line.", "blocked", "BGD"),
    ("The rebels declared a blockade of Bukavu in May.", "blockade", "COD"),
    ("The siege of Sarajevo lasted years.", "siege", "BIH"),
    ("The rebels declared a blockade of Bukavu in May.", "declared", "COD"),
    ("In Arusha, Elias Kamara, who mediates, condemned the ambush.", "condemned", "TZA"),
    ("The ministry in Tripoli threatened to respond.", "threatened", "none"),
    ("The president ordered two companies to Corriverton.", "ordered", "GUY"),
    ("Rwanda hosted the negotiations.", "hosted", "RWA"),
    ("Uganda, which has been hosting negotiations with the rebels, closed a crossing.", "hosting", "UGA"),
    ("Police fell back in Kyiv when the crowd returned.", "returned", "UKR"),
    ("Shells landed on the outskirts of Tripoli in Libya.", "landed", "LBY"),
    ("Jets launched an attack on Aleppo.", "attack", "SYR"),
    ("The court ordered the envoy to leave.", "ordered", "none"),
    ("Peru thanked the clinic in Bogota.", "thanked", "none"),
    ("Guinea praised the panel and met its head in Oslo.", "praised", "none"),
]

# two more, written without the rules at hand, in the same school; 30 of 35 and 21 of 25 were right at the first run
UNSEEN = [
    ("Shelling killed two in Avdiivka.", "Avdiivka", "UKR"),
    ("The consul in Erbil was recalled.", "Erbil", "IRQ"),
    ("Floods cut off Beira.", "Beira", "MOZ"),
    ("The Malian army entered Gao.", "Gao", "MLI"),
    ("Gao and Kidal fell within days.", "Gao", "MLI"),
    ("Envoys met in Astana and later in Almaty.", "Astana", "KAZ"),
    ("Soldiers from Chad crossed into Niger.", "Chad", "TCD"),
    ("Chad Olsen, a spokesman, declined to comment.", "Chad", "-"),
    ("Jordan and Israel reopened the crossing.", "Jordan", "JOR"),
    ("Michael Jordan visited the school.", "Jordan", "-"),
    ("Turkey sent aid to Adana.", "Turkey", "TUR"),
    ("Police in Cambridge, Massachusetts, arrested two.", "Cambridge", "USA Massachusetts"),
    ("Police in Cambridge, England, arrested two.", "Cambridge", "GBR"),
    ("Dockers in Santos, Brazil's largest port, struck.", "Santos", "BRA"),
    ("Protesters in La Paz and Cochabamba blocked roads.", "La Paz", "BOL"),
    ("The mayor of Granada, in Nicaragua, was jailed.", "Granada", "NIC"),
    ("Merida, in Mexico's Yucatan, hosted them.", "Merida", "MEX"),
    ("Vientiane protested to Bangkok.", "Vientiane", "LAO"),
    ("Ships gathered in the Black Sea.", "Black Sea", "Black Sea"),
    ("Convoys cross the Khyber Pass.", "Khyber Pass", "Khyber Pass"),
    ("The Rio Grande flooded its banks in Texas.", "Texas", "USA Texas"),
    ("Zagreb and Ljubljana settled the border.", "Ljubljana", "SVN"),
    ("The Hague court sentenced him.", "The Hague", "NLD"),
    ("The Bosnian Serb town of Pale was shelled.", "Pale", "BIH"),
    ("Troops left Split and Zadar in Croatia.", "Split", "HRV"),
    ("The Georgian port of Batumi was closed.", "Batumi", "GEO"),
    ("Fighting near Malakal in South Sudan displaced thousands.", "Malakal", "SSD"),
    ("The US Navy seized the ship.", "US", "USA"),
    ("A Saudi court ruled.", "Saudi", "SAU"),
    ("San Juan, Puerto Rico, lost power.", "San Juan", "PRI"),
    ("Cuban doctors left Brasilia.", "Brasilia", "BRA"),
    ("Tartus, on the Syrian coast, hosts a base.", "Tartus", "SYR"),
    ("Islamists raided Maiduguri, the capital of Borno.", "Maiduguri", "NGA"),
    ("Valletta hosted the migrants' summit of Malta.", "Valletta", "MLT"),
    ("Port Sudan was bombed by drones.", "Port Sudan", "SDN"),
]

DEEDS_UNSEEN = [
    ("Two soldiers were wounded in an ambush outside Gao.", "wounded", "MLI"),
    ("The fleet sailed from Sevastopol on Monday.", "sailed", "UKR"),
    ("The general was arrested at his home in Kampala.", "arrested", "UGA"),
    ("The foreign ministers of Egypt and Sudan met in Khartoum.", "met", "SDN"),
    ("Norway's envoy flew to Colombo to resume talks.", "flew", "LKA"),
    ("The army shelled the outskirts of Grozny.", "shelled", "RUS"),
    ("Hundreds marched to the French embassy in Niamey.", "marched", "NER"),
    ("Officials in Seoul said the North had fired a missile.", "fired", "none"),
    ("France opened an embassy in Mogadishu.", "opened", "SOM"),
    ("A court in Tunis sentenced the journalist.", "sentenced", "TUN"),
    ("Britain condemned the coup in Bamako.", "condemned", "none"),
    ("The Pope is to visit Juba in July.", "visit", "SSD"),
    ("Gunmen abducted a priest from a church in Kaduna.", "abducted", "NGA"),
    ("The rebels released 40 captives at a crossing near Taiz.", "released", "YEM"),
    ("Iran and Oman signed a gas deal in Muscat.", "signed", "OMN"),
    ("Talks in Havana between the government and the guerrillas resumed.", "resumed", "CUB"),
    ("Washington praised the elections in Liberia.", "praised", "none"),
    ("Police used tear gas against students in Dhaka.", "used", "BGD"),
    ("The UN mission in Goma accused the M23 of looting.", "accused", "none"),
    ("The president addressed troops at a base in Agadez.", "addressed", "NER"),
    ("The two presidents spoke by telephone about Aleppo.", "spoke", "none"),
    ("Sweden sent observers to Hebron.", "sent", "PSE"),
    ("The ceasefire in Tripoli was broken by shelling.", "ceasefire", "LBY"),
    ("Warships from China entered the port of Djibouti.", "entered", "DJI"),
    ("Germany promised money for schools in Kabul.", "promised", "none"),
]


def _document(text: str) -> Document:
    return Document("t", text, (Block("paragraph", Span(0, len(text))),))


def _read(text: str) -> tuple[Document, tuple, tuple[Toponym, ...]]:  # type: ignore[type-arg]
    document = _document(text)
    sentences = parse(document)
    return document, sentences, places.toponyms(document, sentences)


def _answer(text: str, name: str, tops: tuple[Toponym, ...]) -> str:
    at = text.index(name)
    hit = next(
        (t for t in tops if t.span.start <= at and at + len(name) <= t.span.end + 2 and t.span.start < at + len(name)),
        None,
    )
    if hit is None or hit.place is None:
        return "-"
    p = hit.place.value
    return f"{p.country or ''} {p.admin1 or ''} {p.name}".strip()


KNOWN_GAPS = {
    ("Perth and Dundee want more powers for Scotland.", "Perth"): "the recogniser takes both towns for persons",
    ("Alexandria and Port Said, in Egypt, voted.", "Alexandria"): "the recogniser takes both towns for persons",
    ("The Malian army entered Gao.", "Gao"): "the recogniser takes the town for a person",
    ("Gao and Kidal fell within days.", "Gao"): "the recogniser takes the town for a person",
}


def _cases(rows: list[tuple[str, str, str]]) -> list[object]:
    return [
        pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=KNOWN_GAPS[row[0], row[1]]))
        if (row[0], row[1]) in KNOWN_GAPS else row
        for row in rows
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "expected"), _cases(PLAIN + HARD + UNSEEN))
def test_a_name_means_the_place_that_a_reader_takes_it_for(text: str, name: str, expected: str) -> None:
    answer = _answer(text, name, _read(text)[2])
    if expected == "-":
        assert answer == "-"
    else:
        assert all(word in answer for word in expected.split(" ", 1)) or answer.endswith(expected)


@pytest.mark.parametrize(("text", "trigger", "expected"), _cases(DEEDS + DEEDS_HARD + DEEDS_SAID + DEEDS_UNSEEN))
def test_a_deed_happened_where_its_own_clause_says(text: str, trigger: str, expected: str) -> None:
    _, sentences, tops = _read(text)
    at = text.index(trigger)
    sentence = next(s for s in sentences if s.start <= at < s.end)
    i = next(t.i for t in sentence.tokens if t.start == at)
    found = places.event_place(sentence, i, Span(sentence.start, sentence.end), tops)
    if expected == "none":
        assert found is None or found.score < SEEN, found
    else:
        assert found is not None
        assert expected in (found.value.country, found.value.name)
        assert found.why and 0 < found.score <= 1


def test_the_tables_are_large_and_half_of_them_is_hard() -> None:
    names, deeds = PLAIN + HARD + UNSEEN, DEEDS + DEEDS_HARD + DEEDS_SAID + DEEDS_UNSEEN
    assert len(PLAIN + HARD) >= 140 and len(names) + len(deeds) >= 250
    assert len(HARD) >= len(PLAIN) and len(DEEDS_HARD) + len(DEEDS_SAID) >= len(DEEDS)
    assert len(KNOWN_GAPS) <= 0.07 * (len(names) + len(deeds))


@pytest.mark.parametrize(
    ("written", "country", "division"),
    [
        ("ALEPPO", "SYR", "Aleppo"),
        ("Mumbai", "IND", "Maharashtra"),
        ("saint louis", "SEN", "Saint-Louis"),
        ("N.J.", "USA", "New Jersey"),
        ("Sao Paulo", "BRA", "São Paulo"),
        ("the Netherlands", "NLD", ""),
        ("Pakistan", "PAK", ""),
    ],
)
def test_the_gazetteer_reads_names_as_people_write_them(written: str, country: str, division: str) -> None:
    first = gazetteer.lookup(written)[0]
    assert (first.country, first.admin1) == (country, division)


def test_an_unknown_name_has_no_place() -> None:
    assert gazetteer.lookup("Qwertyville") == ()
    assert places.where("Qwertyville") == ()


def test_where_ranks_namesakes_and_gives_reasons() -> None:
    bare = places.where("Tripoli")
    assert [m.value.country for m in bare[:2]] == ["LBY", "LBN"]
    assert "a capital" in bare[0].why
    told = places.where("Paris, Texas")
    assert told[0].value.admin1 == "Texas"
    assert "said to lie in Texas" in told[0].why
    assert all(0 <= m.score <= 1 for m in bare)


@pytest.mark.parametrize(("name", "country"), [("U.K.", "GBR"), ("US", "USA"), ("Uk", "GBR"), ("Georgia", "GEO")])
def test_where_puts_a_country_before_a_village_of_its_name(name: str, country: str) -> None:
    assert places.where(name)[0].value.country == country


def test_where_heeds_the_text_that_it_is_given() -> None:
    _, _, tops = _read("Beirut and Sidon were calm, but Lebanese troops went north.")
    assert places.where("Tripoli", tops)[0].value.country == "LBN"


def test_a_street_is_placed_in_the_town_beside_it_and_says_so() -> None:
    text = "Two people were hurt in Ostrander Street in Kharkiv."
    tops = _read(text)[2]
    street = next(t.place for t in tops if t.place and t.place.value.text == "Ostrander Street")
    assert street.value.country == "UKR"
    assert street.value.id is None
    assert street.score < 0.5
    assert "not in the gazetteer" in street.why


def test_a_village_that_no_source_lists_gets_a_country_but_no_point() -> None:
    text = "BAMAKO, Mali - Soldiers fought near Tinderamine, Mali's army said in Bamako."
    village = next(t.place for t in _read(text)[2] if t.place and t.place.value.text == "Tinderamine")
    assert (village.value.country, village.value.latitude) == ("MLI", None)
    assert "not in the gazetteer" in village.why


def test_one_name_has_one_sense_in_a_document() -> None:
    text = "He grew up in Paris, Texas. Paris has few jobs. Most of Paris votes early."
    assert {t.place.value.admin1 for t in _read(text)[2] if t.place and t.place.value.text == "Paris"} == {"Texas"}


def test_every_span_is_the_words_of_the_text() -> None:
    text = (
        "KABUL, Afghanistan (AP) - Pakistan's envoy met the Afghan minister in Kandahar, the Red Cross said in Geneva."
    )
    for top in _read(text)[2]:
        assert top.place is not None
        assert text[top.span.start : top.span.end] == top.place.value.text


def test_here_is_where_the_text_is_filed_from_with_a_low_score() -> None:
    text = "NAIROBI, June 3 - The two ministers met here on Thursday."
    _, sentences, tops = _read(text)
    sentence = next(s for s in sentences if "met" in [t.text for t in s.tokens])
    i = next(t.i for t in sentence.tokens if t.text == "met")
    found = places.event_place(sentence, i, Span(sentence.start, sentence.end), tops)
    assert found is not None
    assert found.value.country == "KEN"
    assert found.score <= 0.5


def test_a_deed_told_again_is_placed_where_it_was_placed_before() -> None:
    text = "Nine soldiers were ambushed at Kidal on Sunday. The rebels denied the ambush. The army bought trucks."
    _, sentences, tops = _read(text)
    again = next(t.i for t in sentences[1].tokens if t.text == "ambush")
    found = places.carried_place(sentences[1], again, sentences, tops)
    assert found is not None
    assert found.value.country == "MLI"
    assert found.score < 0.5
    other = next(t.i for t in sentences[2].tokens if t.text == "bought")
    assert places.carried_place(sentences[2], other, sentences, tops) is None


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("A lorry was ambushed at Kidal. A second group carried out the attack.", "attack", "MLI"),
        ("A lorry was ambushed at Kidal. A second group claimed responsibility.", "responsibility", "MLI"),
        ("The ministers met in Muscat. Both praised the talks.", "talks", "OMN"),
        ("Students marched in Bogota. The mayor banned the protest.", "protest", "COL"),
        ("A lorry was ambushed at Kidal. An attack is feared.", "attack", ""),
        ("The attack shocked the town. A lorry had been ambushed at Kidal.", "attack", ""),
        ("The ministers met in Muscat. The attack shocked them.", "attack", ""),
    ],
)
def test_a_broader_word_takes_up_the_place_of_a_deed_told_before(text: str, word: str, country: str) -> None:
    _, sentences, tops = _read(text)
    at = text.index(word)
    sentence = next(s for s in sentences if s.start <= at < s.end)
    i = next(t.i for t in sentence.tokens if t.start == at)
    found = places.carried_place(sentence, i, sentences, tops)
    assert (found.value.country if found else "") == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Helicopters hit a camp near the hill town of Orvanda in Congo.", "Orvanda"),
        ("Gunmen in Togo burnt a shop in the Bè district.", "Bè"),
    ],
)
def test_words_that_say_what_a_place_is_make_an_unlisted_name_a_place(text: str, name: str) -> None:
    assert name in [text[t.span.start : t.span.end] for t in _read(text)[2]]


def test_adjectives_that_the_gazetteer_lacks_are_known() -> None:
    assert [getattr(gazetteer.demonym(w), "country", None) for w in ("Somali", "Azeri", "Nepalese")] == [
        "SOM",
        "AZE",
        "NPL",
    ]


def test_no_word_of_the_lists_was_read_as_true_or_false() -> None:
    listed = [w for v in words().values() if isinstance(v, frozenset) for w in v]
    assert {"on", "off", "no"} <= {*listed, *words()["where"]}
    assert not [w for w in [*listed, *words()["where"]] if not isinstance(w, str) or w in ("True", "False")]


@pytest.mark.parametrize(
    ("text", "trigger", "country"),
    [
        ("Crowds filled Ostrander Street in Kyiv. Police cleared the street at noon.", "cleared", "UKR"),
        ("The envoy left Kandahar. Gunmen attacked the city an hour later.", "attacked", "AFG"),
        ("COLOMBO, Sunday - Norway's minister arrived in the capital.", "arrived", "LKA"),
        ("Kabul is calm. Rebels shelled the capital in May.", "shelled", "AFG"),
    ],
)
def test_the_street_the_city_the_capital_are_those_named_before(text: str, trigger: str, country: str) -> None:
    _, sentences, tops = _read(text)
    at = text.index(trigger)
    sentence = next(s for s in sentences if s.start <= at < s.end)
    i = next(t.i for t in sentence.tokens if t.start == at)
    found = places.event_place(sentence, i, Span(sentence.start, sentence.end), tops)
    assert found is not None
    assert found.value.country == country


def test_a_dateline_that_is_no_venue_stays_out() -> None:
    text = "NAIROBI, June 3 - The two ministers met on Thursday."
    _, sentences, tops = _read(text)
    sentence = next(s for s in sentences if "met" in [t.text for t in s.tokens])
    i = next(t.i for t in sentence.tokens if t.text == "met")
    assert places.event_place(sentence, i, Span(sentence.start, sentence.end), tops) is None


def test_the_page_on_the_data_names_the_file_that_is_shipped() -> None:
    page = (gazetteer.DATA.parents[2] / "docs" / "data-places.md").read_text(encoding="utf-8")
    assert hashlib.sha256(gazetteer.DATA.read_bytes()).hexdigest() in page
