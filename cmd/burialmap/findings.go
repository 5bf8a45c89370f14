package main

import (
	"fmt"
	"os"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// findingsShown is how many findings of a file the terminal shows; the report has all.
const findingsShown = 20

// findings takes what an import has to say about records: the first of each file go to
// the terminal, all of them to the report.
type findings struct {
	file   *os.File // nil without a report
	report format.ProblemWriter
	bar    *progress
	shown  int
	left   int
	most   int                      // how many the terminal shows
	rows   map[int]*strings.Builder // findings by record, to write beside the rows; nil if nobody wants them
}

func openFindings(report string) (*findings, error) {
	f := &findings{}
	if report == "" {
		return f, nil
	}
	var err error
	if f.file, err = os.Create(report); err != nil {
		return nil, fmt.Errorf("the report: %w", err)
	}
	f.report = format.NewProblemTable(f.file)
	return f, nil
}

// begin starts a file whose progress bar must make way for lines. A dry run shows its
// findings in a table of its own.
func (f *findings) begin(bar *progress, annotate, dryRun bool) {
	f.bar, f.shown, f.left, f.most, f.rows = bar, 0, 0, findingsShown, nil
	if dryRun {
		f.most = 0
	}
	if annotate {
		f.rows = map[int]*strings.Builder{}
	}
}

func (f *findings) take(p data.Problem) error {
	if f.rows != nil && p.Record > 0 {
		f.note(p)
	}
	if f.shown < f.most {
		f.shown++
		f.bar.clear()
		fmt.Fprintln(os.Stderr, p)
	} else {
		f.left++
	}
	if f.report == nil {
		return nil
	}
	return f.report.Write(p)
}

// note keeps a finding to be written beside its row.
func (f *findings) note(p data.Problem) {
	b, ok := f.rows[p.Record]
	if !ok {
		b = &strings.Builder{}
		f.rows[p.Record] = b
	} else {
		b.WriteString(" | ")
	}
	b.WriteString(format.Remark(p))
}

// remark is what is written beside a row.
func (f *findings) remark(record int) string {
	if b, ok := f.rows[record]; ok {
		return b.String()
	}
	return ""
}

// end says how many findings the terminal did not show.
func (f *findings) end() {
	switch {
	case f.most == 0 && f.file == nil: // a dry run has shown them in its tables
	case f.left > 0 && f.file == nil:
		fmt.Fprintf(os.Stderr, "… and %d more findings; --report FILE writes them all\n", f.left)
	case f.left > 0:
		fmt.Fprintf(os.Stderr, "… and %d more findings in %s\n", f.left, f.file.Name())
	}
}

func (f *findings) close() error {
	if f.file == nil {
		return nil
	}
	if err := f.report.Close(); err != nil {
		return fmt.Errorf("the report: %w", err)
	}
	if err := f.file.Close(); err != nil {
		return fmt.Errorf("the report: %w", err)
	}
	return nil
}
