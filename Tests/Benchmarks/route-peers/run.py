"""One run: a solver on an instance with a budget and a seed, its answer checked and turned into a row of results."""

import json
import os
import sys
import tempfile
from dataclasses import dataclass
from typing import Optional

import best_known
import child
import route_bench
from answer import Answer, trouble
from checker import check
from results import Row

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = ("pyvrp", "ortools", "vroom")
SOLVERS = ("route-bench", *PEERS)
SEEDLESS = ("ortools", "vroom")
LIMITED_BY_ELAPSED_TIME = ("ortools", "vroom")


@dataclass(frozen=True)
class Bench:
    """What all runs share: our program, the core they run on, and the clock for peers limited by elapsed time, where it could be built."""

    program: str
    core: int
    clock: Optional[str]


def run(bench, solver, instance, path, seconds, seed, best):
    """Runs, checks, and says what came out; a broken solution is a row without a distance and with a note."""
    patience = 60 + 10 * seconds
    with tempfile.TemporaryDirectory(prefix="route-peers-") as scratch:
        if solver == "route-bench":
            answer = route_bench.solve(bench.program, path, seconds, seed, bench.core, scratch, patience)
        else:
            answer = _peer(bench, solver, path, seconds, seed, scratch, patience)
    row = Row(
        instance=instance.name, clients=instance.clients, seconds=seconds, seed=seed, solver=solver, best=best, cpu=answer.cpu,
        wall=answer.wall, iterations=answer.iterations,
    )
    if answer.routes is None:
        return row._replace(note=answer.trouble or "nothing found")
    verdict = check(instance, answer.routes, answer.claimed)
    if verdict.faults:
        more = f" (and {len(verdict.faults) - 1} more)" if len(verdict.faults) > 1 else ""
        return row._replace(note=f"refused: {verdict.faults[0]}{more}")
    return row._replace(
        vehicles=verdict.vehicles, distance=verdict.distance, gap=best_known.gap(verdict.distance, best)
    )


def _peer(bench, solver, path, seconds, seed, scratch, patience):
    """A peer in a process of its own; the CPU time is what it counted after its packages were loaded."""
    file = os.path.join(scratch, "answer.json")
    words = [sys.executable, os.path.join(HERE, "peer.py"), solver, path, f"{seconds:g}", str(seed), file]
    clock = bench.clock if solver in LIMITED_BY_ELAPSED_TIME else None
    ended = child.run(words, bench.core, scratch, patience, preload=clock)
    if ended.status != 0 or not os.path.exists(file):
        return Answer(None, ended.cpu, ended.wall, trouble=trouble(ended, patience))
    with open(file, encoding="ascii") as lines:
        told = json.load(lines)
    return Answer(told["routes"], told["cpu"], ended.wall, told["iterations"])
