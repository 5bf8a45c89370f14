package data

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
)

// maxID is the most characters an id made from a key has.
const maxID = 80

// SafeID is a form of a key that can stand in an address and a file name: letters and
// digits of any script, and . _ - ~ ; everything else becomes a hyphen ("way/42" →
// "way-42"). A long key is cut and ends in a piece of its hash. It is empty if nothing
// readable is left.
func SafeID(key string) string {
	var b strings.Builder
	n, readable, hyphen := 0, false, false
	for _, r := range strings.TrimSpace(key) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			readable, hyphen = true, false
		case strings.ContainsRune("._~", r):
			hyphen = false
		default:
			if hyphen {
				continue
			}
			r, hyphen = '-', true
		}
		if n++; n > maxID {
			sum := sha256.Sum256([]byte(key))
			return string([]rune(b.String())[:maxID-9]) + "-" + hex.EncodeToString(sum[:4])
		}
		b.WriteRune(r)
	}
	if !readable {
		return ""
	}
	return strings.Trim(b.String(), "-")
}
