"""PyVRP (iterated local search), with its own parameters, stopped by CPU time between two iterations."""

import pyvrp

import matrix


def solve(instance, allowance, seed):
    """The best routes and the number of iterations."""
    result = pyvrp.solve(
        _problem(instance), stop=lambda best_cost: allowance.spent() >= allowance.seconds, seed=seed, collect_stats=False
    )
    routes = [[stop.idx + 1 for stop in route if stop.is_client()] for route in result.best.routes()]
    return routes, result.num_iterations


def _problem(instance):
    """PyVRP numbers the clients from zero and gives the depot's hours to the vehicles, as its own reader does."""
    depot, distances = instance.places[0], matrix.distances(instance)
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(place.x, place.y) for place in instance.places],
        clients=[
            pyvrp.Client(
                location=number,
                delivery=[place.demand],
                service_duration=place.service,
                tw_early=place.ready,
                tw_late=place.due,
            )
            for number, place in enumerate(instance.places)
            if number > 0
        ],
        depots=[pyvrp.Depot(location=0)],
        vehicle_types=[
            pyvrp.VehicleType(
                num_available=instance.vehicles, capacity=[instance.capacity], tw_early=depot.ready, tw_late=depot.due
            )
        ],
        distance_matrices=[distances],
        duration_matrices=[distances],
    )
