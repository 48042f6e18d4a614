// RoundPlanning: who gets how much of what, on which day, by which vehicle; and for everything left out, why.
//
// It is given a `PlanningSituation`, a value that holds everything known when planning starts, and answers a `RoundPlan`, a value that can be
// saved as it is. It knows no database, no clock and no randomness but its seed: the same situation gives the same plan.
//
// What happens, in order
//   1. `VisitSchedule` finds for every site and need the days on which it is due, and the quantity wished then.
//   2. `Allocation` shares what stock there is among the sites: by class of priority, and within a class so that the worst-off site is as
//      well off as it can be, then the next (lexicographic max-min of coverage), in whole packs.
//   3. `ProblemBuilder` turns a site's goods of one day into one visit of `RouteSolver`, which decides day, vehicle, order and time. When the
//      vehicles cannot carry everything, every site's load is lowered together before a site is left out.
//   4. `LoadTopUp` fills the room that is left on each trip, worst-off site first.
//   5. `LotPicker` names the lots, first expired first out.
//   6. `ShortfallReasons` reads from the finished plan why each need was left out or cut, with its figures and what would lift it.
//
// The life of a round after that is one table (`RoundLifeCycle`), and its end one equation (`ReturnReconciliation`):
//
//     loaded + topped up + found = distributed + handed over + returned + damaged + wasted + seized + lost + unexplained
//
// Quantities are whole base units (pieces, grams, millilitres of an item) as Int64 named `units`; weights are grams, room is millilitres,
// times of day are seconds after local midnight.
