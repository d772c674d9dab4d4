"""Train the encoder of meaning on pairs of points of our own, and write it: `data/model/meaning.onnx`, in 8 bits.

    pip install -e ".[train]"
    python training/meaning.py [--out FOLDER] [--epochs N]

Starts from all-MiniLM-L6-v2. `training/points/*.txt` hold, meeting by meeting, what two accounts tell: a line with `=`,
`~` or `!` has a point of each that tell of one thing (alike, differing, or one denying it), one with `<` or `>` a point
that only one of them has. Points of one thing are drawn together, other points of the same meetings and those that only
one account has are pushed apart. About four minutes on two cores.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from dragoman.pieces import pieces, vocabulary  # noqa: E402 - the root must be on the path first
from training.encoders import encoder, folder  # noqa: E402

POINTS = Path(__file__).parent / "points"
SEED = 5
RATE = 4e-5
MEETINGS = 4  # in one step
SHARPNESS = 20.0
TOGETHER, APART = (
    0.55,
    0.25,
)  # cosines: points of one thing lie above the first, a point told by one side below the other
Block = list[tuple[str, str]]  # the words of each side, empty where one has none


@dataclass(frozen=True)
class Step:
    """The points of some meetings: of each side, which of them go together, which stand alone."""

    left: list[str]
    right: list[str]
    pairs: list[tuple[int, int]]

    @property
    def alone(self) -> tuple[list[int], list[int]]:
        """The points without a partner, of each side."""
        told = [set(side) for side in zip(*self.pairs, strict=True)]
        left, right = ([k for k in range(len(s)) if k not in t] for s, t in zip(self.sides, told, strict=True))
        return left, right

    @property
    def sides(self) -> tuple[list[str], list[str]]:
        """Both sides."""
        return self.left, self.right


class Meaning(nn.Module):
    """Encoder and mean over the pieces, of length 1."""

    def __init__(self) -> None:
        """With the published weights."""
        super().__init__()
        self.encoder = encoder("minilm")

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Vectors (passages, width) of `ids` and `mask`, (passages, pieces) each."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).float()
        return F.normalize((states * weights).sum(1) / weights.sum(1), dim=-1)


def blocks() -> list[Block]:
    """The meetings of all files."""
    out: list[Block] = []
    for path in sorted(POINTS.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            mark, words = line[:1], line[1:].strip()
            if mark == "@":
                out.append([])
            elif mark in ("=", "~", "!") and " | " in words:
                left, _, right = words.partition(" | ")
                out[-1].append((left.strip(), right.strip()))
            elif mark in ("<", ">") and words:
                out[-1].append((words, "") if mark == "<" else ("", words))
    return [block for block in out if any(a and b for a, b in block)]


def step(given: list[Block]) -> Step:
    """Some meetings together."""
    rows = [row for block in given for row in block]
    left, right = [a for a, _ in rows if a], [b for _, b in rows if b]
    pairs, i, j = [], -1, -1
    for a, b in rows:
        i, j = i + bool(a), j + bool(b)
        if a and b:
            pairs.append((i, j))
    return Step(left, right, pairs)


def encoded(net: Meaning, texts: list[str], known: dict[str, int]) -> Tensor:
    """The vectors of texts."""
    ids = [pieces(text, (), (), (), known).ids for text in texts]
    longest = max(map(len, ids))
    mask = [[1] * len(row) + [0] * (longest - len(row)) for row in ids]
    return net(torch.tensor([[*row, *[0] * (longest - len(row))] for row in ids]), torch.tensor(mask))


def loss(net: Meaning, given: Step, known: dict[str, int]) -> Tensor:
    """How far the vectors of a step are from where they should lie."""
    likeness = encoded(net, given.left, known) @ encoded(net, given.right, known).T
    i, j = (torch.tensor(side) for side in zip(*given.pairs, strict=True))
    found = F.cross_entropy(SHARPNESS * likeness[i], j) + F.cross_entropy(SHARPNESS * likeness.T[j], i)
    found = found + 2 * F.relu(TOGETHER - likeness[i, j]).mean()
    for matrix, alone in zip((likeness, likeness.T), given.alone, strict=True):
        if alone:
            found = found + 2 * F.relu(matrix[alone].max(1).values - APART).mean()
    return found


def train(net: Meaning, epochs: int) -> None:
    """Train in place."""
    known = dict(vocabulary(folder("minilm") / "vocab.txt"))
    held, rng = blocks(), random.Random(SEED)
    steps = epochs * (len(held) // MEETINGS + 1)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.01)
    slower = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: min(1.0, (k + 1) / 10) * max(0.0, 1 - k / steps))
    net.train()
    for epoch in range(epochs):
        rng.shuffle(held)
        total = 0.0
        for k in range(0, len(held), MEETINGS):
            found = loss(net, step(held[k : k + MEETINGS]), known)
            optimizer.zero_grad()
            found.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            slower.step()
            total += found.item()
        print(f"epoch {epoch + 1}: {total:.1f}", flush=True)


def write(net: Meaning, out: Path) -> None:
    """Write meaning.onnx to the folder `out`."""
    net.eval()
    ones = torch.ones((1, 12), dtype=torch.long)
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer's remarks on constant shapes
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            net, (ones, ones), str(whole), input_names=["ids", "mask"], output_names=["vector"],
            dynamic_axes={"ids": {1: "pieces"}, "mask": {1: "pieces"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, out / "meaning.onnx", per_channel=True, weight_type=QuantType.QInt8)
    print(f"{out / 'meaning.onnx'}: {(out / 'meaning.onnx').stat().st_size:,} bytes")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "dragoman" / "data" / "model")
    parser.add_argument("--epochs", type=int, default=4)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    random.seed(SEED)
    net = Meaning()
    print(f"{len(blocks())} meetings, {sum(map(len, blocks()))} points; torch {torch.__version__}")
    train(net, options.epochs)
    write(net, options.out)


if __name__ == "__main__":
    main()
