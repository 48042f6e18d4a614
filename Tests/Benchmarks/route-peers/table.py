"""The tables: per group of instances, solvers against budgets, the mean gap in percent, and the CPU seconds that were really used."""

from statistics import fmean


def parse_groups(text):
    """`100:C104,C204;200:RC2_2_5` as a list of (title, instance names)."""
    groups = []
    for part in filter(None, text.split(";")):
        title, _, names = part.partition(":")
        if not names:
            raise ValueError(f"a group is TITLE:INSTANCE,INSTANCE; found {part}")
        groups.append((title, [name for name in names.split(",") if name]))
    return groups


def by_size(rows):
    """The groups nobody asked for: one for each number of clients."""
    names = {}
    for row in rows:
        names.setdefault(row.clients, {})[row.instance] = None
    return [(str(clients), list(names[clients])) for clients in sorted(names)]


def render(rows, groups=None):
    """Markdown, one pair of tables for each group."""
    parts = []
    for title, names in groups or by_size(rows):
        chosen = [row for row in rows if row.instance in names]
        absent = [name for name in names if all(row.instance != name for row in chosen)]
        parts.append(_group(title, names, chosen, absent))
    return "\n".join(parts)


def _group(title, names, rows, absent):
    budgets = sorted({row.seconds for row in rows})
    solvers = list(dict.fromkeys(row.solver for row in rows))
    seeds = len({row.seed for row in rows})
    lines = [f"### {title}: {', '.join(names)}; {seeds} seed{'' if seeds == 1 else 's'}", ""]
    if absent:
        lines += [f"No run yet: {', '.join(absent)}.", ""]
    head = " | ".join(f"{budget:g} s" for budget in budgets)
    for heading, cell in (("Mean gap to best known, %", _gap), ("CPU seconds, mean (most)", _cpu)):
        lines += [f"| {heading} | {head} |", "|---|" + "---:|" * len(budgets)]
        for solver in solvers:
            cells = [cell([row for row in rows if row.solver == solver and row.seconds == budget]) for budget in budgets]
            lines.append(f"| {solver} | {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def _gap(rows):
    """The mean over the runs that found something, and how many did not; a mean with a none in it flatters."""
    if not rows:
        return ""
    gaps = [row.gap for row in rows if row.gap is not None]
    nones = len(rows) - len(gaps)
    if not gaps:
        return f"none ({nones} of {len(rows)})"
    return f"{fmean(gaps):.2f}" + (f" ({nones} of {len(rows)} none)" if nones else "")


def _cpu(rows):
    return f"{fmean(row.cpu for row in rows):.2f} ({max(row.cpu for row in rows):.2f})" if rows else ""
