"""A trained network -> the files that the package ships: ONNX with 8-bit weights, the word pieces, the answers."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn


def ship(net: nn.Module, out: Path, vocabulary: Path, answers: dict[str, list[str]], heat: dict[str, float]) -> None:
    """Write encoder.onnx, vocab.txt and model.json to the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    net.eval()
    ones = torch.ones((1, 12), dtype=torch.long)
    axes = {"ids": {1: "pieces"}, "mask": {1: "pieces"}, "focus": {1: "triggers", 2: "pieces"}}
    axes |= {name: {1: "triggers"} for name in answers}
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer's remarks on constant shapes
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            net, (ones, ones, ones.float().unsqueeze(0)), str(whole), input_names=["ids", "mask", "focus"],
            output_names=list(answers), dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            whole, out / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=_outside(whole)
        )
    shutil.copyfile(vocabulary, out / "vocab.txt")
    digest = hashlib.sha256((out / "encoder.onnx").read_bytes()).hexdigest()
    told = {"answers": answers, "temperature": heat, "encoder_sha256": digest}
    (out / "model.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _outside(whole: Path) -> list[str]:
    """The nodes after the encoder: in 8 bits, the answer for one trigger would depend on the others of its passage."""
    return [node.name for node in onnx.load(whole).graph.node if not node.name.startswith("/encoder")]
