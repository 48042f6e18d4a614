"""The results file: one CSV row per run, written to the disk at once, so that a stopped comparison loses nothing."""

import csv
import os
from typing import NamedTuple, Optional

from best_known import gap
from routes_file import tenths

COLUMNS = "instance clients seconds seed solver vehicles distance best_known gap_percent cpu wall iterations note".split()


class Row(NamedTuple):
    """One run; distance and best known in tenths, gap in percent; no distance: nothing feasible, `note` says why."""

    instance: str
    clients: int
    seconds: float
    seed: int
    solver: str
    best: int
    cpu: float
    wall: float
    vehicles: Optional[int] = None
    distance: Optional[int] = None
    gap: Optional[float] = None
    iterations: Optional[int] = None
    note: str = ""

    @property
    def key(self):
        """What makes a run the same run."""
        return self.instance, self.seconds, self.seed, self.solver

    def line(self):
        """instance budget seed solver gap% distance cpu, and the note."""
        gap = "none" if self.gap is None else f"{self.gap:.2f}%"
        distance = "none" if self.distance is None else f"{self.distance / 10:.1f}"
        note = f"  {self.note}" if self.note else ""
        return f"{self.instance:<10} {self.seconds:>4g} {self.seed:>3} {self.solver:<11} {gap:>8} {distance:>9} {self.cpu:7.2f}{note}"


def append(path, row):
    """Adds a row, and the headings to a file that is new."""
    with open(path, "a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        if file.tell() == 0:
            writer.writerow(COLUMNS)
        writer.writerow(
            [
                row.instance, row.clients, f"{row.seconds:g}", row.seed, row.solver, _or_none(row.vehicles, "d"),
                "none" if row.distance is None else f"{row.distance / 10:.1f}", f"{row.best / 10:.1f}", _or_none(row.gap, ".4f"),
                f"{row.cpu:.3f}", f"{row.wall:.3f}", "" if row.iterations is None else row.iterations, row.note,
            ]
        )
        file.flush()
        os.fsync(file.fileno())


def read(path):
    """The rows of the file; gaps are computed again from distance and best known."""
    rows = []
    with open(path, newline="", encoding="utf-8") as file:
        for cells in csv.DictReader(file):
            distance = None if cells["distance"] == "none" else tenths(cells["distance"])
            best = tenths(cells["best_known"])
            rows.append(
                Row(
                    cells["instance"], int(cells["clients"]), float(cells["seconds"]), int(cells["seed"]), cells["solver"], best,
                    float(cells["cpu"]), float(cells["wall"]),
                    None if cells["vehicles"] == "none" else int(cells["vehicles"]), distance,
                    None if distance is None else gap(distance, best),
                    int(cells["iterations"]) if cells["iterations"] else None, cells["note"],
                )
            )
    return rows


def _or_none(value, form):
    return "none" if value is None else format(value, form)
