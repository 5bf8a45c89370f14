package format

import (
	"bufio"
	"encoding/csv"
	"io"
	"strconv"

	"burialmap/data"
)

// ProblemWriter writes findings as they come. Close ends it; nothing is sure to be
// written before that.
type ProblemWriter interface {
	Write(data.Problem) error
	Close() error
}

// problemColumns head the table of findings.
var problemColumns = []string{"severity", "file", "record", "id", "field", "rule", "place", "message", "advice"}

// NewProblemTable writes findings to w as CSV in UTF-8, with a byte order mark so that
// spreadsheets read it as such. Cells that begin like a formula get an apostrophe.
func NewProblemTable(w io.Writer) ProblemWriter {
	buffered := bufio.NewWriter(w)
	buffered.WriteString("\ufeff")
	t := &problemTable{buffered: buffered, table: csv.NewWriter(buffered)}
	_ = t.table.Write(problemColumns) // an error stays and comes back from Close
	return t
}

type problemTable struct {
	buffered *bufio.Writer
	table    *csv.Writer
}

func (t *problemTable) Write(p data.Problem) error {
	cells := []string{string(p.Severity), p.File, strconv.Itoa(p.Record), p.ID, p.Field, p.Rule, p.Place, p.Message, p.Advice}
	for i := range cells {
		cells[i] = EscapeFormula(cells[i])
	}
	return t.table.Write(cells)
}

func (t *problemTable) Close() error {
	t.table.Flush()
	if err := t.table.Error(); err != nil {
		return err
	}
	return t.buffered.Flush()
}

// NewProblemText writes findings to w, a line each, for a terminal or a log.
func NewProblemText(w io.Writer) ProblemWriter { return &problemText{bufio.NewWriter(w)} }

type problemText struct{ *bufio.Writer }

func (t *problemText) Write(p data.Problem) error {
	_, err := t.WriteString(p.String() + "\n")
	return err
}

func (t *problemText) Close() error { return t.Flush() }

// Remark is a finding as it is written beside the row it is about.
func Remark(p data.Problem) string {
	text := string(p.Severity)
	if p.Field != "" {
		text += ", " + p.Field
	}
	return text + ": " + p.Message + "; " + p.Advice
}
