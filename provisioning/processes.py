"""Work for all processors of the machine."""

import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor


def pool() -> ProcessPoolExecutor:
    """As many processes as there are processors for this one; Ctrl-C is for this one alone."""
    return ProcessPoolExecutor(
        len(os.sched_getaffinity(0)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
