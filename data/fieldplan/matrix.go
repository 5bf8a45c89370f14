package fieldplan

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"burialmap/data"
)

// maxMatrixBytes is how much of a travel matrix is read.
const maxMatrixBytes = 32 << 20

// ReadMatrix reads a travel matrix as CSV: a header with from, to, minutes and, if known, km
// in any order, and a line for each way, separated by commas, semicolons or tabs. Minutes
// that are empty or - say that there is no way. Lines that cannot be read are left out and
// reported with their number. A way marked straight_line in a column by is one that
// [WriteMatrix] has estimated, and no measurement: it is passed over.
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
	columns   map[string]int
	legs      []Leg
	problems  []data.Problem
	seen      map[[2]string]int // the line of each way
	estimates int
}

func (m *matrixReader) read(text []byte) {
	lines := csv.NewReader(bytes.NewReader(text))
	lines.Comma, lines.FieldsPerRecord, lines.LazyQuotes, lines.TrimLeadingSpace, lines.ReuseRecord = separator(text), -1, true, true, true
	for {
		row, err := lines.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		line, _ := lines.FieldPos(0)
		switch {
		case err != nil:
			m.refuse(line, "", "csv", "the line is no CSV", "see whether quotation marks are closed")
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
	if l.From == "" && l.To == "" && value("minutes") == "" {
		return // an empty line
	}
	if value("by") == TravelStraight {
		m.estimates++
		return
	}
	for column, id := range map[string]string{"from": l.From, "to": l.To} {
		if id == "" || len(id) > maxID {
			m.refuse(line, column, "required", fmt.Sprintf("%q is no id of a place", cut(id)), "give the id of a site, of the base or of a place for the night")
			return
		}
	}
	var okMinutes, okKM bool
	l.Minutes, okMinutes = m.number(value("minutes"), maxLegMinutes)
	l.KM, okKM = m.number(value("km"), maxLegKM)
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

// number reads what may be left open. A decimal comma is understood.
func (m *matrixReader) number(text string, most float64) (*float64, bool) {
	if text == "" || text == "-" || text == "–" || text == "—" {
		return nil, true
	}
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
	if m.estimates > 0 {
		p := refused("by", "estimate", fmt.Sprintf("%d ways marked %s were passed over: they are estimates", m.estimates, TravelStraight), "empty the column by in the lines that you have measured")
		p.Severity = data.Warning
		m.problems = append(m.problems, p)
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

// WriteMatrix writes the ways between all places of a plan as they are used, as CSV that
// [ReadMatrix] reads: from, to, minutes, km, by. Estimates are at the speed of the first
// vehicle, and say so in the column by.
func (w *World) WriteMatrix(out io.Writer, p Plan) error {
	ways := newWays(p, w)
	speed := 0.0
	if len(p.Vehicles) > 0 {
		speed = p.Vehicles[0].SpeedKMH
	}
	text := bufio.NewWriter(out)
	lines := csv.NewWriter(text)
	_ = lines.Write([]string{"from", "to", "minutes", "km", "by"}) // the writer keeps its first error
	for from, a := range ways.ids {
		for to, b := range ways.ids {
			if from == to {
				continue
			}
			_ = lines.Write(append([]string{a, b}, ways.row(from, to, speed)...))
		}
	}
	lines.Flush()
	return errors.Join(lines.Error(), text.Flush())
}

// row is a way as it is written: minutes, km, by.
func (t *ways) row(from, to int, speed float64) []string {
	leg, stated := t.matrix[[2]int{from, to}]
	if !stated {
		if speed == 0 {
			return []string{"", tenths(t.straight(from, to) * t.detour), TravelStraight}
		}
		w := t.between(from, to, speed)
		return []string{tenths(w.minutes), tenths(w.km), TravelStraight}
	}
	minutes, km := "-", ""
	if leg.Minutes != nil {
		minutes = strconv.FormatFloat(*leg.Minutes, 'f', -1, 64)
	}
	if leg.KM != nil {
		km = strconv.FormatFloat(*leg.KM, 'f', -1, 64)
	}
	return []string{minutes, km, TravelMatrix}
}

func tenths(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
