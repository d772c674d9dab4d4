"""Kill an ingest with `kill -9` at random moments, start it again, and compare with one clean run, byte for byte.

    python bench/kill.py [--documents 500] [--moments 50] [--workers 1] [--full-disk]

Documents are short invented texts, coded by `dragoman add` as users run it. An ingest is killed and started again
until it comes to its end, then another, until so many moments were tried; each store is exported in the end. With
--full-disk (as root) the same is done once on a small tmpfs that is full at first. Exit status 1 where an export
differs or `dragoman db check` finds something.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from dragoman.store import Store

SEED = 5
SIDES = ["Chile", "Peru", "Ecuador", "Kenya", "Norway", "Japan", "Ghana", "Cuba", "Oman", "Nepal"]
DEEDS = ["{a} and {b} signed an agreement on {x}", "{a} accused {b} of blocking {x}", "{a} recalled its ambassador to "
         "{b} over {x}", "The foreign minister of {a} visited {b} for talks on {x}", "{a} threatened to close its "
         "border with {b} over {x}", "{a} sent aid to {b} after a row about {x}"]  # fmt: skip
THINGS = ["fishing", "water", "trade", "visas", "a pipeline", "refugees", "air traffic", "grain", "timber", "rail"]


def archive(path: Path, documents: int) -> None:
    """Invented reports: some come twice, some in two versions at one address."""
    chance = random.Random(SEED)
    with path.open("w", encoding="utf-8") as stream:
        for n in range(documents):
            day = f"2024-{1 + n % 12:02}-{1 + n % 28:02}"
            said = []
            for _ in range(chance.randint(1, 3)):
                a, b = chance.sample(SIDES, 2)
                deed = chance.choice(DEEDS).format(a=a, b=b, x=chance.choice(THINGS))
                said.append(f"{deed}, the foreign ministry said on Monday.")
            row = {"text": " ".join(said) + f" This is report {n}.", "date": day,
                   "url": f"https://news.example/{n % (documents * 9 // 10)}"}  # fmt: skip
            stream.write(json.dumps(row) + "\n")
            if n % 50 == 7:
                stream.write(json.dumps({**row, "url": f"https://copy.example/{n}"}) + "\n")


def command(*words: str) -> list[str]:
    """A `dragoman` command line."""
    return [sys.executable, "-m", "dragoman", *words]


def add(path: Path, db: Path, workers: int) -> subprocess.Popen[bytes]:
    """An ingest that runs, in a process group of its own."""
    words = command("add", str(path), "--db", str(db), "--workers", str(workers))
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def export(db: Path) -> bytes:
    """All that a user can see of a store, and the vectors of its claims, after a check of it."""
    subprocess.run(command("db", "check", "--db", str(db)), check=True, stdout=subprocess.DEVNULL)
    shown = (["query", "--format", "jsonl"], ["list", "--all", "--format", "jsonl"])
    told = [subprocess.run(command(*w, "--db", str(db)), check=True, capture_output=True).stdout for w in shown]
    with Store(db, read_only=True) as store:
        vectors = sorted(store.vectors().items())
    assert vectors, "coding stores vectors"
    return b"".join([*told, *(claim.encode() + vector for claim, vector in vectors)])


def stored(db: Path) -> int:
    """How many documents a store holds, 0 where it is none yet."""
    told = subprocess.run(command("list", "--all", "--db", str(db)), check=False, capture_output=True)
    return len(told.stdout.splitlines())


def killed(path: Path, db: Path, workers: int, within: float, most: int, chance: random.Random) -> list[int]:
    """Kill an ingest at random moments, each time starting it again, until it ends or was killed `most` times.

    How many documents were stored at each moment. In the end it is let run.
    """
    held: list[int] = []
    while len(held) < most:
        running = add(path, db, workers)
        try:
            running.wait(chance.uniform(0, within))
            return held
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            held.append(stored(db))
    assert add(path, db, workers).wait() == 0
    return held


def full_disk(path: Path, folder: Path, workers: int, wanted: bytes) -> bool:
    """Whether an ingest onto a full disk says so, and ends well when there is room."""
    disk = folder / "disk"
    disk.mkdir()
    needed = (folder / "clean.db").stat().st_size
    size = 2 * needed + 8_000_000
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], check=True)
    try:
        (disk / "ballast").write_bytes(bytes(size - needed * 2 // 3))
        first = add(path, disk / "s.db", workers)
        told = (first.communicate()[1] or b"").decode()
        print(f"full disk: exit status {first.returncode}, {stored(disk / 's.db')} documents stored: {told.strip()}")
        (disk / "ballast").unlink()
        ended = add(path, disk / "s.db", workers).wait()
        return first.returncode == 1 and ended == 0 and export(disk / "s.db") == wanted
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def main() -> None:
    """Command line: see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--full-disk", action="store_true")
    opt = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="dragoman-kill-"))
    path = folder / "archive.jsonl"
    archive(path, opt.documents)
    begun = time.perf_counter()
    assert add(path, folder / "clean.db", opt.workers).wait() == 0
    taken = time.perf_counter() - begun
    wanted = export(folder / "clean.db")
    print(f"dragoman {version('dragoman')}, Python {platform.python_version()}, {platform.machine()}, "
          f"{os.cpu_count()} cores: {stored(folder / 'clean.db')} documents in {taken:.1f} s, {len(wanted):,} bytes "
          "of export", flush=True)  # fmt: skip
    chance, wrong, kills, ingests = random.Random(SEED), 0, 0, 0
    while kills < opt.moments:
        db = folder / f"{ingests}.db"
        held = killed(path, db, opt.workers, taken / 3, opt.moments - kills, chance)
        kills, ingests = kills + len(held), ingests + 1
        wrong += export(db) != wanted
        print(f"ingest {ingests}: killed when {held} documents were stored; {wrong} exports differ so far", flush=True)
    print(f"{kills} moments in {ingests} ingests: {wrong} exports differ", flush=True)
    if opt.full_disk:
        wrong += not full_disk(path, folder, opt.workers, wanted)
        print(f"full disk: {'differs' if wrong else 'the same bytes in the end'}")
    shutil.rmtree(folder)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
