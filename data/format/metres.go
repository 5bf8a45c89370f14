package format

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/paulmach/orb"
	"golang.org/x/text/width"

	"burialmap/data"
)

// inMetres takes easting and northing of a projected system. Where no column says so, x
// and longitude count as easting, y and latitude as northing: whether they are exchanged,
// as surveyors in Russia and Japan name them, their size will tell.
func (t *Table) inMetres(r *data.Record, row []string) []int {
	p := &t.position
	first, second := p.easting, p.northing
	if first < 0 || second < 0 {
		first, second = p.lon, p.lat
	}
	east, north := cell(row, first), cell(row, second)
	if east == "" && north == "" || t.incomplete(r, "easting", east, "northing", north) {
		return nil
	}
	x, okX := t.metre(r, first, east)
	y, okY := t.metre(r, second, north)
	if !okX || !okY {
		return nil
	}
	r.Geometry = orb.Point{x, y}
	return []int{first, second}
}

func (t *Table) metre(r *data.Record, column int, text string) (float64, bool) {
	v, err := parseMetres(text)
	if err != nil {
		t.unread(r, column, text, err, fmt.Sprintf("write metres of %.40s as 25458123.5, or leave --crs out if these are degrees; the words are kept, and the record as not located", t.position.system))
		return 0, false
	}
	return v, true
}

// thousands are digits in groups of three, parted by one sign throughout.
var thousands = regexp.MustCompile(`^[+-]?\d{1,3}(?:( \d{3})+|(,\d{3}){2,}|(,\d{3})+\.|('\d{3})+)`)

// parseMetres reads 25458123.5, 25458123,5, 25 458 123,5 with spaces of any width,
// 25'458'123.5 and 25,458,123.5. A single comma is a decimal one.
func parseMetres(text string) (float64, error) {
	plain := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u202f' || r == '\u2009':
			return ' '
		case r == '’' || r == '′':
			return '\''
		case r == '−':
			return '-'
		}
		return r
	}, strings.ToLower(width.Narrow.String(strings.TrimSpace(text))))
	for _, unit := range []string{"m", "м"} {
		plain = strings.TrimSpace(strings.TrimSuffix(plain, unit))
	}
	if groups := thousands.FindString(plain); groups != "" {
		parted := strings.NewReplacer(" ", "", "'", "", ",", "").Replace(groups)
		plain = parted + plain[len(groups):]
	}
	v, err := data.ParseDecimal(plain)
	if err != nil {
		return 0, fmt.Errorf("%.40q cannot be read as metres", text)
	}
	return v, nil
}
