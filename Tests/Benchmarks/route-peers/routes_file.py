"""Routes as CVRPLIB writes them: `Route #1: 5 3 8`, the last line `Cost 828.9`."""

from decimal import Decimal, InvalidOperation


class RoutesError(Exception):
    """The file holds a line that is neither a route nor a cost."""


def parse(text):
    """The routes in `text`, and the stated cost in tenths, or None where none is stated."""
    routes, cost = [], None
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words:
            continue
        try:
            if words[0] == "Route":
                routes.append([int(word) for word in line.split(":", 1)[1].split()])
            elif words[0].lower() == "cost":
                cost = tenths(words[1])
            else:
                raise ValueError
        except (ValueError, IndexError):
            raise RoutesError(f"routes file, line {number}: neither a route nor a cost: {line[:60]}") from None
    return routes, cost


def tenths(word):
    """The distance `word`, such as 828.9, in tenths; a finer fraction is an error."""
    try:
        value = Decimal(word) * 10
    except InvalidOperation:
        raise ValueError(f"{word} is no distance") from None
    if value != value.to_integral_value():
        raise ValueError(f"{word} is finer than a tenth")
    return int(value)
