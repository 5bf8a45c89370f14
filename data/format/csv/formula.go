package csv

import "strings"

// Spreadsheets run cells that begin like a formula. Our tables write an apostrophe before
// such text, and before text that begins with apostrophes and then so; reading takes one
// away again.

func escape(cell string) string {
	if formula(cell) {
		return "'" + cell
	}
	return cell
}

func unescape(cell string) string {
	if strings.HasPrefix(cell, "'") && formula(cell[1:]) {
		return cell[1:]
	}
	return cell
}

func formula(cell string) bool {
	rest := strings.TrimLeft(cell, "'")
	return rest != "" && strings.IndexByte("=+-@\t\r", rest[0]) >= 0
}
