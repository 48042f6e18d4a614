"""Best known distances: a CSV file with the columns instance, distance and convention; only rows of convention `dimacs` count."""

import csv

from routes_file import tenths


def read(path):
    """Instance name to best known distance in tenths."""
    with open(path, newline="", encoding="utf-8") as file:
        return {row["instance"]: tenths(row["distance"]) for row in csv.DictReader(file) if row["convention"] == "dimacs"}


def gap(distance, best):
    """Percent above the best known, both in tenths."""
    return 100 * (distance - best) / best
