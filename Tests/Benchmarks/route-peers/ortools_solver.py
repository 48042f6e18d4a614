"""OR-Tools routing: guided local search, distance only, one worker. It draws nothing at random, so the seed has no effect.

Its limit is one of elapsed time; cpu_clock.c makes that CPU time. The matrices are handed over whole (RegisterTransitMatrix),
so that no Python is called back.
"""

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

import matrix

First = routing_enums_pb2.FirstSolutionStrategy
Metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic

# The cheapest arc leads into a dead end on many instances and does not leave it in any of the budgets; it is tried for this share.
SHARE_FOR_CHEAPEST_ARC = 0.1


def solve(instance, allowance, seed):
    """The best routes, or none; OR-Tools tells no count of iterations."""
    manager = pywrapcp.RoutingIndexManager(len(instance.places), instance.vehicles, 0)
    model = _model(instance, manager)
    trial = _parameters(First.PATH_CHEAPEST_ARC, SHARE_FOR_CHEAPEST_ARC * allowance.left())
    trial.solution_limit = 1
    first = model.SolveWithParameters(trial)
    if first is not None:
        answer = model.SolveFromAssignmentWithParameters(first, _parameters(First.PATH_CHEAPEST_ARC, allowance.left()))
    else:
        answer = model.SolveWithParameters(_parameters(First.PARALLEL_CHEAPEST_INSERTION, allowance.left()))
    if answer is None:
        return None, None
    return [_route(manager, model, answer, vehicle) for vehicle in range(instance.vehicles)], None


def _model(instance, manager):
    """Distance is the only cost; load and time are dimensions. Time counts from zero, waiting is free."""
    model = pywrapcp.RoutingModel(manager)
    places, distances = instance.places, matrix.distances(instance)
    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(distances.tolist()))

    demand = model.RegisterUnaryTransitVector([place.demand for place in places])
    model.AddDimension(demand, 0, instance.capacity, True, "load")

    for number, place in enumerate(places):
        distances[number] += place.service
    closing = places[0].due
    model.AddDimension(model.RegisterTransitMatrix(distances.tolist()), closing, closing, False, "time")
    time = model.GetDimensionOrDie("time")
    for number, place in enumerate(places):
        if number > 0:
            time.CumulVar(manager.NodeToIndex(number)).SetRange(place.ready, min(place.due, closing))
    for vehicle in range(instance.vehicles):
        time.CumulVar(model.Start(vehicle)).SetRange(places[0].ready, closing)
        time.CumulVar(model.End(vehicle)).SetRange(places[0].ready, closing)
    return model


def _parameters(strategy, seconds):
    """The first solution by `strategy`, then guided local search until `seconds` have passed."""
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = strategy
    parameters.local_search_metaheuristic = Metaheuristic.GUIDED_LOCAL_SEARCH
    parameters.sat_parameters.num_workers = 1
    parameters.time_limit.FromMilliseconds(max(1, int(1000 * seconds)))
    return parameters


def _route(manager, model, answer, vehicle):
    """The clients of one vehicle in order."""
    route, index = [], answer.Value(model.NextVar(model.Start(vehicle)))
    while not model.IsEnd(index):
        route.append(manager.IndexToNode(index))
        index = answer.Value(model.NextVar(index))
    return route
