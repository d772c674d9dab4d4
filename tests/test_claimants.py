"""Who said what: tables of short texts with the attributions that a careful reader finds in them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dragoman.find.claimants import attributions
from dragoman.parse import parse
from dragoman.records import Attribution, Block, BlockKind, Document, Span


def document(text: str) -> Document:
    """A document of the paragraphs of `text`; one that begins with "# " is the headline."""
    blocks, at = [], 0
    for piece in re.split(r"(\n\n)", text):
        if piece.strip():
            kind: BlockKind = "headline" if piece.startswith("# ") else "paragraph"
            blocks.append(Block(kind, Span(at + (2 if kind == "headline" else 0), at + len(piece))))
        at += len(piece)
    return Document("test", text, tuple(blocks))


def found(text: str) -> list[Attribution]:
    doc = document(text)
    return list(attributions(doc, parse(doc)))


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " | ".join(text[s.start : s.end] for s in spans)


REPORTING = [
    ("The army said it had killed two men.", "indirect", "The army", "it had killed two men", "plain saying"),
    ("The talks failed, the ministry said on Friday.", "indirect", "the ministry", "The talks failed", "clause before it"),
    ("Iran, he said, will join.", "indirect", "he", "Iran | will join", "thrown into the clause"),
    ('"We will go on," said the minister.', "direct", "the minister", '"We will go on,"', "inverted direct speech"),
    ('"The talks," he said, "have failed."', "direct", "he", '"The talks," | "have failed."', "quotation in two pieces"),
    ('He said the deal was "dead and buried".', "mixed", "He", 'the deal was "dead and buried"', "mixed speech"),
    ('He said: "We met. We agreed."', "direct", "He", '"We met. We agreed."', "quotation of two sentences behind a colon"),
    ('"We met. We agreed," he said.', "direct", "he", '"We met. We agreed,"', "quotation of two sentences before the cue"),
    ("“We met. We agreed,” he said.", "direct", "he", "“We met. We agreed,”", "curly marks"),
    ("‘We met and agreed on it,’ said the envoy.", "direct", "the envoy", "‘We met and agreed on it,’", "single marks"),
    ("According to the army, three men were killed.", "indirect", "the army", "three men were killed", "according to"),
    ("In the ministry's view, the deal is dead.", "indirect", "the ministry's", "the deal is dead", "in X's view"),
    ("Both sides said the meeting was useful.", "indirect", "Both sides", "the meeting was useful", "collective source"),
    ("It was reported that the army had left.", "indirect", "", "that the army had left", "impersonal passive"),
    ("The army reportedly left the town.", "indirect", "", "The army | left the town", "impersonal adverb"),
    ("He is said to have fled.", "indirect", "", "He | to have fled", "impersonal passive with infinitive"),
    ("Kabul denied that its troops had left.", "denial", "Kabul", "that its troops had left", "denial"),
    ("Kabul denied attacking the village.", "denial", "Kabul", "attacking the village", "denial of a deed"),
    ("A statement issued by ISPR said the two sides met.", "document", "A statement issued by ISPR",
     "the two sides met", "a document speaks"),
    ("The deal was signed on Monday, the readout added.", "document", "the readout", "The deal was signed on Monday",
     "a document speaks, clause first"),
    ("The US Embassy in a separate statement Smith thanked the general.", "document", "The US Embassy",
     "Smith thanked the general", "the verb of saying is lost"),
    ("He was quoted by Interfax as saying that talks had failed.", "indirect", "He", "that talks had failed",
     "the one who is quoted speaks"),
    ("Sources said the deal was signed. It added that talks would go on.", "indirect", "It", "that talks would go on",
     "the pronoun is kept as written"),
    ("He went on to say that talks had failed.", "indirect", "He", "that talks had failed", "a verb that prepares"),
    ("# Minister: no talks with rebels", "indirect", "Minister", "no talks with rebels", "headline with a colon"),
    ("# Rebels to quit, says minister", "indirect", "minister", "Rebels to quit", "headline with says"),
    ("# Rebels to quit - minister", "indirect", "minister", "Rebels to quit", "headline with a dash"),
    ("A senior official, who asked not to be named, said the border would be closed.", "indirect",
     "A senior official, who asked not to be named", "the border would be closed", "anonymous, with a relative clause"),
    ("Two diplomats, speaking on condition of anonymity, said the envoy had left.", "indirect", "Two diplomats",
     "the envoy had left", "anonymous, with a participle"),
    ("Sources close to the president said he would resign.", "indirect", "Sources close to the president",
     "he would resign", "sources close to"),
    ("The president's office said in a readout that the two leaders would meet.", "indirect", "The president's office",
     "that the two leaders would meet", "said in a readout that"),
    ("In a tweet, Ambassador Lena Orlov said the talks were over.", "indirect", "Ambassador Lena Orlov",
     "the talks were over", "the medium comes first"),
    ("The embassy said on its website that visas had been suspended.", "indirect", "The embassy",
     "that visas had been suspended", "the medium between cue and clause"),
    ("The two sides agreed to meet again, a joint statement said.", "document", "a joint statement",
     "The two sides agreed to meet again", "a joint statement speaks"),
    ("The two ministers issued a joint statement saying the crossing would reopen.", "indirect", "The two ministers",
     "the crossing would reopen", "who issues a statement says it"),
    ("The report, published by the council, found that the army had shelled the hospital.", "document",
     "The report, published by the council", "that the army had shelled the hospital", "a report finds"),
    ("Both Kenya and Sudan said they would reopen the crossing.", "indirect", "Both Kenya and Sudan",
     "they would reopen the crossing", "collective with names"),
    ("It is alleged that the army shelled the hospital.", "indirect", "", "that the army shelled the hospital",
     "nobody alleges it by name"),
    ("The army is reported to have shelled the hospital.", "indirect", "", "The army | to have shelled the hospital",
     "nobody reports it by name"),
    ("The general told the court under oath that his men had left.", "indirect", "The general",
     "that his men had left", "told, with what stands between"),
    ("The court was told that his men had left the town.", "indirect", "", "that his men had left the town",
     "told by nobody named"),
    ("The minister was told by Kenya that the crossing would reopen.", "indirect", "Kenya",
     "that the crossing would reopen", "the agent of a passive speaks"),
    ("His men had left the town, the general insisted, before the fire began.", "indirect", "the general",
     "His men had left the town", "thrown in behind the clause"),
    ("Ten rebels, the colonel said, were killed near the river.", "indirect", "the colonel",
     "Ten rebels | were killed near the river", "thrown into the clause"),
    ("Ten rebels were killed, said Colonel Omar Haddad, a spokesman for the army.", "indirect",
     "Colonel Omar Haddad, a spokesman for the army", "Ten rebels were killed", "inverted, with an apposition"),
    ("Russia has begun to withdraw some of its troops, Defence Minister Anton Belov said on Monday.", "indirect",
     "Defence Minister Anton Belov", "Russia has begun to withdraw some of its troops", "office and name behind the clause"),
    ("The army killed ten rebels on Monday, the state news agency SANA reported on Tuesday.", "indirect",
     "the state news agency SANA", "The army killed ten rebels on Monday", "an agency with its name"),
    ("As the minister said, the talks had failed.", "indirect", "the minister", "the talks had failed", "as X said"),
    ('"The crossing," she told the council, "will reopen."', "direct", "she", '"The crossing," | "will reopen."',
     "a quotation cut in two, with who is told"),
    ('"Is the crossing open?" he said.', "direct", "he", '"Is the crossing open?"', "a question before the cue"),
    ("“The crossing is open.” — Jane Otieno", "direct", "Jane Otieno", "“The crossing is open.”", "a signed quotation"),
    ("Otieno: “The crossing is open.”", "direct", "Otieno", "“The crossing is open.”", "a name and a colon"),
    ("# Kenya closes crossing: ministry", "indirect", "ministry", "Kenya closes crossing", "headline, speaker last"),
    ("# Kenya to close crossing, minister says", "indirect", "minister", "Kenya to close crossing", "headline, minister says"),
    ("NAIROBI, May 3 (Agency) - Kenya closed the crossing, the ministry said.", "indirect", "the ministry",
     "Kenya closed the crossing", "the dateline is nobody's words"),
    ("The minister, who said the crossing would reopen, flew home.", "indirect", "who", "the crossing would reopen",
     "a relative pronoun is kept as written"),
    ("The army rejected claims that it had shelled the hospital.", "denial", "The army",
     "claims that it had shelled the hospital", "who rejects a claim denies it"),
    ("The ministry dismissed as a lie the opposition's claim that police had beaten her.", "denial", "The ministry",
     "the opposition's claim that police had beaten her", "dismissed as"),
    ("Officials scoffed at reports that the king had fled.", "denial", "Officials",
     "reports that the king had fled", "a verb with its preposition"),
    ("Per the ministry, two men were held.", "indirect", "the ministry", "two men were held", "per"),
    ("By the ministry's own admission, two men were beaten.", "indirect", "the ministry's", "two men were beaten",
     "by X's admission"),
    ("In the words of Colonel Omar Haddad, the town is lost.", "indirect", "Colonel Omar Haddad", "the town is lost",
     "in the words of"),
    ("As the colonel tells it, his men left at dawn.", "indirect", "the colonel", "his men left at dawn", "as X tells it"),
    ("If the rebels are to be believed, the town has fallen.", "indirect", "the rebels", "the town has fallen",
     "if X are to be believed"),
    ("As first reported by Radio Sana, police raided the market.", "indirect", "Radio Sana", "police raided the market",
     "as first reported by"),
    ("The army let it be known that the town had fallen.", "indirect", "The army", "that the town had fallen",
     "let it be known"),
    ("The panel heard from Colonel Omar Haddad that his men had left.", "indirect", "Colonel Omar Haddad",
     "that his men had left", "who is heard speaks"),
    ("The ship's log records that two boats came alongside.", "document", "The ship's log",
     "that two boats came alongside", "a verb that the parser may take for a noun"),
    ("The police chief assured deputies that nobody had been held.", "indirect", "The police chief",
     "that nobody had been held", "who is told stands between"),
    ("Seoul told Tokyo in confidence that the envoy had left.", "indirect", "Seoul", "that the envoy had left",
     "how it was told stands between"),
    ("The minister shrugged. “We have left nothing.”", "direct", "The minister", "“We have left nothing.”",
     "a gesture before the quotation"),
    ("Colonel Omar Haddad was blunt: “We have left.”", "direct", "Colonel Omar Haddad", "“We have left.”",
     "a colon alone"),
    ("“We have left the town,” was how the colonel put it.", "direct", "the colonel", "“We have left the town,”",
     "how X put it"),
    ("“We have left the town.” - Kenyan colonel Omar Haddad", "direct", "Kenyan colonel Omar Haddad",
     "“We have left the town.”", "a signature with an office"),
    ("“Has the army left?” asked the minister.", "direct", "the minister", "“Has the army left?”", "who asks speaks"),
    ("# Rebels quit town - UN", "indirect", "UN", "Rebels quit town", "a short name behind a dash"),
    ("# Guards beat driver, widow tells inquiry", "indirect", "widow", "Guards beat driver", "headline, tells"),
    ("The ministry's claim that Iran fired the missile was rejected.", "indirect", "The ministry's",
     "that Iran fired the missile", "noun cue"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "source", "content", "why"), REPORTING, ids=[r[0][:40] for r in REPORTING])
def test_reporting(text: str, kind: str, source: str, content: str, why: str) -> None:
    got = [(a.kind, words(text, a.source), words(text, a.content)) for a in found(text)]
    assert (kind, source, content) in got, why


SEVERAL = [
    ("The ministry said the deal is dead and warned that war would follow.",
     [("indirect", "The ministry", "the deal is dead"), ("indirect", "The ministry", "that war would follow")],
     "two cues share a source, each has its own content"),
    ('"We met," Mr Khan told reporters, adding that the talks were good.',
     [("direct", "Mr Khan", '"We met,"'), ("indirect", "Mr Khan", "that the talks were good")], "adding that"),
    ("ISPR said the US side had thanked Pakistan.",
     [("indirect", "ISPR", "the US side had thanked Pakistan"), ("act", "the US side", "Pakistan")],
     "the inner speech act lies inside the outer content"),
    ("The Times reported, citing officials, that Iran fired missiles.",
     [("indirect", "The Times", "that Iran fired missiles"), ("indirect", "officials", "that Iran fired missiles")],
     "media quoting a source: both voices, the outlet first"),
    ('"We met," Mr Khan said. "They were kind."',
     [("direct", "Mr Khan", '"We met,"'), ("direct", "Mr Khan", '"They were kind."')], "the quotation goes on"),
    ('"We met," Mr Khan said. "They were kind.\n\n"We will meet again."',
     [("direct", "Mr Khan", '"We met,"'), ("direct", "Mr Khan", '"They were kind.'),
      ("direct", "Mr Khan", '"We will meet again."')], "marks opened again in the next paragraph"),
    ('"We met.\n\n"They were kind," Mr Khan said.',
     [("direct", "Mr Khan", '"We met.'), ("direct", "Mr Khan", '"They were kind,"')], "the speaker is named at the end"),
    ("QUESTION: Did you meet him?\n\nMS. SMITH: We did.\n\nHe left.",
     [("direct", "QUESTION", "Did you meet him?"), ("direct", "MS. SMITH", "We did. | He left.")], "transcript"),
    ("Mr Rana said that, according to the police, two men had been held.",
     [("indirect", "Mr Rana", "that, according to the police, two men had been held"),
      ("indirect", "the police", "two men had been held")], "the police inside Mr Rana's words"),
    ("The Daily Herald, quoting unnamed officials, said the deal was close.",
     [("indirect", "The Daily Herald", "the deal was close"), ("indirect", "unnamed officials", "the deal was close")],
     "the outlet, then its source"),
    ("According to state television, the governor said the bridge had been destroyed.",
     [("indirect", "state television", "the governor said the bridge had been destroyed"),
      ("indirect", "the governor", "the bridge had been destroyed")], "the governor through the television"),
    ("The army denied the claim, saying the aircraft had crashed.",
     [("denial", "The army", "the claim"), ("indirect", "The army", "the aircraft had crashed")],
     "a denial and what is said instead"),
    ("The foreign ministry, in a statement, condemned the attack and said its consulate was safe.",
     [("act", "The foreign ministry", "the attack"), ("indirect", "The foreign ministry", "its consulate was safe")],
     "a condemnation is a deed, the rest a claim"),
    ('"We have paid nobody," he said, and warned that Sudan would expel an envoy.',
     [("direct", "he", '"We have paid nobody,"'), ("indirect", "he", "that Sudan would expel an envoy")],
     "the second cue is the speaker's, not the quotation's"),
    ("He vowed to retaliate and said the army was ready.",
     [("act", "He", "to retaliate"), ("indirect", "He", "the army was ready")], "a vow is a deed, saying is a claim"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), SEVERAL, ids=[r[0][:40] for r in SEVERAL])
def test_several(text: str, expected: list[tuple[str, str, str]], why: str) -> None:
    assert [(a.kind, words(text, a.source), words(text, a.content)) for a in found(text)] == expected, why


NO_CLAIM = [
    ("The minister declined to say whether the talks had failed.", "nothing was said"),
    ("The ministry did not say that Iran had attacked.", "negated saying"),
    ("The minister will announce that sanctions have been lifted.", "not yet said"),
    ("The general refused to say if the army had shelled the hospital.", "refused"),
    ("The general neither confirmed nor denied that the army had shelled the hospital.", "neither"),
    ("The general has yet to confirm that the army shelled the hospital.", "not confirmed"),
    ("If the general says that the army shelled the hospital, he will be dismissed.", "a condition"),
    ("The general is expected to say that the army left the town.", "expected to say"),
    ("Nobody says that the army shelled the hospital.", "nobody speaks"),
    ("There were reports that the army had shelled the hospital.", "reports of nobody"),
    ("The convoy left the valley according to schedule.", "a schedule is no voice"),
    ("It goes without saying that the army was ready.", "an idiom of saying"),
    ("Suffice it to say that the guards beat him.", "an idiom of saying"),
    ("The bishop said a prayer for the men whom the army had shot.", "a prayer is no claim"),
    ("The army said it could not comment on the shelling of the hospital.", "no comment"),
    ("Ministers said to be close to the king closed two newspapers.", "said of them, not by them"),
    ("The army is accused of shelling the hospital.", "an accusation is a deed"),
    ("The government denied food to the prisoners.", "to deny something to somebody"),
    ("The court found him guilty of fraud.", "to find somebody guilty"),
    ("The minister promised that the crossing would reopen.", "a promise is a deed"),
    ("The commander announced a ceasefire.", "to announce a thing is the deed itself"),
    ("It is not clear whether the army shelled the hospital.", "nobody knows"),
    ("The visit shows how close the two countries are.", "a thing shows, nobody says"),
    ("The talks continued as protests continued.", "no speech at all"),
    ("He urged Iran to leave the valley.", "a request is a deed"),
    ("He thanked the generals for their help.", "thanks are a deed"),
    ("She hopes that the talks will succeed.", "an attitude"),
    ("# Syria: ten killed in blast", "a place before a colon is the topic"),
    ("The army entered the town on Monday.", "nobody speaks"),
]


@pytest.mark.parametrize(("text", "why"), NO_CLAIM, ids=[r[0][:40] for r in NO_CLAIM])
def test_no_claim(text: str, why: str) -> None:
    """No reporting attribution: nobody may be credited with a claim that the text does not give to them."""
    assert {a.kind for a in found(text)} <= {"act", "belief"}, why


def test_carried_marks_inherited_speakers() -> None:
    text = '"We met," Mr Khan said. "They were kind."'
    assert [a.carried for a in found(text)] == [False, True]
    assert found(text)[1].cue == ()


READOUT = """Foreign Minister Li Wen met Foreign Minister Askar Nur of Kazakhstan in Beijing.

Li Wen said that the two countries were good neighbours. China supports the consulate in Aktau. Reporters left at noon.

China is a large country."""


def test_a_readout_goes_on_with_its_speaker_to_the_end_of_the_paragraph() -> None:
    doc = replace(document(READOUT), issuer="Ministry of Foreign Affairs of China")
    got = {words(READOUT, a.content): words(READOUT, a.source) for a in attributions(doc, parse(doc)) if a.carried}
    assert got == {"China supports the consulate in Aktau.": "Li Wen"}
    assert not [a for a in found(READOUT) if a.carried], "only a document with an issuer"


def test_who_is_interviewed_speaks_on() -> None:
    text = "“We met,” Jane Otieno says. She pours tea.\n\nThe room is cold. “They have left the town.” “We stayed,” she says."
    got = {words(text, a.content): words(text, a.source) for a in found(text)}
    assert got["“They have left the town.”"] == "Jane Otieno"


def test_every_span_is_a_slice_and_has_a_reason() -> None:
    for text, *_ in [*REPORTING, *SEVERAL, *NO_CLAIM]:
        for item in found(str(text)):
            for span in (*item.source, *item.cue, *item.content):
                assert 0 <= span.start < span.end <= len(str(text))
            assert item.why and item.content
