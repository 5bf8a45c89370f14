package fieldplan

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"burialmap/data"
)

// maxMatrixBytes is how much of a travel matrix is read.
const maxMatrixBytes = 32 << 20

// noWayWords stand for a way that there is not, in place of its minutes; the first is the
// one that is written.
var noWayWords = []string{"no way", "-", "–", "—", "none", "no", "нет", "нет пути", "なし", "道なし"}

// ReadMatrix reads a travel matrix as CSV: a header with from, to, minutes and, if known, km
// in any order, and a line for each way, separated by commas, semicolons or tabs; other
// columns are passed over. Minutes of - or "no way" say that there is none. A line without
// minutes and km is one that nobody has filled in, and passed over. Lines that cannot be
// read are left out and reported with their number.
func ReadMatrix(r io.Reader) ([]Leg, []data.Problem) {
	text, err := io.ReadAll(io.LimitReader(r, maxMatrixBytes+1))
	if err != nil {
		return nil, []data.Problem{refused("", "read", "the matrix could not be read to its end", "send it again")}
	}
	if len(text) > maxMatrixBytes {
		return nil, []data.Problem{refused("", "too_large", fmt.Sprintf("the matrix has more than %d bytes", maxMatrixBytes), "keep the ways between places of the plan only")}
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	m := &matrixReader{seen: map[[2]string]int{}}
	m.read(text)
	return m.legs, m.problems
}

type matrixReader struct {
	columns  map[string]int
	legs     []Leg
	problems []data.Problem
	seen     map[[2]string]int // the line of each way
}

func (m *matrixReader) read(text []byte) {
	lines := csv.NewReader(bytes.NewReader(text))
	lines.Comma, lines.FieldsPerRecord, lines.LazyQuotes, lines.TrimLeadingSpace, lines.ReuseRecord = separator(text), -1, true, true, true
	for {
		row, err := lines.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			m.refuse(lineOf(err), "", "csv", "the line is no CSV", "see whether quotation marks are closed")
			continue
		}
		line, _ := lines.FieldPos(0)
		switch {
		case m.columns == nil:
			if !m.header(row, line) {
				return
			}
		case len(m.legs) >= MaxLegs:
			m.refuse(line, "", "count", fmt.Sprintf("there are more than %d ways", MaxLegs), "keep the ways between places of the plan only")
			return
		default:
			m.row(row, line)
		}
	}
	m.end()
}

// lineOf is where CSV could not be read.
func lineOf(err error) int {
	if at, ok := errors.AsType[*csv.ParseError](err); ok {
		return at.Line
	}
	return 0
}

// separator is the one of , ; and tab that the first line has most of.
func separator(text []byte) rune {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	best, most := ',', 0
	for _, s := range []rune{',', ';', '\t'} {
		if n := bytes.Count(line, []byte(string(s))); n > most {
			best, most = s, n
		}
	}
	return best
}

func (m *matrixReader) header(row []string, line int) bool {
	m.columns = map[string]int{}
	for i, name := range row {
		name = strings.ToLower(strings.TrimSpace(name))
		if _, twice := m.columns[name]; twice && name != "" {
			m.refuse(line, name, "header", fmt.Sprintf("the column %q is there twice", cut(name)), "keep one of the two")
			return false
		}
		m.columns[name] = i
	}
	for _, need := range []string{"from", "to", "minutes"} {
		if _, ok := m.columns[need]; !ok {
			m.refuse(line, need, "header", fmt.Sprintf("the header has no column %q", need), "begin with a line such as from,to,minutes,km")
			return false
		}
	}
	return true
}

func (m *matrixReader) row(row []string, line int) {
	value := func(column string) string {
		i, ok := m.columns[column]
		if !ok || i >= len(row) {
			return ""
		}
		return strings.TrimSpace(row[i])
	}
	l := Leg{From: strings.Clone(value("from")), To: strings.Clone(value("to"))}
	if value("minutes") == "" && value("km") == "" {
		return // nobody has filled it in
	}
	for column, id := range map[string]string{"from": l.From, "to": l.To} {
		if flaw, _, _ := textFlaw(id, maxID, true); flaw != "" {
			m.refuse(line, column, "required", fmt.Sprintf("%q is no id of a place", cut(id)), "give the id of a site, of the base or of a place for the night")
			return
		}
	}
	okMinutes, okKM := true, true
	if text := value("minutes"); !slices.Contains(noWayWords, strings.ToLower(text)) {
		l.Minutes, okMinutes = decimal(text, maxLegMinutes)
	}
	if text := value("km"); text != "" {
		l.KM, okKM = decimal(text, maxLegKM)
	}
	if !okMinutes {
		m.refuse(line, "minutes", "number", fmt.Sprintf("%q is no number of minutes", cut(value("minutes"))), "give minutes such as 95 or 95.5, or - if there is no way")
		return
	}
	if !okKM {
		m.refuse(line, "km", "number", fmt.Sprintf("%q is no number of kilometres", cut(value("km"))), "give km such as 41.5, or leave it empty")
		return
	}
	if first, twice := m.seen[[2]string{l.From, l.To}]; twice {
		m.refuse(line, "", "unique", fmt.Sprintf("the way from %q to %q stands in line %d already", cut(l.From), cut(l.To), first), "keep one of the two")
		return
	}
	m.seen[[2]string{l.From, l.To}] = line
	m.legs = append(m.legs, l)
}

// decimal reads a number from 0. A decimal comma is understood.
func decimal(text string, most float64) (*float64, bool) {
	v, err := data.ParseDecimal(strings.Replace(text, ",", ".", 1))
	if err != nil || !(v >= 0 && v <= most) {
		return nil, false
	}
	return &v, true
}

func (m *matrixReader) end() {
	if m.columns == nil {
		m.refuse(1, "", "empty", "there is nothing in it", "begin with a line such as from,to,minutes,km")
	}
}

func (m *matrixReader) refuse(line int, field, rule, message, advice string) {
	if len(m.problems) >= maxProblems {
		return
	}
	p := refused(field, rule, message, advice)
	p.Record, p.Place = line, fmt.Sprintf("line %d", line)
	m.problems = append(m.problems, p)
}

// WriteMatrix writes the ways between all places of a plan as they are used, as CSV: from,
// to, minutes and km of those that the plan holds, as [ReadMatrix] reads them, and for the
// others the columns estimate_minutes, at the speed of the first vehicle, and estimate_km.
// Minutes are empty there, to be filled in by who knows better.
func (w *World) WriteMatrix(out io.Writer, p Plan) error {
	ways := newWays(p, w)
	speed := 0.0
	if len(p.Vehicles) > 0 {
		speed = p.Vehicles[0].SpeedKMH
	}
	lines := csv.NewWriter(out)
	_ = lines.Write([]string{"from", "to", "minutes", "km", "estimate_minutes", "estimate_km"}) // the writer keeps its first error
	for from, a := range ways.ids {
		for to, b := range ways.ids {
			if from != to {
				_ = lines.Write(append([]string{a, b}, ways.row(from, to, speed)...))
			}
		}
	}
	lines.Flush()
	return lines.Error()
}

// row is a way as it is written, behind from and to.
func (t *ways) row(from, to int, speed float64) []string {
	leg, stated := t.matrix[[2]int{from, to}]
	if !stated {
		km := t.straight(from, to) * t.detour
		if speed == 0 {
			return []string{"", "", "", tenths(km)}
		}
		return []string{"", "", tenths(km / speed * 60), tenths(km)}
	}
	minutes, km := noWayWords[0], ""
	if leg.Minutes != nil {
		minutes = strconv.FormatFloat(*leg.Minutes, 'f', -1, 64)
	}
	if leg.KM != nil {
		km = strconv.FormatFloat(*leg.KM, 'f', -1, 64)
	}
	return []string{minutes, km, "", ""}
}

func tenths(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
