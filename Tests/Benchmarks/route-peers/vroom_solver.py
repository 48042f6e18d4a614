"""VROOM at exploration level 5 on one thread, with its own limit. It draws nothing at random: the seed has no effect.

Its limit is one of elapsed time; cpu_clock.c makes that CPU time. It ends by itself when its searches are done, often long
before a large budget; and it does not always keep a small one, since the building of first solutions is not interrupted.
"""

from datetime import timedelta

import vroom

import matrix


def solve(instance, allowance, seed):
    """The best routes; VROOM leaves clients out rather than fail, which the checker notices."""
    places, problem = instance.places, vroom.Input()
    problem.set_durations_matrix("car", matrix.distances(instance))
    depot = places[0]
    problem.add_vehicle(
        [
            vroom.Vehicle(
                number, start=0, end=0, capacity=[instance.capacity], time_window=vroom.TimeWindow(depot.ready, depot.due)
            )
            for number in range(instance.vehicles)
        ]
    )
    problem.add_job(
        [
            vroom.Job(
                number,
                location=number,
                default_service=place.service,
                delivery=vroom.Amount([place.demand]),
                time_windows=[vroom.TimeWindow(place.ready, place.due)],
            )
            for number, place in enumerate(places)
            if number > 0
        ]
    )
    answer = problem.solve(exploration_level=5, nb_threads=1, timeout=timedelta(seconds=allowance.left()))
    routes = {}
    steps = answer.routes
    for vehicle, kind, client in zip(steps["vehicle_id"], steps["type"], steps["id"]):
        if kind == "job":
            routes.setdefault(vehicle, []).append(int(client))
    return list(routes.values()), None
