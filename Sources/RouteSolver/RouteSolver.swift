// RouteSolver: which vehicle visits whom, on which day, in which order.
//
// The module knows nothing of aid, stock or people. It is given a `RoutingProblem` (visits, vehicle types, one travel matrix, some days,
// perhaps series, locks and a plan to begin from) and answers a `Solution`: routes whose every time and load is written out, and the visits left
// out, each with the reason taken from the final plan. How the search works, with examples and sources, is told in
// `RouteSolver.docc/RouteSolver.md`; this is the short story.
//
// Words
//   visit     something to be done once at a location: a demand in up to four dimensions, a service time, windows per day,
//             and either compulsory or worth a prize
//   vehicle   a type with a number of copies, a capacity per dimension, and a shift per day, with the breaks of its crew
//   slot      one copy of a vehicle on one day: the only thing a visit can be put into
//   trip      what is driven between two loadings; a slot has one trip and as many more as it may reload
//   route     a slot that is used, with its trips
//   series    visits of one place over several days, made in order, with patterns of days or a least gap
//   lock      a route, or the beginning of one, that stands whatever the search would rather do
//   start     a plan to begin from, perhaps with a price for each visit that changes its vehicle or day
//
// What happens, in order
//   1. `ProblemCheck` names everything wrong with the input at once, by code. Nothing is searched while it has something to say,
//      and nothing in a wrong input traps.
//   2. `StandingRoutes` reads the locks, `StartReader` takes over what of a start keeps the rules.
//   3. `RouteSearch` inserts every other visit at its cheapest feasible place, then improves the plan by slack induction by string
//      removals (SISR): take some neighbouring strings of visits out (`Ruin`), put them back greedily (`Recreate`), keep the result when it
//      is better or when `Annealing` lets it pass, else put the touched slots back (`UndoLog`). No plan that is kept breaks a rule: a place
//      is only taken after the constant-time test of `InsertionCheck` (or its plain form in `SlotPlaces`), which relies on the earliest and
//      latest times kept by `RouteNetwork`, with breaks by `BreakTimes`. A series goes in whole, on the cheapest of its patterns (`SeriesFinder`).
//   4. With several threads, a `SearchTeam` cuts the plan into shares that lie together, one for each worker, and joins them round by round.
//   5. `RouteSchedule` writes the times of the best plan out, breaks included, leaving as late as the plan allows so that nobody waits in a van.
//   6. `AbsenceReasons` scans the final plan for each visit left out. `WhatIf` answers one question more: this visit, by that vehicle, that day?
//   7. `SolutionChecker`, written apart from all this, recomputes a solution from the problem alone.
//
// On failure: a problem that is wrong throws `ProblemFaults`. What cannot be done is no failure: a visit left out has its reason, a lock that
// breaks a rule stands and is named, what of a start cannot stay is named and placed anew.
//
// The same problem, seed, number of threads and number of iterations give the same solution. There is no clock here: a caller who wants to stop
// by time says so through `SearchLimit`.
//
// Units: whole seconds from the start of the day, whole metres, and whatever whole units the caller gives its load dimensions.
