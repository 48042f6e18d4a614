"""Runs the solvers in turn on the same instances and prints the tables; see README.md beside this file."""

import argparse
import os
import signal
import sys
import tempfile
import time

import best_known
import cpu_clock
import instance
import results
import table
from run import LIMITED_BY_ELAPSED_TIME, SEEDLESS, SOLVERS, Bench, run


def main(words):
    """`table FILE` prints the tables of an earlier run; anything else is a comparison."""
    if words[:1] == ["table"]:
        return print_tables(words[1:])
    options = _options(words)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # an exit on the way takes the running solver along
    try:
        groups = table.parse_groups(options.groups) if options.groups else None
        best = best_known.read(options.bks)
        instances = [(instance.read(path), os.path.abspath(path)) for path in options.instances]
    except (OSError, ValueError, KeyError, instance.InstanceError) as error:
        return _refuse(error)
    unknown = [one.name for one, _ in instances if one.name not in best]
    if unknown:
        return _refuse(f"{options.bks} has no dimacs row for {', '.join(unknown)}; add the row or leave the instance out")
    program = os.path.abspath(options.route_bench) if options.route_bench else ""
    if "route-bench" in options.solvers and not (os.path.isfile(program) and os.access(program, os.X_OK)):
        return _refuse("--route-bench must name the program: swift build -c release --product route-bench; or name other --solvers")
    output = options.output or os.path.join(tempfile.gettempdir(), time.strftime("route-peers-%Y%m%d-%H%M%S.csv"))
    if os.path.exists(output) and not options.resume:
        return _refuse(f"{output} exists; go on with --resume or name another --output")
    rows = results.read(output) if os.path.exists(output) else []
    print(f"core {options.core}; results: {output}", flush=True)
    done = {row.key for row in rows}
    with tempfile.TemporaryDirectory(prefix="route-peers-") as scratch:
        bench = Bench(program, options.core, cpu_clock.build(scratch))
        if bench.clock is None:
            print(f"no C compiler: {' and '.join(LIMITED_BY_ELAPSED_TIME)} are stopped by elapsed time", flush=True)
        for solver, one, path, seconds, seed in _turns(options, instances):
            if (one.name, seconds, seed, solver) in done:
                continue
            row = run(bench, solver, one, path, seconds, seed, best[one.name])
            results.append(output, row)
            rows.append(row)
            print(row.line(), flush=True)
    print("\n" + table.render(rows, groups))
    return 0


def print_tables(words):
    """The tables alone."""
    parser = argparse.ArgumentParser(prog="compare table", description="Prints the tables of a results file.")
    parser.add_argument("results")
    parser.add_argument("--groups", help='such as "100:C104,C204;200:RC2_2_5"; by number of clients when not given')
    options = parser.parse_args(words)
    try:
        print(table.render(results.read(options.results), table.parse_groups(options.groups) if options.groups else None))
    except (OSError, ValueError, KeyError) as error:
        return _refuse(error)
    return 0


def _turns(options, instances):
    """Every run in its order: the solvers take turns, so that what disturbs the machine disturbs them all."""
    for one, path in instances:
        for seconds in options.seconds:
            for seed in options.seeds:
                for solver in options.solvers:
                    if options.seedless_once and solver in SEEDLESS and seed != options.seeds[0]:
                        continue
                    yield solver, one, path, seconds, seed


def _options(words):
    parser = argparse.ArgumentParser(
        prog="compare", description="Compares route-bench with its peers on Solomon and Homberger instances, DIMACS rule.",
        epilog="compare table RESULTS.csv prints the tables again; compare --self-test tries the checker; --venv DIR is read before."
    )
    parser.add_argument("instances", nargs="+", metavar="INSTANCE", help="a Solomon or Homberger file")
    parser.add_argument("--seconds", type=_list(float), default=[1, 5, 30], help="CPU seconds with preparation, such as 1,5,30")
    parser.add_argument("--seeds", type=_list(int), default=[1, 2, 3], help="such as 1,2,3")
    parser.add_argument("--bks", required=True, metavar="FILE.csv", help="best known distances")
    parser.add_argument("--route-bench", metavar="PATH", help="the built program")
    parser.add_argument("--solvers", type=_solvers, default=list(SOLVERS), help=f"some of {','.join(SOLVERS)}")
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)), help="the core they run on; the last when not given")
    parser.add_argument("--output", metavar="FILE.csv", help="results file; a new one among the temporary files when not given")
    parser.add_argument("--resume", action="store_true", help="go on with the results file, skip the runs it has")
    parser.add_argument("--seedless-once", action="store_true", help=f"{', '.join(SEEDLESS)} use no seed: run them with the first")
    parser.add_argument("--groups", help='tables, such as "100:C104,C204;200:RC2_2_5"; by number of clients when not given')
    return parser.parse_args(words)


def _list(kind):
    def parse(text):
        values = [kind(word) for word in text.split(",")]
        if any(value <= 0 for value in values):
            raise argparse.ArgumentTypeError(f"numbers above zero expected, found {text}")
        return values

    return parse


def _solvers(text):
    words = text.split(",")
    unknown = [word for word in words if word not in SOLVERS]
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}; known: {', '.join(SOLVERS)}")
    return words


def _refuse(reason):
    print(f"compare: {reason}", file=sys.stderr)
    return 64


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
