"""Fit the weights of data/news.yaml on whole documents of our own in which each deed is marked.

    pip install -e ".[train]"
    python training/news.py

`training/news/*.txt` hold the documents, apart by lines of ====. A mark stands around the word that names a deed:
{n:...} news, {b:...} background, {g:...} done as a rule, {x:...} no deed, {p:...} planned, possible or denied.
Prints how well weights fitted on other documents tell news from the rest (eight parts, each left out once).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
import dragoman  # noqa: E402 - the root must be on the path first
from dragoman.find import discourse, news  # noqa: E402
from dragoman.find.mentions import told  # noqa: E402
from dragoman.grammar import token_at  # noqa: E402
from dragoman.parse import parse  # noqa: E402
from dragoman.records import HAPPENED, Document  # noqa: E402

FOLDER = Path(__file__).parent / "news"
TABLE = ROOT / "dragoman" / "data" / "news.yaml"
MARK = re.compile(r"\{([nbgxp]):([^{}\s]+)\}")
HEAD = re.compile(r"title: ?(.*)\ndate: ?(.*)\nkind: ?(.*)\ntext:\n", re.M)
PENALTY = 0.3


@dataclass(frozen=True)
class Marked:
    """A document with its marks: start, end, kind."""

    document: Document
    marks: tuple[tuple[int, int, str], ...]


def documents() -> Iterator[Marked]:
    """All documents of the folder."""
    for path in sorted(FOLDER.glob("*.txt")):
        for raw in re.split(r"^====+$", path.read_text(encoding="utf-8"), flags=re.M):
            if head := HEAD.match(raw.strip()):
                yield marked(head.group(1), head.group(2), raw.strip()[head.end() :])


def marked(title: str, day: str, raw: str) -> Marked:
    """A document without its marks, and where they stood."""
    text, marks, at = "", [], 0
    for found in MARK.finditer(raw):
        text += raw[at : found.start()]
        marks.append((len(text), len(text) + len(found.group(2)), found.group(1)))
        text += found.group(2)
        at = found.end()
    document = dragoman.from_text(text + raw[at:], title=title or None, published=day or None, language="en")
    return Marked(document, tuple(marks))


def rows(given: Marked) -> Iterator[tuple[dict[str, float], bool]]:
    """The features of each marked deed that is told as a fact and that no rule settles; whether it is not news."""
    sentences = parse(given.document)
    found = told(given.document, sentences)
    story = discourse.story(given.document, sentences, found)
    for m in found:
        kind = next((k for start, end, k in given.marks if start < m.trigger.end and m.trigger.start < end), None)
        s = sentences[m.sentence]
        token = token_at(s, m.trigger.start)
        if kind and token and m.how.status in HAPPENED and discourse.rule(story, s, token, m) is None:
            yield news.features(story.times, story.eventful, s, token, m), kind != "n"


def main() -> None:
    """Fit, print the figures, write the table."""
    held = [(k, *row) for k, given in enumerate(documents()) for row in rows(given)]
    groups, found, wanted = zip(*held, strict=True)
    names = DictVectorizer(sparse=False)
    table = names.fit_transform(list(found))
    right = np.array(wanted)
    model = LogisticRegression(C=PENALTY, max_iter=5000)
    share = cross_val_predict(model, table, right, groups=groups, cv=GroupKFold(8), method="predict_proba")[:, 1]
    print(f"{len(set(groups))} documents, {len(right)} deeds, {Counter(wanted)[True]} of them not news")
    print(f"left out: AUC {roc_auc_score(right, share):.3f}, right at 0.5 {((share > 0.5) == right).mean():.3f}")
    model.fit(table, right)
    fitted = {str(n): round(float(w), 3) for n, w in zip(names.get_feature_names_out(), model.coef_[0], strict=True)}
    old = yaml.safe_load(TABLE.read_text(encoding="utf-8")) if TABLE.exists() else {}
    head = (
        "# Weights by which a deed told as a fact is background. Made by training/news.py; `says` is written by hand.\n"
    )
    new = {"start": round(float(model.intercept_[0]), 3), "weights": fitted, "says": old.get("says", {})}
    TABLE.write_text(head + yaml.safe_dump(new, allow_unicode=True, width=120, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
