"""Train the classifier of passages on the authored corpus alone and write the files that the package ships.

    pip install -e ".[train]"
    python training/train.py [--encoder minilm|mpnet] [--epochs N] [--out FOLDER]

Needs no GPU. Prints the machine, the versions and the accuracy on the tenth of the corpus that is held out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

sys.path.insert(0, str(Path(__file__).parent.parent))
from dragoman.ontology import load
from dragoman.pieces import Pieces, pieces, vocabulary
from dragoman.records import STATUSES, Span
from training.corpus import Example, corpus
from training.encoders import Network, folder, network
from training.ship import ship

HELD_OUT = 10  # one passage in so many is not trained on
SEED = 1201
BATCH = 32
RATES = {"minilm": 1.2e-4, "mpnet": 4e-5}
FORMS = ("trigger", "pair")  # what the network is told: the trigger alone, or the parties alone
DRAWN = ("trigger", "trigger", "pair", "pair", "aside")  # in training also a word beside the deed, which tells of none
JOINED = 0.35  # the share of those that are shown beside another passage
ASIDE = re.compile(
    r"\b(?:said|says|say|saying|told|tells|adds|added|reported|reports|began|begun|begins|started|starts|expected|expects|"
    r"hinted|hints|considering|considered|based|lives|lived|living|known|knows|named|became|becomes|includ(?:ed|es|ing)|"
    r"remain(?:s|ed)|stood|stands|saw|seen|watched|wrote|writes|show(?:ed|s)|came|went|gone|seem(?:s|ed)|appear(?:s|ed)|"
    r"happened|followed|continued|kept|lay|born|worked|works|thought|thinks|believes?|believed|hopes?|hoped|heard)\b"
)
SMOOTHING = 0.05


@dataclass(frozen=True)
class Task:
    """The questions with their answers in order."""

    answers: dict[str, list[str]]

    def wanted(self, e: Example) -> list[int]:
        """The index of the right answer to each question."""
        mode = f"{e.type}/{e.mode}" if e.mode else ""
        right = {"type": e.type, "act": e.act, "mode": mode, "said": e.said}
        return [listed.index(right[name]) for name, listed in self.answers.items()]


def task() -> Task:
    """Type, act, mode (named with its type) and how it is said."""
    types = load().types
    kinds = [*types, "NONE"]
    modes = ["", *(f"{name}/{mode}" for name, kind in types.items() for mode in kind.modes)]
    return Task({"type": kinds, "act": kinds, "mode": modes, "said": list(STATUSES)})


def held_out(e: Example) -> bool:
    """Whether a passage is kept from training, by its text alone."""
    return int(hashlib.sha256(e.text.encode()).hexdigest(), 16) % HELD_OUT == 0


def aside(e: Example, dice: random.Random) -> Span | None:
    """A verb of the passage that is beside its deed, or None where there is none."""
    start, end = e.trigger
    found = [m for m in ASIDE.finditer(e.text) if m.end() <= start or end <= m.start()]
    chosen = dice.choice(found) if found else None
    return Span(chosen.start(), chosen.end()) if chosen else None


def drawn(
    e: Example, examples: list[Example], asked: Task, known: dict[str, int], dice: random.Random
) -> tuple[Pieces, list[int]]:
    """A passage as it is shown this time, and the right answers to that.

    Some stand beside another passage, and of some a verb is shown that tells of no deed: the network must learn to look
    at the word that it is asked about.
    """
    form = dice.choice(DRAWN)
    if form == "pair":
        return read(e, form, known), asked.wanted(e)
    beside = aside(e, dice) if form == "aside" else None
    shown = beside or Span(*e.trigger)
    text, at = e.text, shown
    if dice.random() < JOINED:
        other = dice.choice(examples).text
        after = dice.random() < 0.5
        text = f"{other} {e.text}" if after else f"{e.text} {other}"
        at = Span(shown.start + after * (len(other) + 1), shown.end + after * (len(other) + 1))
    silent = replace(e, type="NONE", act="NONE", mode="")
    return pieces(text, [at], (), (), known), asked.wanted(silent if beside else e)


def read(e: Example, form: str, known: dict[str, int]) -> Pieces:
    """A passage in pieces with what `form` marks."""
    if form == "trigger":
        return pieces(e.text, [Span(*e.trigger)], (), (), known)
    return pieces(e.text, (), [Span(*s) for s in e.actors], [Span(*s) for s in e.recipients], known)


def padded(batch: list[Pieces], pad: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Indices, mask and focus of a batch."""
    width = max(len(p.ids) for p in batch)
    ids = torch.tensor([[*p.ids, *[pad] * (width - len(p.ids))] for p in batch])
    mask = torch.tensor([[1] * len(p.ids) + [0] * (width - len(p.ids)) for p in batch])
    focus = torch.tensor([[[*p.focus[0], *[0.0] * (width - len(p.ids))]] for p in batch])
    return ids, mask, focus


def batches(
    examples: list[Example], asked: Task, known: dict[str, int], dice: random.Random
) -> Iterator[tuple[list[Pieces], list[list[int]]]]:
    """The corpus in random order with the right answers, passages of like length together."""
    shuffled = [drawn(e, examples, asked, known, dice) for e in dice.sample(examples, len(examples))]
    stretch = BATCH * 24
    out = []
    for k in range(0, len(shuffled), stretch):
        part = sorted(shuffled[k : k + stretch], key=lambda pair: len(pair[0].ids))
        out += [part[i : i + BATCH] for i in range(0, len(part), BATCH)]
    dice.shuffle(out)
    for batch in out:
        yield [p for p, _ in batch], [wanted for _, wanted in batch]


def train(net: Network, examples: list[Example], known: dict[str, int], opt: argparse.Namespace, asked: Task) -> None:
    """Train in place: AdamW, warm-up over a tenth of the steps, then linear decay; each epoch is shipped."""
    epochs, rate = opt.epochs, RATES[opt.encoder]
    pad = known.get("<pad>", known.get("[PAD]", 0))
    dice = random.Random(SEED)
    steps = epochs * -(-len(examples) // BATCH)
    slow = [p for n, p in net.named_parameters() if not n.startswith("heads")]
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": rate}, {"params": net.heads.parameters(), "lr": 10 * rate}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda k: min((k + 1) / (steps / 10), max(0.0, (steps - k) / (0.9 * steps)))
    )
    net.train()
    done, started, loss_sum = 0, time.time(), 0.0
    for epoch in range(epochs):
        for batch, answers in batches(examples, asked, known, dice):
            wanted = torch.tensor(answers)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = net(*padded(batch, pad))
            weights = {"type": 1.0, "act": 0.5, "mode": 0.5, "said": 0.5}
            losses = [
                weights[name] * F.cross_entropy(out[:, 0].float(), wanted[:, k], label_smoothing=SMOOTHING)
                for k, (name, out) in enumerate(zip(asked.answers, logits, strict=True))
            ]
            loss = torch.stack(losses).sum()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            done, loss_sum = done + 1, loss_sum + loss.item()
            if done % 50 == 0:
                taken = time.time() - started
                print(f"epoch {epoch + 1}, step {done} of {steps}, loss {loss_sum / 50:.3f}, {taken:.0f} s", flush=True)
                loss_sum = 0.0
        if epoch + 1 < epochs:
            ship(net, opt.out, folder(opt.encoder) / "vocab.txt", asked.answers, dict.fromkeys(asked.answers, 1.0))
            net.train()


def logits(net: Network, examples: list[Example], form: str, known: dict[str, int]) -> list[np.ndarray]:
    """The logits of each question for each passage, one passage at a time."""
    net.eval()
    pad = known.get("<pad>", known.get("[PAD]", 0))
    with torch.no_grad():
        outs = [net(*padded([read(e, form, known)], pad)) for e in examples]
    return [np.concatenate([out[k][:, 0].float().numpy() for out in outs]) for k in range(len(outs[0]))]


def report(net: Network, examples: list[Example], known: dict[str, int], asked: Task) -> dict[str, float]:
    """Print accuracy by form and question; return the temperature of each question."""
    wanted = np.array([asked.wanted(e) for e in examples])
    heat = {}
    for form in FORMS:
        found = logits(net, examples, form, known)
        right = {
            name: (out.argmax(1) == wanted[:, k]).mean()
            for k, (name, out) in enumerate(zip(asked.answers, found, strict=True))
        }
        print(form, " ".join(f"{name} {100 * share:.1f}" for name, share in right.items()))
        if form == "trigger":
            heat = {
                name: temperature(out, wanted[:, k])
                for k, (name, out) in enumerate(zip(asked.answers, found, strict=True))
            }
    return heat


def temperature(found: np.ndarray, wanted: np.ndarray) -> float:
    """The divisor of the logits under which the held-out answers are likeliest."""

    def loss(t: float) -> float:
        scaled = torch.tensor(found / t)
        return float(F.cross_entropy(scaled, torch.tensor(wanted)))

    return min((round(0.5 + 0.05 * k, 2) for k in range(50)), key=loss)


def main() -> None:
    """Train, report, ship."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--encoder", choices=sorted(RATES), default="minilm")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "dragoman" / "data" / "model")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    known = dict(vocabulary(folder(args.encoder) / "vocab.txt"))
    examples, asked = corpus(), task()
    learnt, kept = [e for e in examples if not held_out(e)], [e for e in examples if held_out(e)]
    print(
        f"{platform.machine()} {platform.python_version()} torch {torch.__version__}, {torch.get_num_threads()} threads"
    )
    print(f"{args.encoder}: {len(learnt)} passages to train on, {len(kept)} held out", flush=True)
    net = network(args.encoder, {name: len(listed) for name, listed in asked.answers.items()})
    train(net, learnt, known, args, asked)
    heat = report(net, kept, known, asked)
    print(json.dumps(heat))
    ship(net, args.out, folder(args.encoder) / "vocab.txt", asked.answers, heat)


if __name__ == "__main__":
    main()
