"""An instance of vehicle routing with time windows, read from a Solomon or Homberger file under the DIMACS rule.

Lengths, times, windows and service are tenths: what the file says, times ten. Distance and travel time are the same number,
the Euclidean distance times ten, cut to an integer (12th DIMACS implementation challenge, VRPTW track).
"""

from dataclasses import dataclass
from math import isqrt


class InstanceError(Exception):
    """The file is no Solomon or Homberger instance; the message names the file, the line and what was expected."""


@dataclass(frozen=True)
class Place:
    """The depot or a client. Service begins inside [ready, due]; waiting before `ready` costs nothing."""

    x: int
    y: int
    demand: int
    ready: int
    due: int
    service: int


@dataclass(frozen=True)
class Instance:
    """Place 0 is the depot, whose window is its opening hours; places 1... are the clients."""

    name: str
    vehicles: int
    capacity: int
    places: tuple

    @property
    def clients(self):
        """How many clients there are."""
        return len(self.places) - 1

    def distance(self, a, b):
        """Tenths from place `a` to place `b`, in whole numbers: floor(10 * sqrt(s)) is isqrt(100 * s)."""
        p, q = self.places[a], self.places[b]
        return isqrt(100 * ((p.x - q.x) ** 2 + (p.y - q.y) ** 2))


def read(path):
    """The instance in the file at `path`."""
    with open(path, encoding="ascii") as file:
        lines = [(number, line.split()) for number, line in enumerate(file, 1) if line.strip()]
    name = lines[0][1][0] if lines else path
    rows = [(number, words) for number, words in lines[1:] if words[0].lstrip("-").isdigit()]
    if len(rows) < 3:
        raise InstanceError(f"{path}: a line of vehicles, a depot and a client are needed; {len(rows)} lines of numbers found")
    vehicles, capacity = _numbers(path, rows[0], 2)
    places = []
    for expected, row in enumerate(rows[1:]):
        number, x, y, demand, ready, due, service = _numbers(path, row, 7)
        if number != expected:
            raise InstanceError(f"{path}:{row[0]}: client {expected} expected, {number} found")
        places.append(Place(x, y, demand, 10 * ready, 10 * due, 10 * service))
    return Instance(name, vehicles, capacity, tuple(places))


def _numbers(path, row, count):
    """The whole numbers of a line, or an error that shows the line."""
    line, words = row
    try:
        numbers = [int(word) for word in words]
    except ValueError:
        numbers = []
    if len(numbers) != count:
        raise InstanceError(f"{path}:{line}: {count} whole numbers expected, found: {' '.join(words)}")
    return numbers
