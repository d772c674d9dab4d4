"""Which deeds of a document are its news: the table of weights, and the rules beside it, each with a case."""

import math

import pytest

import dragoman
from dragoman.find import news
from dragoman.find.mentions import told
from dragoman.parse import parse

FEATURE = (
    "For thirty years the ferry at Mahagi has been run by the same family. Its landing is a slab of concrete under a fig tree. "
    "The passengers are traders with goats, nuns and now and then a surveyor. In the dry season the river is low and the boat is poled. "
    "The old man remembers every flood. He keeps the names of the drowned in a school notebook. "
    "His father lost two sons and a mule to the water. The mule was mourned longest. "
    "Rebels burned the landing and abducted the harbour master, who never came back. "
    "The government gave the family a motor, which rusted. The price of a crossing is the same as that of a beer."
)
CASES = [  # title, text, trigger, status or None for no claim, why
    ("The ferryman", FEATURE, "abducted", "historical", "no day near, far from the opening of a feature"),
    ("Two held after raid", "Police in Lusaka arrested two men on Tuesday. They are accused of a raid on a bank. The court sits on Friday. Officers seized a lorry.", "arrested", "actual", "the opening tells it with its day"),
    ("President appoints three commissioners", "The president today named three commissioners. They take office in May. The first is a lawyer from Gulu. Before that she led talks with rebel commanders in the north. She has two daughters. Her husband is a judge.", "led", "historical", "from a career"),
    ("Remarks by the President at a dinner", "Thank you all for coming. It is good to be here. We will meet those challenges. We will visit every one of them in their dreams. Let's eat.", "visit", None, "a talk tells it of one party alone"),
    ("Minister opens summit", "The Kenyan minister opened the summit in Nairobi on Monday. Delegates came from nine states. We must meet those obligations, he said. The summit ends on Friday.", "meet", None, "an obligation is no party"),
    ("First lady's message", "The first lady of Ghana sent a message to the workshop on Monday. I look forward to visiting the results. The workshop ends on Friday. It is held in Accra.", "visiting", None, "a courtesy promises nothing"),
    ("Kenya, Chad hold talks", "Officials of Kenya and Chad held talks in Nairobi on trade and tolls. Each side brought forty officials and a long list of complaints about customs, tolls and the price of cattle. Few of them knew the road. The border has been quiet for years. Drivers wait for days. Cattle die. Nobody pays. The talks held just days before the inauguration of Idris Moussa as the new president of Chad come at a time when relations are good. Farmers hope for rain. They always do.", "talks", "actual", "the noun takes up the news"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "trigger", "status", "why"), CASES)
def test_what_is_news(title: str, text: str, trigger: str, status: str | None, why: str) -> None:
    record = dragoman.code_document(dragoman.from_text(text, title=title, published="2022-06-15"))
    found = {text[c.trigger.start : c.trigger.end]: c.status for c in record.claims}
    assert found.get(trigger) == status, why


def test_a_hope_is_no_promise_but_a_visit_looked_forward_to_is_announced() -> None:
    start = "The United States condemns the attempt to annex the province. We look forward to "
    for rest, expected in (
        ("signing legislation from Congress that will provide an additional $12 billion to support Mali.", []),
        ("hosting Prime Minister Okafor of Nigeria in Washington next month.", ["AGREE"]),
    ):
        given = dragoman.from_text(
            start + rest,
            title="Statement from the President",
            url="https://bidenwhitehouse.archives.gov/x",
            published="2022-09-30",
        )
        assert [c.type for c in dragoman.code_document(given).claims if c.trigger.start >= len(start) - 25] == expected


def test_the_reason_names_what_speaks_for_background() -> None:
    record = dragoman.code_document(dragoman.from_text(FEATURE, title="The ferryman", published="2022-06-15"))
    (claim,) = (c for c in record.claims if FEATURE[c.trigger.start : c.trigger.end] == "abducted")
    assert "background" in claim.how.why or "ties it" in claim.how.why


def test_every_feature_has_a_sentence_and_every_weight_a_number() -> None:
    table = news._table()
    assert set(table["weights"]) <= set(table["says"])
    assert all(math.isfinite(w) for w in table["weights"].values())


def test_features_are_named_in_the_table() -> None:
    document = dragoman.from_text(FEATURE, published="2022-06-15")
    sentences = parse(document)
    from dragoman.find import discourse

    found = told(document, sentences)
    story = discourse.story(document, sentences, found)
    for m in found:
        s = sentences[m.sentence]
        token = next(t for t in s.tokens if t.start == m.trigger.start)
        held = news.features(story.times, story.eventful, s, token, m)
        assert held
        assert all(value for value in held.values())
