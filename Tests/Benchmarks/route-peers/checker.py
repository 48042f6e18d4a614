"""The one checker: every solution of every solver is judged here, from the instance alone.

It shares no arithmetic with a solver: distances are recomputed in whole numbers, each route is driven stop by stop.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """What the checker found: distance in tenths, vehicles that leave the depot, and each broken rule in words."""

    distance: int
    vehicles: int
    faults: tuple


def check(instance, routes, claimed=None):
    """Judges `routes`, lists of client numbers without the depot; an empty route is a vehicle that stays at home.

    `claimed` is the distance in tenths that the solver itself states, where it states one.
    """
    faults = []
    driven = [route for route in routes if route]
    if len(driven) > instance.vehicles:
        faults.append(f"vehicles: {len(driven)} used, {instance.vehicles} available")
    faults += _coverage(instance, driven)
    distance = 0
    for number, route in enumerate(driven, 1):
        if any(not 1 <= client <= instance.clients for client in route):
            continue  # named by _coverage already, and there is nowhere to drive to
        faults += _load(instance, number, route)
        length, late = _drive(instance, number, route)
        distance += length
        faults += late
    if claimed is not None and claimed != distance:
        faults.append(f"claim: {claimed / 10:.1f} stated, {distance / 10:.1f} recomputed")
    return Verdict(distance, len(driven), tuple(faults))


def _coverage(instance, routes):
    """Every client once, and nobody else."""
    visits = [0] * (instance.clients + 1)
    faults = []
    for client in (client for route in routes for client in route):
        if 1 <= client <= instance.clients:
            visits[client] += 1
        else:
            faults.append(f"client: {client} does not exist, clients are 1 to {instance.clients}")
    for client in range(1, instance.clients + 1):
        if visits[client] != 1:
            faults.append(f"visits: client {client} visited {visits[client]} times")
    return faults


def _load(instance, number, route):
    """No vehicle carries more than it can."""
    load = sum(instance.places[client].demand for client in route)
    return [f"load: route {number} carries {load}, capacity {instance.capacity}"] if load > instance.capacity else []


def _drive(instance, number, route):
    """Drives one route from the depot's opening and back; its length in tenths, and each lateness."""
    depot = instance.places[0]
    faults, length, here, time = [], 0, 0, depot.ready
    for client in route:
        leg = instance.distance(here, client)
        place = instance.places[client]
        length += leg
        time += leg
        if time > place.due:
            faults.append(f"window: route {number} reaches client {client} at {time}, closed since {place.due}")
        time = max(time, place.ready) + place.service
        here = client
    leg = instance.distance(here, 0)
    if time + leg > depot.due:
        faults.append(f"depot: route {number} is back at {time + leg}, closed since {depot.due}")
    return length + leg, faults
