// TabularText: comma-separated files as people's spreadsheets really write them.
//
// Reading works on bytes, because in Swift "\r\n" is one Character. `TabularReader` finds the encoding (UTF-8, UTF-16 with its mark, or
// the Windows-1252 of a French Excel) and the separator (comma, semicolon, tab), then cuts the bytes into records after RFC 4180 and keeps
// the physical line and column of every field. What is wrong is reported, never guessed away: a quote that never closes is named with the
// line where it began and reading goes on at the next line, so that all faults of a file show at once.
//
// `TabularTable` finds the header and the HXL tag row (HXL 1.1: `#item+code`, within the first 25 rows) and answers columns by tag or by label.
// `TabularWriter` writes RFC 4180 with a tag row, or the variant that a French Excel opens by a double click. Cells that a spreadsheet would
// run as a formula are defused by `FormulaGuard` and restored when they are read again, so that an export imports without loss.
