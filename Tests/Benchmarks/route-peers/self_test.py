"""The checker, the readers and the table on cases made by hand; needs no network and no peer. `compare --self-test` runs it."""

import os
import subprocess
import sys
import tempfile
import unittest

import best_known
import cpu_clock
import instance
import results
import routes_file
import table
from checker import check

# Four clients on a line east of the depot, one vehicle beyond need; what the file says, so times ten in the instance.
#
#   depot 0 at x = 0, open [0, 100];   clients at x = 10, 20, 30, 40, demand 4, service 5
LINE = """LINE

VEHICLE
NUMBER     CAPACITY
  2         10

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0         0          0         0        100          0
    1     10         0          4         0         90          5
    2     20         0          4        35         90          5
    3     30         0          4         0         40          5
    4     40         0          4         0         52          5
"""


def read(text):
    """The instance that a file with `text` holds."""
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "instance.txt")
        with open(path, "w", encoding="ascii") as file:
            file.write(text)
        return instance.read(path)


class Checker(unittest.TestCase):
    """Each rule by one solution that keeps it and one that breaks it alone."""

    def faults(self, routes, claimed=None, change=("", "")):
        """The faults of `routes` on LINE with one piece of its text changed."""
        return list(check(read(LINE.replace(*change)), routes, claimed).faults)

    def test_a_right_solution_passes_with_its_distance(self):
        # 0 -> 1 at 10, away 15; -> 2 at 25, waits until 35, away 40; home at 60: length 10 + 10 + 20 = 40
        # 0 -> 3 at 30, away 35; -> 4 at 45, away 50; home at 90:                length 30 + 10 + 40 = 80
        verdict = check(read(LINE), [[1, 2], [3, 4]], claimed=1200)
        self.assertEqual((verdict.distance, verdict.vehicles, verdict.faults), (1200, 2, ()))

    def test_a_vehicle_that_stays_at_home_is_no_vehicle(self):
        verdict = check(read(LINE), [[1, 2], [], [3, 4]])
        self.assertEqual((verdict.distance, verdict.vehicles, verdict.faults), (1200, 2, ()))

    def test_a_client_left_out(self):
        self.assertEqual(self.faults([[1, 2], [3]]), ["visits: client 4 visited 0 times"])

    def test_no_routes_at_all(self):
        self.assertEqual(len(self.faults([])), 4)

    def test_a_client_visited_by_two_vehicles(self):
        self.assertEqual(self.faults([[1, 2], [3, 4, 1]], change=("10\n\nCUST", "12\n\nCUST")), ["visits: client 1 visited 2 times"])

    def test_a_client_visited_twice_by_one_vehicle(self):
        self.assertEqual(self.faults([[1, 2, 2], [3, 4]], change=("10\n\nCUST", "12\n\nCUST")), ["visits: client 2 visited 2 times"])

    def test_a_client_who_does_not_exist(self):
        self.assertEqual(self.faults([[1, 2], [3, 4, 5]]), ["client: 5 does not exist, clients are 1 to 4"])

    def test_the_depot_is_no_client(self):
        self.assertEqual(self.faults([[1, 0, 2], [3, 4]]), ["client: 0 does not exist, clients are 1 to 4"])

    def test_capacity_reached_passes_and_one_less_fails(self):
        self.assertEqual(self.faults([[1, 2], [3, 4]], change=("10\n\nCUST", "8\n\nCUST")), [])
        self.assertEqual(
            self.faults([[1, 2], [3, 4]], change=("10\n\nCUST", "7\n\nCUST")),
            ["load: route 1 carries 8, capacity 7", "load: route 2 carries 8, capacity 7"],
        )

    def test_arrival_at_the_end_of_the_window_passes_and_a_unit_later_fails(self):
        # client 4 is reached at 45 after the service at 3; without that service it would be 40
        last = "40         0          4         0         52"
        self.assertEqual(self.faults([[1, 2], [3, 4]], change=(last, last.replace("52", "45"))), [])
        self.assertEqual(
            self.faults([[1, 2], [3, 4]], change=(last, last.replace("52", "44"))),
            ["window: route 2 reaches client 4 at 450, closed since 440"],
        )

    def test_waiting_delays_what_follows(self):
        # 2 opens at 35: away 40, at 1 by 50; one unit less in 1's window and it is missed, though the drive alone takes 35
        first = "10         0          4         0         90"
        self.assertEqual(self.faults([[2, 1], [3, 4]], change=(first, first.replace("90", "50"))), [])
        self.assertEqual(
            self.faults([[2, 1], [3, 4]], change=(first, first.replace("90", "49"))),
            ["window: route 1 reaches client 1 at 500, closed since 490"],
        )

    def test_back_at_closing_passes_and_a_unit_later_fails(self):
        # the second vehicle is back at 90
        self.assertEqual(self.faults([[1, 2], [3, 4]], change=("100  ", " 90  ")), [])
        self.assertEqual(self.faults([[1, 2], [3, 4]], change=("100  ", " 89  ")), ["depot: route 2 is back at 900, closed since 890"])

    def test_nobody_leaves_before_the_depot_opens(self):
        # open from 10: 3 is reached at 40, its last moment, 4 at 55 instead of 45
        self.assertEqual(
            self.faults([[1, 2], [3, 4]], change=("0         0        100", "0        10        100")),
            ["window: route 2 reaches client 4 at 550, closed since 520"],
        )

    def test_more_vehicles_than_there_are(self):
        self.assertEqual(self.faults([[1], [2], [3, 4]]), ["vehicles: 3 used, 2 available"])

    def test_a_distance_that_is_not_the_solution_s(self):
        self.assertEqual(self.faults([[1, 2], [3, 4]], claimed=1199), ["claim: 119.9 stated, 120.0 recomputed"])


class Readers(unittest.TestCase):
    """What is read, and what is refused."""

    def test_distances_are_cut_and_not_rounded(self):
        # (10, 0) to (20, 3): sqrt(109) = 10.440..., times ten cut is 104; (10, 0) to (20, 6): sqrt(136) = 11.661..., cut 116
        self.assertEqual(read(LINE.replace("20         0 ", "20         3 ")).distance(1, 2), 104)
        self.assertEqual(read(LINE.replace("20         0 ", "20         6 ")).distance(1, 2), 116)

    def test_times_are_tenths_and_loads_are_not(self):
        self.assertEqual(read(LINE).places[2], instance.Place(x=20, y=0, demand=4, ready=350, due=900, service=50))

    def test_a_line_that_is_cut_short_is_refused(self):
        with self.assertRaises(instance.InstanceError):
            read(LINE.replace("         52          5", "         52"))

    def test_routes_and_cost(self):
        self.assertEqual(routes_file.parse("Route #1: 5 3 8\nRoute #2: 1\nCost 828.9\n"), ([[5, 3, 8], [1]], 8289))
        self.assertEqual(routes_file.parse("Route #1: 5\n"), ([[5]], None))
        for text in ("Route #1: 5 x\n", "Route 5 3\n", "5 3 8\n", "Cost\n", "Cost 8.28\n", "Cost much\n"):
            with self.assertRaises(routes_file.RoutesError, msg=text):
                routes_file.parse(text)

    def test_only_dimacs_rows_are_best_known(self):
        with tempfile.TemporaryDirectory() as directory:
            path = os.path.join(directory, "best.csv")
            with open(path, "w", encoding="ascii") as file:
                file.write("instance,vehicles,distance,convention\nC101,,827.3,dimacs\nC101,10,828.94,hierarchical-double\n")
            self.assertEqual(best_known.read(path), {"C101": 8273})


class Tables(unittest.TestCase):
    """The results file keeps what is needed, the table counts what is missing."""

    ROWS = [
        results.Row("LINE", 4, 1.0, 1, "one", 1200, 1.0, 1.5, 2, 1200, 0.0, 7),
        results.Row("LINE", 4, 1.0, 2, "one", 1200, 0.5, 1.5, 2, 1212, 1.0, None),
        results.Row("LINE", 4, 1.0, 3, "one", 1200, 3.0, 3.5, note="refused: load, much"),
    ]

    def test_what_is_written_is_read_again(self):
        with tempfile.TemporaryDirectory() as directory:
            path = os.path.join(directory, "results.csv")
            for row in self.ROWS:
                results.append(path, row)
            self.assertEqual(results.read(path), self.ROWS)

    def test_the_mean_stands_beside_the_count_of_none(self):
        text = table.render(self.ROWS, [("few", ["LINE", "OTHER"])])
        self.assertIn("| one | 0.50 (1 of 3 none) |", text)
        self.assertIn("| one | 1.50 (3.00) |", text)
        self.assertIn("No run yet: OTHER.", text)
        self.assertIn("| one | none (1 of 1) |", table.render(self.ROWS[2:]))


class Clock(unittest.TestCase):
    """The clock that peers limited by elapsed time are given."""

    def test_a_process_that_rests_does_not_age(self):
        with tempfile.TemporaryDirectory() as directory:
            library = cpu_clock.build(directory)
            if library is None:
                self.skipTest("no C compiler: peers limited by elapsed time are stopped by it")
            # resting for half a second takes no CPU time; the clock of the child must not see it
            rest = "import time; began = time.monotonic(); time.sleep(0.5); print(time.monotonic() - began < 0.25)"
            child = subprocess.run(
                [sys.executable, "-c", rest], env={**os.environ, "LD_PRELOAD": library}, capture_output=True, text=True, check=True
            )
            self.assertEqual(child.stdout, "True\n")


if __name__ == "__main__":
    unittest.main()
