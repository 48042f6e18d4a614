// RouteSolver: which vehicle visits whom, on which day, in which order.
//
// The module knows nothing of aid, stock or people. It is given a `RoutingProblem` (visits, vehicle types, one travel
// matrix, some days) and answers a `Solution`: routes whose every time and load is written out, and the visits left out,
// each with the reason taken from the final plan.
//
// Words
//   visit     something to be done once at a location: a demand in up to four dimensions, a service time, windows per day,
//             and either compulsory or worth a prize
//   vehicle   a type with a number of copies, a capacity per dimension, and a shift per day
//   slot      one copy of a vehicle on one day: the only thing a visit can be put into
//   trip      what is driven between two loadings; a slot has one trip and as many more as it may reload
//   route     a slot that is used, with its trips
//
// What happens, in order
//   1. `ProblemCheck` names everything wrong with the input at once, by code. Nothing is searched while it has something to say,
//      and nothing in a wrong input traps.
//   2. `RouteSearch` builds a first plan by inserting every visit at its cheapest feasible place, then improves it by slack induction
//      by string removals (SISR): take some neighbouring strings of visits out, put them back greedily, keep the result when it
//      is better or when annealing lets it pass. Every plan on the way is feasible: a place is only taken after the constant-time
//      test of `InsertionCheck`, which relies on the earliest and latest times kept by `RouteNetwork`.
//   3. `RouteSchedule` writes the times of the best plan out, leaving as late as the plan allows so that nobody waits in a van.
//   4. `AbsenceReasons` scans the final plan for each visit left out.
//   5. `SolutionChecker`, written apart from all this, recomputes a solution from the problem alone.
//
// The same problem, seed and number of iterations give the same solution. There is no clock here: a caller who wants to stop by time
// says so through `SearchLimit`.
//
// Units: whole seconds from the start of the day, whole metres, and whatever whole units the caller gives its load dimensions.
//
// Source: J. Christiaens, G. Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing Problems",
// Transportation Science 54(2), 2020.
