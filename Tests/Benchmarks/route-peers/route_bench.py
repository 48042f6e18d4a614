"""The solver of this package, through its benchmark program; its CPU time is that of the whole process, start and output included."""

import os

import child
import routes_file
from answer import Answer, trouble


def solve(program, path, seconds, seed, core, scratch, patience):
    """One run of `program`; its distance and the cost in its routes file are claims for the checker."""
    file = os.path.join(scratch, "routes.sol")
    words = [program, path, "--seconds", f"{seconds:g}", "--seed", str(seed), "--threads", "1", "--output", file]
    ended = child.run(words, core, scratch, patience)
    if ended.status != 0 or not os.path.exists(file):
        return Answer(None, ended.cpu, ended.wall, trouble=trouble(ended, patience))
    try:
        with open(file, encoding="ascii") as lines:
            routes, cost = routes_file.parse(lines.read())
        _, _, distance, _, iterations = ended.output.split()
        distance, iterations = routes_file.tenths(distance), int(iterations)
    except (ValueError, routes_file.RoutesError) as error:
        return Answer(None, ended.cpu, ended.wall, trouble=f"not understood: {error}")
    if cost != distance:
        return Answer(None, ended.cpu, ended.wall, trouble=f"prints distance {distance} and writes cost {cost}, in tenths")
    return Answer(routes, ended.cpu, ended.wall, iterations, claimed=distance)
