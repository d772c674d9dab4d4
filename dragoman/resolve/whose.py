"""Whose a bare role is: the country that sentence or document gives to "the army", "civilians", "Minister X"."""

from __future__ import annotations

from dragoman.grammar import SUBJECTS
from dragoman.resolve.cast import Cast
from dragoman.resolve.kb import default_offices, sharing, words
from dragoman.resolve.names import key
from dragoman.resolve.notes import singular
from dragoman.resolve.phrase import read
from dragoman.resolve.views import INTERNATIONAL, PEOPLE, Reading, View, below

DEFINITE = ("the", "our", "these", "those")
GUESSED = "taken to be of"
SURE, TOLD, CONTEXT, GUESS = 0.9, 0.8, 0.6, 0.35
SPOTS = ("place", "region")  # where something happens, whoever it happens to
Whose = tuple[str | None, float, str]


def whose(cast: Cast, v: View, said: Reading) -> Whose:
    """(country or None, score, reason) for a role or person whom the words themselves give no country."""
    for find in (_worldwide, _international, _usual, _in_sentence, _of_person, _of_speaker, _nobody):
        found = find(cast, v, said)
        if found is not None:
            return found
    if cast.issuer == cast.home:
        return cast.home, CONTEXT, f"{GUESSED} {cast.home}, which issued this text"
    return cast.home, GUESS + 0.1, f"{GUESSED} {cast.home}, of which this text mostly speaks"


def _civil(said: Reading) -> bool:
    return said.sector in words("civil_sectors") and said.kind == "role"


def _worldwide(cast: Cast, v: View, said: Reading) -> Whose | None:
    """'world leaders', 'two tourists': of no country that the text could tell."""
    tokens, head = v.sentence.tokens, said.head
    beside = [k for k in v.sentence.children[head] if v.at[k] is None or v.at[k] is not v.at[head]]
    abroad = any(tokens[k].lemma.lower() in words("worldwide") for k in beside)
    if said.kind == "role" and _of_many(v, said):
        return "NGO", CONTEXT, f"{said.name} of more than one country"
    if said.kind == "role" and (abroad or singular(tokens[head]) in words("foreigners")):
        return None, GUESS, "the text names no country for it"
    return None


def _of_many(v: View, said: Reading) -> bool:
    """'the Association of African Jurists', 'the Arab Lawyers Union': a society that a part of the world shares."""
    civil = bool(said.entries) and said.entries[0].sort in ("body", "group", "thing") and _civil(said)
    if not civil or v.sentence.tokens[said.head].pos != "PROPN":
        return False
    inside = below(v.sentence, said.head, range(len(v.sentence.tokens)))
    return any(v.sentence.tokens[i].pos == "PROPN" and n.best.kind == "area" for i in inside if (n := v.at[i]))


def _international(cast: Cast, v: View, said: Reading) -> Whose | None:
    office = said.office or said.name
    if office.lower().replace(" ", "_") not in words("international_offices"):
        return None
    body = next((c for c in cast.countries if c in ("UNO", "IGO", "EUR")), "UNO")
    return body, CONTEXT, f"{office} is of {body}"


def _usual(cast: Cast, v: View, said: Reading) -> Whose | None:
    usual = default_offices().get(key(said.office or said.name))
    if not usual or cast.issuer is not None:
        return None
    if usual in cast.countries or cast.home is None or not sharing(usual) & cast.countries.keys():
        return usual, CONTEXT - 0.1, f"{said.office} is one of {usual}"
    return None


def _in_sentence(cast: Cast, v: View, said: Reading) -> Whose | None:
    local = _local(v, said.head, _civil(said))
    if (under := _set_under(v, said.head)) and said.kind == "role" and not _civil(said):
        return under, CONTEXT - 0.1, f"{under} is where that is set of which it is said"
    role = said.kind != "person" and (_civil(said) or len(cast.views) == 1)
    if local and (role or cast.home is None):
        return local, CONTEXT - 0.1, f"{local} is the country of this sentence"
    return None


def _of_person(cast: Cast, v: View, said: Reading) -> Whose | None:
    person = said.kind == "person"
    beside = person and (_beside(v, said.head) or _received_in(cast, v, said.head, said.name))
    if beside:
        return beside, CONTEXT - 0.1, f"{beside} from the words around"
    other = _host_or_guest(cast, v, said)
    return (other, CONTEXT - 0.1, f"{other}, because {cast.home} is the other party") if other else None


def _of_speaker(cast: Cast, v: View, said: Reading) -> Whose | None:
    """ "Togo's ministry said that police had freed him": police and courts of the state that speaks of them.

    Only where its words name no other state but as one to whom it was done. Soldiers may be another's.
    """
    tokens, verb = v.sentence.tokens, _verb(v, said.head)
    if said.kind != "role" or said.sector not in ("COP", "JUD") or tokens[verb].dep != "ccomp":
        return None
    saying = tokens[verb].head
    states = [n for n in v.notes if n.best.kind in PEOPLE and n.best.country and n.best.country not in INTERNATIONAL]
    speaking = {n.best.country for n in states if _verb(v, n.last) == saying and _side(v, n.last) == "subject"}
    told = {n.best.country for n in states if _verb(v, n.last) != saying and _side(v, n.last) != "object"}
    speaker = next(iter(speaking), None) if len(speaking) == 1 and told <= speaking else None
    return (speaker, CONTEXT - 0.1, f"{speaker} speaks of it") if speaker else None


def _nobody(cast: Cast, v: View, said: Reading) -> Whose | None:
    """Civilians and rebels are not of the issuer of a text, nor states at large; offices that he addresses are not."""
    ours = cast.issuer is not None and cast.issuer == cast.home
    strange = ours and said.sector in words("stranger_sectors") and said.kind == "role"
    apart = _civil(said) and (ours or _foreign(v, said.head, cast.home))
    if cast.home is None or strange or apart or (ours and said.plural and _at_large(v, said.head)):
        return None, GUESS, "the text names no country for it"
    addressed = _addressed(cast, v, said.head) if said.kind == "role" else None
    return (addressed, CONTEXT - 0.1, f"{addressed}, addressed by {cast.issuer}") if addressed else None


def _beside(v: View, head: int) -> str | None:
    """The country of the officer before in a list: "Israeli President X, Prime Minister Y"."""
    tokens, i = v.sentence.tokens, head
    while tokens[i].dep in ("conj", "appos") and tokens[i].head < i:
        i = tokens[i].head
        said = read(v, i, below(v.sentence, i, range(len(tokens))))
        before = any(n.best.country == said.country for n in (v.at[k] for k in range(i)) if n)
        if before and said.kind in ("person", "role") and said.country and said.country not in INTERNATIONAL:
            return said.country
    for k in v.sentence.children[head]:
        if tokens[k].dep != "conj":
            continue
        said = read(v, k, below(v.sentence, k, range(len(tokens))))
        behind = any(n.best.country == said.country for n in v.notes if n.first > k)
        if behind and said.kind == "person" and said.country:
            return said.country
    return None


def _received_in(cast: Cast, v: View, head: int, name: str) -> str | None:
    """The country where the issuer's people met someone: "In Panama, they will meet with Minister X".

    Failing a place the only other country that the sentence, or the one before, names.
    """
    if cast.issuer is None or _side(v, head) == "subject" or _at_home(cast, name):
        return None
    index = v.sentence.index
    here = [n for n in v.notes if n.best.kind in PEOPLE and not n.aloof and not _topic(v, n.last)]
    before = cast.views[index - 1].notes if 0 < index <= len(cast.views) else ()
    for notes in ([n for n in here if _locative(v, n.last)], here, before):
        there = {n.best.country for n in notes if n.best.kind in PEOPLE} - {cast.issuer} - INTERNATIONAL
        if len(there) == 1:
            return next(iter(there))
    return None


def _at_home(cast: Cast, name: str) -> bool:
    """Whether someone acts in the text of an office without a country of his own: one of its own people."""
    told = cast.people.get(key(name).rsplit(" ", 1)[-1], ())
    if any(i.reading.country not in (None, cast.issuer) for i in told):
        return False
    seen = ((v, t.i) for i in told for v in cast.views for t in v.sentence.tokens if t.start == i.start)
    return any(_side(v, i) == "subject" for v, i in seen)


def _topic(v: View, i: int) -> bool:
    """'Rwanda' in "wrote to the Secretary about Rwanda"."""
    return v.sentence.tokens[v.sentence.tokens[i].head].lemma in words("topics")


def _addressed(cast: Cast, v: View, head: int) -> str | None:
    """In an issuer's text 'We urge the government': not its own one but that of the state it mostly speaks of."""
    tokens, verb = v.sentence.tokens, _verb(v, head)
    if cast.issuer is None or cast.issuer != cast.home or _side(v, head) != "object" or tokens[head].dep == "poss":
        return None
    subjects = [k for k in v.sentence.children[verb] if tokens[k].dep in SUBJECTS]
    ours = (tokens[k].text.lower() == "we" or ((n := v.at[k]) and n.best.country == cast.issuer) for k in subjects)
    if not any(ours):
        return None
    foreign = (c for c, w in cast.countries.items() if w >= 1.0 and c != cast.issuer and c not in INTERNATIONAL)
    return next(foreign, None)


def _at_large(v: View, head: int) -> bool:
    """'50 countries', 'oppressive regimes': states that the words leave open."""
    tokens = v.sentence.tokens
    if singular(tokens[head]) not in words("at_large"):
        return False
    own = [tokens[k] for k in v.sentence.children[head] if tokens[k].dep in ("det", "poss")]
    return not any(t.text.lower() in DEFINITE for t in own)


def _host_or_guest(cast: Cast, v: View, said: Reading) -> str | None:
    """For an officer whom the text gives no country, met by one of the text's main country: the other main country."""
    named = said.kind == "entity" or (said.kind == "role" and v.sentence.tokens[said.head].pos == "PROPN")
    hosting = named and _side(v, said.head) == "object"
    officer = said.kind == "person" and said.office and said.sector not in words("civil_sectors")
    if cast.issuer or not (hosting or officer):
        return None
    verb, own = _verb(v, said.head), _branch(v, said.head)
    facing = {
        n.best.country for n in v.notes
        if n.best.kind in PEOPLE and _verb(v, n.last) == verb and _branch(v, n.last) != own and not _locative(v, n.last)
    }  # fmt: skip
    if cast.home not in facing:
        return None
    others = (c for c, weight in cast.countries.items() if weight >= 1.0 and c not in facing and c not in INTERNATIONAL)
    return next(others, None)


def _branch(v: View, i: int) -> int:
    """The dependent of the clause's verb under which the word at `i` stands."""
    tokens, verb = v.sentence.tokens, _verb(v, i)
    while tokens[i].head not in (i, verb):
        i = tokens[i].head
    return i


def _local(v: View, head: int, civil: bool) -> str | None:
    """The country where the clause is set ("in X", "near Y"), else the only one that the sentence names.

    Who does something to foreigners is not of their country: for a subject, objects with a nationality do not count;
    who suffers is not of the country of a foreign deed's doer either, where he is a civilian.
    """
    notes = [n for n in v.notes if n.best.kind in PEOPLE and not n.aloof and n.best.country not in INTERNATIONAL]
    set_in = {n.best.country for n in notes if _locative(v, n.last) and _verb(v, n.last) == _verb(v, head)}
    if len(set_in) == 1:
        return next(iter(set_in))
    own = _side(v, head)
    apart = own == "subject" or (own == "object" and civil)
    here = {n.best.country for n in notes if not apart or n.best.kind in SPOTS or _side(v, n.last) in ("", own)}
    return next(iter(here)) if len(here) == 1 else None


def _set_under(v: View, head: int) -> str | None:
    """Sudan in "the situation in Sudan, including the army's seizure of power": what the phrase above is set in."""
    tokens, i = v.sentence.tokens, head
    while tokens[i].head != i and tokens[i].pos not in ("VERB", "AUX"):
        i = tokens[i].head
        if tokens[i].pos != "NOUN" or i > head:
            continue
        preps = [k for k in v.sentence.children[i] if k < head and tokens[k].lemma in words("locative")]
        lands = [v.at[j] for k in preps for j in v.sentence.children[k] if tokens[j].dep == "pobj"]
        for note in lands:
            if note is not None and note.best.kind in PEOPLE and note.best.country not in INTERNATIONAL:
                return note.best.country
    return None


def _locative(v: View, i: int) -> bool:
    governor = v.sentence.tokens[v.sentence.tokens[i].head]
    return governor.dep in ("prep", "advmod") and governor.lemma in words("locative")


def _verb(v: View, i: int) -> int:
    """The verb of the clause that the word at `i` stands in."""
    tokens = v.sentence.tokens
    while tokens[i].head != i and (tokens[i].pos not in ("VERB", "AUX") or tokens[i].dep == "conj"):
        i = tokens[i].head
    return i


def _foreign(v: View, head: int, country: str | None) -> bool:
    """Whether the only party that the sentence gives this country stands on the other side of the deed."""
    own = _side(v, head)
    notes = (n for n in v.notes if n.best.kind in PEOPLE and n.best.country == country and not n.aloof)
    sides = {_side(v, n.last) if n.best.kind not in SPOTS else "" for n in notes}
    return own == "subject" and sides == {"object"}


def _side(v: View, i: int) -> str:
    """Whether the word at `i` belongs to the `subject` or the `object` of its clause; '' where to neither."""
    tokens = v.sentence.tokens
    while tokens[i].head != i:
        dep = tokens[i].dep
        if dep in SUBJECTS:
            return "subject"
        if dep in ("dobj", "dative", "agent"):
            return "object"
        if tokens[i].pos in ("VERB", "AUX"):
            return ""
        i = tokens[i].head
    return ""
