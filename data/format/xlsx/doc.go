// Package xlsx reads and writes workbooks of spreadsheet programs (Office Open XML,
// ECMA-376).
//
// In goes a workbook of one or more sheets, each a table with a header: its sheets are
// layers, their rows records. Lines of title above the header are passed over. Numbers come
// as they are stored, not rounded as they are shown; what is shown as a date comes as ISO
// 8601, text as it is. Formulas count by the result that is stored with them. The cells of
// a merged range all have its value. An error such as #N/A is kept beside the record, never
// taken for a value. Hidden sheets, rows and columns are read like others, and said to be
// hidden.
//
// Refused are workbooks behind a password, those of Excel 97–2003 (.xls) and binary ones
// (.xlsb), archives that unpack to far more than they are, and parts of more than 64 MB,
// which only a sheet may exceed (to 256 MB), since it is streamed.
//
// excelize writes workbooks. Reading is done here, on archive/zip and encoding/xml: the
// row iterator of excelize hands on a cell's text without its type and style, so that
// dates cannot be told from numbers and coordinates come rounded to what is shown, and its
// other calls hold the whole sheet, and all shared strings, as structures in memory.
package xlsx
