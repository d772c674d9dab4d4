"""An ingest that is killed, or whose disk is full, ends after a restart with what one clean run gives, byte for byte.

bench/kill.py does the same with the real coder, 500 documents and 50 moments.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from store_at_hand import tmpfs

from dragoman.cli import main
from dragoman.store import Store

TESTS = Path(__file__).parent
DOCUMENTS = 40
MOMENTS = 5
SEED = 7

# Adds with a coder that needs no parser; kills itself, as `kill -9` would, at the statement to the database asked for.
INGEST = """import os, signal, sys
sys.path.insert(0, sys.argv[1])
from sqlalchemy import event
from sqlalchemy.engine import Engine
import dragoman.pipeline
from store_at_hand import code_document
dragoman.pipeline.code_document = code_document
left = int(sys.argv[2])

@event.listens_for(Engine, "before_cursor_execute")
@event.listens_for(Engine, "commit")
def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

from dragoman.cli import main
try:
    main(sys.argv[3:])
finally:
    print(int(sys.argv[2]) - left, file=sys.stderr)
"""


def ingest(archive: Path, db: Path, kill_at: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", INGEST, str(TESTS), str(kill_at), "add", str(archive), "--db", str(db)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def export(db: Path) -> str:
    """All that a user can see of a store, and the vectors of its claims."""
    shown = [
        CliRunner().invoke(main, [*words, "--db", str(db)]).stdout
        for words in (["query", "--format", "jsonl"], ["list", "--all", "--format", "jsonl"])
    ]
    with Store(db, read_only=True) as store:
        vectors = store.vectors()
    assert all(shown) and len(set(vectors.values())) > 9
    return "".join([*shown, *(f"{claim} {vectors[claim].hex()}\n" for claim in sorted(vectors))])


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents of which some come twice, some at two places, some in two versions, and one cannot be coded."""
    path = tmp_path_factory.mktemp("kill") / "archive.jsonl"
    chance = random.Random(SEED)
    rows = []
    for n in range(DOCUMENTS):
        lines = [
            f"{chance.choice(['PAK', 'IND', 'FRA'])}>ECU CONSULT visit 2021-03-{1 + k:02} actual -: round {n} of talks"
            for k in range(chance.randint(1, 4))
        ]
        rows.append({"text": "\n".join(lines), "url": f"https://a.example/{n % 30}", "id": str(n % 30)})
    rows.insert(11, {**rows[3], "url": "https://b.example/3"})
    rows.insert(22, {"text": "FAULT"})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture(scope="module")
def clean(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, int]:
    """What one clean run exports, and how many statements it takes."""
    db = tmp_path_factory.mktemp("clean") / "s.db"
    done = ingest(archive, db)
    assert done.returncode == 1 and "could not be coded" in done.stderr
    with Store(db) as store:
        assert len(store.documents()) == 31 and len(store.documents(every_version=True)) == DOCUMENTS
    return export(db), int(done.stderr.split()[-1])


@pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of POSIX")
@pytest.mark.parametrize("share", [random.Random(SEED + k).random() for k in range(MOMENTS)])
def test_killed_at_any_moment_it_goes_on(archive: Path, clean: tuple[str, int], tmp_path: Path, share: float) -> None:
    wanted, statements = clean
    db = tmp_path / "s.db"
    killed = ingest(archive, db, kill_at=1 + int(share * statements))
    assert killed.returncode == -signal.SIGKILL
    ingest(archive, db)
    assert export(db) == wanted
    with Store(db) as store:
        assert store.check() == []


def test_killed_again_and_again_it_ends_the_same(archive: Path, clean: tuple[str, int], tmp_path: Path) -> None:
    wanted, statements = clean
    db = tmp_path / "s.db"
    for _ in range(9):
        if ingest(archive, db, kill_at=statements // 3).returncode != -signal.SIGKILL:
            break
    else:
        pytest.fail("it does not go on where it stopped")
    assert export(db) == wanted


def test_a_full_disk_costs_nothing_that_was_stored(archive: Path, clean: tuple[str, int], tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with tmpfs(disk, "6m"):
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(5_600_000))
        db = disk / "s.db"
        full = ingest(archive, db)
        assert full.returncode == 1 and "Traceback" not in full.stderr
        [told] = [line for line in full.stderr.splitlines() if str(db) in line]
        assert "make room and run it again" in told
        ballast.unlink()
        again = ingest(archive, db)
        assert [line for line in again.stderr.splitlines() if str(db) in line] == []
        assert export(db) == clean[0]
        with Store(db) as store:
            assert store.check() == []


ORPHANS = """import os, sys, time
from dragoman.workers import pool
if __name__ == "__main__":
    with pool(2) as held:
        print(*[f.result() for f in [held.submit(os.getpid) for _ in range(2)]], flush=True)
        time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_processes_beside_the_first_end_with_it(tmp_path: Path) -> None:
    (tmp_path / "orphans.py").write_text(ORPHANS)
    first = subprocess.Popen([sys.executable, str(tmp_path / "orphans.py")], stdout=subprocess.PIPE, text=True)
    assert first.stdout
    workers = [int(word) for word in first.stdout.readline().split()]
    assert workers and all(Path(f"/proc/{pid}").exists() for pid in workers)
    first.kill()
    first.wait()
    until = time.monotonic() + 20
    while any(running(pid) for pid in workers) and time.monotonic() < until:
        time.sleep(0.2)
    assert not [pid for pid in workers if running(pid)]


def running(pid: int) -> bool:
    """Whether a process is there and is not only waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
