package web

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/fieldplan"
)

// A travel matrix is a table of the ways that somebody has measured or knows. It is taken
// in two shapes, as spreadsheets and routing programs make them: one way a line, under
// from, to, minutes and km; or a square, whose first line and column name the places and
// whose cells hold minutes.

// matrixColumns head a table with one way a line. Names are for people, and not read.
var matrixColumns = []string{"from", "from_name", "to", "to_name", "minutes", "km"}

// noWay is how a table says that there is no way; the first is how we write it.
var noWay = []string{"no way", "none", "-", "–", "—", "нет", "нет пути", "нет дороги", "なし", "不通", "不可"}

type travelDoc struct {
	Matrix   []fieldplan.Leg `json:"matrix"`
	Problems []data.Problem  `json:"problems"`
}

// readMatrix makes the matrix of a plan of a table. Nothing is stored.
func (s *server) readMatrix(w http.ResponseWriter, r *http.Request) error {
	if _, err := readParams(r); err != nil {
		return err
	}
	if media, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); strings.TrimSpace(media) != "text/csv" {
		return &problem{Status: http.StatusUnsupportedMediaType, Detail: "The body is to be text/csv, and the header Content-Type is to say so."}
	}
	text, err := bodyText(r)
	if err != nil {
		return err
	}
	m, err := parseMatrix(r.Context(), text)
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, m.doc)
}

// matrixReader takes a table apart, record by record.
type matrixReader struct {
	doc  travelDoc
	seen map[[2]string]bool
}

// parseMatrix reads a table in either shape; the problem of one that is neither is an error.
func parseMatrix(ctx context.Context, text []byte) (*matrixReader, error) {
	decoded, _, err := charset.Text(ctx, bytes.NewReader(text), "")
	if err != nil {
		return nil, &problem{Status: http.StatusUnprocessableEntity, Detail: "The encoding of the table is not known; save it as UTF-8."}
	}
	first, _ := decoded.Peek(4096)
	rows := csv.NewReader(decoded)
	rows.FieldsPerRecord = -1
	rows.Comma = separatorOf(string(first))
	header, err := rows.Read()
	if err != nil {
		return nil, &problem{Status: http.StatusUnprocessableEntity, Detail: "The table has no first line that can be read; it is to begin with from,to,minutes,km, or to be a square with the ids of places in its first line and column."}
	}
	m := &matrixReader{doc: travelDoc{[]fieldplan.Leg{}, []data.Problem{}}, seen: map[[2]string]bool{}}
	take := m.square(header)
	if columns := columnsOf(header); columns.from >= 0 && columns.to >= 0 && columns.minutes >= 0 {
		take = m.line(columns)
	} else if len(header) < 2 || strings.TrimSpace(header[1]) == "" {
		return nil, &problem{Status: http.StatusUnprocessableEntity, Detail: "The first line of the table names neither from, to and minutes nor, after an empty cell, the ids of places."}
	}
	m.all(rows, take)
	return m, nil
}

// separatorOf is what parts the cells of the first line: a spreadsheet in a language that
// writes 1,5 uses semicolons.
func separatorOf(text string) rune {
	line, _, _ := strings.Cut(text, "\n")
	for _, separator := range ";\t" {
		if strings.ContainsRune(line, separator) {
			return separator
		}
	}
	return ','
}

// matrixAt is where the columns of a table with one way a line stand; -1 for none.
type matrixAt struct{ from, to, minutes, km int }

func columnsOf(header []string) matrixAt {
	at := func(name string) int {
		return slices.IndexFunc(header, func(cell string) bool { return strings.EqualFold(strings.TrimSpace(cell), name) })
	}
	return matrixAt{at("from"), at("to"), at("minutes"), at("km")}
}

// all takes every record; one that cannot be read is a problem like any other.
func (m *matrixReader) all(rows *csv.Reader, take func(record int, row []string)) {
	for record := 1; len(m.doc.Problems) < maxProblems; record++ {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			m.refuse(record, "", "row", "the line cannot be read", "see whether its quotation marks come in pairs")
			continue
		}
		take(record, row)
	}
}

func (m *matrixReader) refuse(record int, field, rule, message, advice string) {
	m.doc.Problems = append(m.doc.Problems, data.Problem{Severity: data.Refused, File: "matrix.csv", Record: record, Field: field, Rule: rule,
		Place: "line " + strconv.Itoa(record+1), Message: message, Advice: advice})
}

// line takes one way a line.
func (m *matrixReader) line(at matrixAt) func(record int, row []string) {
	return func(record int, row []string) {
		cell := func(i int) string {
			if i < 0 || i >= len(row) {
				return ""
			}
			return strings.TrimSpace(row[i])
		}
		from, to, minutes, km := cell(at.from), cell(at.to), cell(at.minutes), cell(at.km)
		switch {
		case minutes == "" && km == "":
			return // nobody has filled it in
		case from == "" || to == "":
			m.refuse(record, "from", "place", "the line names no two places", "write their ids under from and to")
		case minutes == "":
			m.refuse(record, "minutes", "minutes", "the line has kilometres and no minutes", `write how long the way takes, or "no way"`)
		default:
			m.leg(record, from, to, minutes, km)
		}
	}
}

// square takes a line of a square: the ways from one place to all others.
func (m *matrixReader) square(header []string) func(record int, row []string) {
	return func(record int, row []string) {
		if len(row) == 0 {
			return
		}
		from := strings.TrimSpace(row[0])
		for i, cell := range row[1:] {
			minutes := strings.TrimSpace(cell)
			if minutes == "" {
				continue
			}
			if i+1 >= len(header) || from == "" {
				m.refuse(record, "", "place", "a cell stands under no place", "write the ids of the places in the first line and the first column")
				return
			}
			if to := strings.TrimSpace(header[i+1]); to != from {
				m.leg(record, from, to, minutes, "")
			}
		}
	}
}

// leg takes the way from one place to another.
func (m *matrixReader) leg(record int, from, to, minutes, km string) {
	pair := [2]string{from, to}
	switch {
	case from == to:
		m.refuse(record, "to", "same_place", fmt.Sprintf("the way leads from %.80q to itself", from), "leave the line out")
		return
	case m.seen[pair]:
		m.refuse(record, "to", "twice", fmt.Sprintf("the way from %.80q to %.80q is there already", from, to), "leave one of them out")
		return
	}
	leg := fieldplan.Leg{From: from, To: to}
	var ok bool
	if !slices.Contains(noWay, strings.ToLower(minutes)) {
		if leg.Minutes, ok = m.number(record, "minutes", minutes); !ok {
			return
		}
	}
	if km != "" {
		if leg.KM, ok = m.number(record, "km", km); !ok {
			return
		}
	}
	m.seen[pair] = true
	m.doc.Matrix = append(m.doc.Matrix, leg)
}

func (m *matrixReader) number(record int, field, text string) (*float64, bool) {
	v, err := data.ParseDecimal(text)
	if err != nil || v < 0 {
		m.refuse(record, field, field, fmt.Sprintf("%.40q is no number from 0", text), `write a number such as 95 or 12.5, or "no way" in place of minutes`)
		return nil, false
	}
	return &v, true
}

// matrixCSV answers with the matrix of a plan as a table, one way a line: with the ways
// that nobody has measured yet, to be filled in, or without.
func (s *server) matrixCSV(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "revision", "pairs")
	if err != nil {
		return err
	}
	if v, ok := p["pairs"]; ok && v != "all" && v != "given" {
		return badParameter("pairs", `Parameter "pairs" is to be all or given.`)
	}
	plan, err := s.planAsked(r, p)
	if err != nil {
		return err
	}
	places, err := s.placesOf(r.Context(), plan)
	if err != nil {
		return err
	}
	attach(w, plan.ID+"-matrix.csv")
	out := newStream(w, "text/csv; charset=utf-8")
	_, _ = out.WriteString(charset.ByteOrderMark)
	if err := writeMatrix(out, plan, places, p["pairs"] != "given"); err != nil {
		return out.fail(err)
	}
	return out.end()
}

// matrixPlace is a place of a plan: its base, a night or a stop.
type matrixPlace struct{ id, name string }

// placesOf are the places between which there are ways.
func (s *server) placesOf(ctx context.Context, plan fieldplan.Plan) ([]matrixPlace, error) {
	places := []matrixPlace{{plan.Base.ID, plan.Base.Name}}
	for _, n := range plan.Nights {
		places = append(places, matrixPlace{n.ID, n.Name})
	}
	if len(plan.Stops) == 0 {
		return places, nil
	}
	var ids []string
	for _, stop := range plan.Stops {
		ids = append(ids, stop.Site)
	}
	names := map[string]string{}
	for f, err := range s.Store.Features(ctx, data.Query{Collection: data.Sites.Name, IDs: ids, Fields: []string{"name"}}) {
		if err != nil {
			return nil, err
		}
		names[f.ID] = f.Text("name")
	}
	for _, id := range ids {
		places = append(places, matrixPlace{id, names[id]})
	}
	return places, nil
}

// writeMatrix writes one way a line.
func writeMatrix(w io.Writer, plan fieldplan.Plan, places []matrixPlace, all bool) error {
	given := map[[2]string]fieldplan.Leg{}
	for _, leg := range plan.Matrix {
		given[[2]string{leg.From, leg.To}] = leg
	}
	out := csv.NewWriter(w)
	if err := out.Write(matrixColumns); err != nil {
		return err
	}
	for _, from := range places {
		for _, to := range places {
			leg, known := given[[2]string{from.id, to.id}]
			if from.id == to.id || !known && !all {
				continue
			}
			row := []string{from.id, plainCell(from.name), to.id, plainCell(to.name), "", kilometres(leg.KM)}
			if known {
				row[4] = minutesText(leg.Minutes)
			}
			if err := out.Write(row); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

func minutesText(minutes *float64) string {
	if minutes == nil {
		return noWay[0]
	}
	return strconv.FormatFloat(*minutes, 'f', -1, 64)
}

func kilometres(km *float64) string {
	if km == nil {
		return ""
	}
	return strconv.FormatFloat(*km, 'f', -1, 64)
}

// plainCell is a name that no spreadsheet takes for a formula.
func plainCell(name string) string {
	if name != "" && strings.ContainsRune("=+-@\t\r", rune(name[0])) {
		return "'" + name
	}
	return name
}
