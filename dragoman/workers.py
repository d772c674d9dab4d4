"""Processes that code beside the first one, and that never outlive it."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ProcessPoolExecutor

EVERY = 1.0  # seconds between two looks at whether the first process is still there


def pool(workers: int) -> ProcessPoolExecutor:
    """A pool of so many processes; where the first one is killed, they end too and do not wait for ever."""
    return ProcessPoolExecutor(workers, initializer=_end_with, initargs=(os.getpid(),))


def _end_with(parent: int) -> None:
    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(EVERY)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
