package web

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
)

// Editors are those who may change the data, each with a token that is a secret between
// them and the server. The server keeps only its hash.
type Editors struct{ list []editor }

type editor struct {
	name string
	hash [sha256.Size]byte
}

const (
	hashPrefix    = "sha256:"
	leastToken    = 32 // characters of a token that somebody made up
	longestName   = 64
	anonymous     = "edit" // the author of edits by nobody in particular
	maxEditors    = 10_000
	longestEditor = 4 << 10 // bytes of a line
)

// programNames are authors of changes that the program itself makes: an edit by one of
// them would not be what the history says.
var programNames = []string{"detect", "external", "import", "map"}

// ReadEditors reads a list of editors, one a line: a name and, after white space, the hash
// of the token as [NewToken] gives it, or the token itself if it has at least 32
// characters. A token alone is nobody's in particular. Empty lines and those that begin
// with # say nothing. No error tells a token.
func ReadEditors(r io.Reader) (*Editors, error) {
	e := &Editors{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longestEditor)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		one, err := readEditor(strings.Fields(line))
		if err == nil && slices.ContainsFunc(e.list, func(other editor) bool { return other.hash == one.hash }) {
			err = fmt.Errorf("the token stands in an earlier line already")
		}
		if err == nil && len(e.list) == maxEditors {
			err = fmt.Errorf("there are more than %d editors", maxEditors)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		e.list = append(e.list, one)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read the editors: %w", err)
	}
	if len(e.list) == 0 {
		return nil, fmt.Errorf("no line names an editor; 'burialmap token NAME' makes one")
	}
	return e, nil
}

func readEditor(words []string) (editor, error) {
	e := editor{name: anonymous}
	switch len(words) {
	case 1:
	case 2:
		e.name = words[0]
		if err := checkEditor(e.name); err != nil {
			return e, err
		}
	default:
		return e, fmt.Errorf("there are %d words; write a name without spaces and its token", len(words))
	}
	secret := words[len(words)-1]
	text, hashed := strings.CutPrefix(secret, hashPrefix)
	if !hashed {
		if len(secret) < leastToken {
			return e, fmt.Errorf("the token has %d characters; at least %d are needed ('burialmap token NAME' makes one)", len(secret), leastToken)
		}
		e.hash = sha256.Sum256([]byte(secret))
		return e, nil
	}
	sum, err := hex.DecodeString(text)
	if err != nil || len(sum) != sha256.Size {
		return e, fmt.Errorf("after %s there are to be %d hexadecimal digits", hashPrefix, 2*sha256.Size)
	}
	copy(e.hash[:], sum)
	return e, nil
}

// checkEditor says why a name cannot be that of an editor.
func checkEditor(name string) error {
	odd := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune("._-@+", r)
	}
	switch {
	case name == "" || len([]rune(name)) > longestName || strings.IndexFunc(name, odd) >= 0:
		return fmt.Errorf("the name %.80q is to be made of letters, digits and . _ - @ +, %d at most", name, longestName)
	case slices.Contains(programNames, strings.ToLower(name)):
		return fmt.Errorf("the name %q is the program's own", name)
	}
	return nil
}

// NewToken makes a token for an editor, and the line that a list of editors needs to know it.
func NewToken(name string) (token, line string, err error) {
	if err := checkEditor(name); err != nil {
		return "", "", err
	}
	token = rand.Text() + rand.Text() // 260 bits
	sum := sha256.Sum256([]byte(token))
	return token, name + " " + hashPrefix + hex.EncodeToString(sum[:]), nil
}

// named is who has a token. It takes as long for any token.
func (e *Editors) named(token string) (string, bool) {
	hash := sha256.Sum256([]byte(token))
	name, known := "", false
	for _, one := range e.list {
		if subtle.ConstantTimeCompare(hash[:], one.hash[:]) == 1 {
			name, known = one.name, true
		}
	}
	return name, known
}
