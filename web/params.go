package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// params are the query parameters of a request, each given once and known.
type params map[string]string

// readParams refuses a parameter that is not among the known ones, or comes twice.
func readParams(r *http.Request, known ...string) (params, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, badParameter("", "The query part of the address cannot be read.")
	}
	p := params{}
	for name, all := range values {
		if !slices.Contains(known, name) {
			return nil, badParameter(name, fmt.Sprintf("Unknown parameter %q; known here are: %s.", name, strings.Join(known, ", ")))
		}
		if len(all) > 1 {
			return nil, badParameter(name, fmt.Sprintf("Parameter %q is given %d times; give it once.", name, len(all)))
		}
		p[name] = all[0]
	}
	return p, p.checkLanguage()
}

// number is a whole number between lo and hi, or the default if it is not given.
func (p params) number(name string, otherwise, lo, hi int64) (int64, error) {
	text, ok := p[name]
	if !ok {
		return otherwise, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if errors.Is(err, strconv.ErrRange) && n > 0 { // it is a number, only a great one
		return hi, nil
	}
	if err != nil || n < lo || strings.HasPrefix(text, "+") {
		return 0, badParameter(name, fmt.Sprintf("Parameter %q is to be a whole number from %d to %d.", name, lo, hi))
	}
	return min(n, hi), nil
}

// limit is the number of features asked for. More than the most is not an error: the
// standard has the server give as many as it can.
func (p params) limit(otherwise int64) (int, error) {
	n, err := p.number("limit", otherwise, 1, maxLimit)
	return int(n), err
}

// offset is how many features are passed over. Some clients call it startindex.
func (p params) offset() (int, error) {
	name := "offset"
	if _, ok := p["startindex"]; ok {
		if _, both := p[name]; both {
			return 0, badParameter("startindex", `Parameter "startindex" is another name of "offset"; give one of them.`)
		}
		name = "startindex"
	}
	n, err := p.number(name, 0, 0, 1<<31-1)
	return int(n), err
}

// maxWords is how many characters a search may have.
const maxWords = 200

// words is what is searched for by name.
func (p params) words() (string, error) { return p.textUpTo("q", maxWords) }

// textUpTo is a text of at most so many characters.
func (p params) textUpTo(name string, most int) (string, error) {
	text := p[name]
	if utf8.RuneCountInString(text) > most || !utf8.ValidString(text) {
		return "", badParameter(name, fmt.Sprintf("Parameter %q is to be words of at most %d characters.", name, most))
	}
	return text, nil
}

// ids are those of the features that are asked for; nil for all.
func (p params) ids() ([]string, error) {
	text, ok := p["ids"]
	if !ok {
		return nil, nil
	}
	ids := strings.Split(text, ",")
	if len(ids) > maxIDs || slices.Contains(ids, "") {
		return nil, badParameter("ids", fmt.Sprintf("Parameter \"ids\" is to be 1 to %d ids with commas between them.", maxIDs))
	}
	return ids, nil
}

// maxIDs is how many features can be asked for by their ids.
const maxIDs = 500
