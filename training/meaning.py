"""Write the encoder of meaning, `data/model/meaning.onnx`: all-MiniLM-L6-v2 as published, in 8 bits, untrained by us.

pip install -e ".[train]"
python training/meaning.py [--out FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

sys.path.insert(0, str(Path(__file__).parent.parent))
from training.encoders import encoder


class Meaning(nn.Module):
    """Encoder and mean over the pieces, of length 1: the way in which all-MiniLM-L6-v2 was trained to be read."""

    def __init__(self) -> None:
        """With the published weights."""
        super().__init__()
        self.encoder = encoder("minilm")

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Vectors (passages, width) of `ids` and `mask`, (passages, pieces) each."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).float()
        return F.normalize((states * weights).sum(1) / weights.sum(1), dim=-1)


def write(out: Path) -> None:
    """Write meaning.onnx to the folder `out`."""
    net = Meaning().eval()
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


if __name__ == "__main__":
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--out", type=Path, default=Path("dragoman/data/model"))
    write(told.parse_args().out)
