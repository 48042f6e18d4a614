// FunderReports: what a warehouse's night, and a grant's month, look like to the people who must believe them.
//
// The story, in order:
//
//   facts      plain values read in one snapshot (`NightlyFacts`, `UsageFacts`); nothing here asks a database or a clock
//   figures    rules that turn facts into figures: `StockStatement`, `HeadlineFigures`, `Runway`, `NeedAgainstGiven`,
//              `PeopleReached`, `BudgetStatement`, `TracedValue`, and `Disclosure`, which decides what an audience may see
//   document   `ReportDocument`: sections of lines and tables with typed cells, each figure with a lasting name
//   footing    `ReportFooting`: opening + in − out = closing, and every total equals its rows, or there is no report
//   rendering  `PlainText`, `HTML`, `CSV`: the same document for a mail, a page and a spreadsheet
//
// The same facts give the same bytes. Goods are whole base units, money is whole minor units, days are floored, shares are
// rounded half up to one decimal: no floating point anywhere. Lists are sorted by code, or as their table says.
//
// On failure: `ReportError`, with every row that does not close and by how much. A report that does not close is never
// rendered, because `NightlyReport` and `UsageReport` give no document for it.
//
// Words: a *row* of a statement is one warehouse, owner, item and grant; *in* is what was donated or bought; *given* is what
// reached people or partners (distributed, issued, handed over); *other* is what else entered, less what else left (lent,
// transferred, sorted, counted): nothing of it was used; *losses* are named by their cause; *contacts* are people served at stops, counted again each time.
