package format

import "strings"

// EscapeFormula makes a cell that spreadsheets would run as a formula into text, by an
// apostrophe before it; so also one that begins with apostrophes and then a formula, so
// that [UnescapeFormula] gives back every cell as it was.
func EscapeFormula(cell string) string {
	if formula(cell) {
		return "'" + cell
	}
	return cell
}

// UnescapeFormula takes away what EscapeFormula added.
func UnescapeFormula(cell string) string {
	if strings.HasPrefix(cell, "'") && formula(cell[1:]) {
		return cell[1:]
	}
	return cell
}

func formula(cell string) bool {
	rest := strings.TrimLeft(cell, "'")
	return rest != "" && strings.IndexByte("=+-@\t\r", rest[0]) >= 0
}
