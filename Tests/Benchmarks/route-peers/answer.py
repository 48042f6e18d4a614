"""What a solver handed in, before anybody checked it."""

from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Answer:
    """Routes (None: nothing found), the CPU seconds used, and where told: iterations, own distance in tenths, a trouble in words."""

    routes: Optional[list]
    cpu: float
    wall: float
    iterations: Optional[int] = None
    claimed: Optional[int] = None
    trouble: str = ""


def trouble(ended, patience):
    """Why a child that gave no answer gave none: its last words, or the signal."""
    if ended.status == -9 and ended.wall >= patience:
        return f"stopped after {patience:.0f} s"
    last = (ended.errors.strip().splitlines() or ["nothing said"])[-1]
    return f"exit status {ended.status}: {last[:160]}"
