"""A process pinned to one core, with the CPU time it used."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Ended:
    """How a child ended: exit status (negative: the signal), CPU and elapsed seconds, what it printed."""

    status: int
    cpu: float
    wall: float
    output: str
    errors: str


def run(words, core, scratch, patience, preload=None):
    """Runs `words` on `core`; after `patience` elapsed seconds it is killed.

    `scratch` is a directory for what it prints, `preload` a library it is started with.
    """
    out, err = os.path.join(scratch, "out"), os.path.join(scratch, "err")
    environment = {**os.environ, "LD_PRELOAD": preload} if preload else None
    began = time.monotonic()
    with open(out, "wb") as output, open(err, "wb") as errors:
        child = subprocess.Popen(
            ["taskset", "-c", str(core), *words], stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env=environment
        )
    previous = signal.signal(signal.SIGALRM, lambda *_: child.kill())
    signal.setitimer(signal.ITIMER_REAL, patience)
    try:
        _, status, usage = os.wait4(child.pid, 0)
    except BaseException:
        child.kill()
        raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
    child.returncode = os.waitstatus_to_exitcode(status)  # so that Popen does not wait for it again
    return Ended(
        child.returncode, usage.ru_utime + usage.ru_stime, time.monotonic() - began, _text(out), _text(err)
    )


def _text(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()
