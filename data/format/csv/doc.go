// Package csv reads and writes tables as text.
//
// In goes a file with a header, its cells parted by commas, semicolons or tabs and quoted
// as RFC 4180 says, in an encoding that package charset finds, or another that is named.
// Encoding and separator are found by looking: the encoding at every byte of the file,
// since a single name far down can decide it; the separator at the header. Columns are
// known by their names in English, Russian and Japanese. Out come records, one a row.
//
// A row with quotes in the wrong place is a Refused record. A quoted cell that never
// ends, a last row cut short, and a row beyond 32 MiB mean that the file cannot be
// trusted: that is an error. A row without a position is kept as not located. A table can
// be handed back with the findings beside its rows, every cell as it was written.
package csv
