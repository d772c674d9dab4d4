"""Measure Dragoman against development sets and compare with the floors of bench/floors.json.

    python bench/measure.py                 the authored sets (run in CI)
    python bench/measure.py --external DIR  also the third-party sets, DIR holding score.py, dev/ and inputs/
    python bench/measure.py ... --only NAME one measure or set by a part of its name

Prints a table with the machine and the versions, and exits 1 where a figure lies below its floor.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def figure(report: Any, path: str) -> float:
    """The number at a dotted path of a scorer's report."""
    for key in path.split("/"):
        report = report[int(key)] if isinstance(report, list) else report[key]
    return float(report)


def predict(task: str, inputs: Path, out: Path) -> None:
    """Run the adapters in a process of their own."""
    subprocess.run([sys.executable, str(HERE / "predict.py"), task, str(inputs), str(out)], check=True)


def score(scorer: list[str], gold: Path, predictions: Path) -> Any:
    """The scorer's JSON report."""
    done = subprocess.run(
        [sys.executable, *scorer, "--gold", str(gold), "--pred", str(predictions)], check=True, capture_output=True
    )
    return json.loads(done.stdout)


def measure(row: dict[str, Any], external: Path | None, folder: Path) -> dict[str, float]:
    """All figures of one set: {measure: figure}."""
    base = HERE / "authored" if row["kind"] == "authored" else external
    assert base is not None
    inputs = (
        base / "inputs" / f"{row['inputs']}.jsonl" if row["kind"] == "external" else base / f"{row['inputs']}.jsonl"
    )
    gold = base / "dev" / f"{row['gold']}.jsonl" if row["kind"] == "external" else base / f"{row['gold']}.jsonl"
    out = folder / f"{row['task']}-{row['inputs']}.jsonl"
    predict(row["task"], inputs, out)
    scorer = HERE / "score_record.py" if row["kind"] == "authored" else base / row["scorer"]
    command = [str(scorer)] + ([row["scores"]] if row.get("scores") else [])
    report = score(command, gold, out)
    return {name: figure(report, path) for name, path in row["figures"].items()}


def main() -> int:
    """Command line: see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--external", type=Path)
    parser.add_argument("--only", default="")
    opt = parser.parse_args()
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    print(f"dragoman {version('dragoman')}, spacy {version('spacy')}, Python {platform.python_version()}, "
          f"{platform.system()} {platform.machine()}")  # fmt: skip
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for row in floors["sets"]:
            names = [row["task"], row["inputs"], *row["figures"]]
            if not any(opt.only in name for name in names) or (row["kind"] == "external" and not opt.external):
                continue
            for name, value in measure(row, opt.external, Path(folder)).items():
                floor = row["floors"].get(name)
                low = floor is not None and value < floor
                failed += low
                print(
                    f"{row['inputs']:28} {name:34} {value:7.2f}   floor {floor}{'   BELOW' if low else ''}", flush=True
                )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
