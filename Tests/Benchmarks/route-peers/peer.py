"""One run of one peer, in a process of its own: peer.py SOLVER INSTANCE SECONDS SEED ANSWER.json

The package is loaded before the allowance begins: its import is a present to the peer. Reading the file and preparing the data
are not.
"""

import importlib
import json
import sys

import instance
from allowance import Allowance


def main():
    """Solves, measures itself, and writes the routes."""
    solver, path, seconds, seed, answer = sys.argv[1:]
    module = importlib.import_module(f"{solver}_solver")
    allowance = Allowance(float(seconds))
    routes, iterations = module.solve(instance.read(path), allowance, int(seed))
    spent = allowance.spent()
    with open(answer, "w", encoding="ascii") as file:
        json.dump({"routes": routes, "iterations": iterations, "cpu": spent}, file)


main()
