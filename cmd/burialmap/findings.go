package main

import (
	"fmt"
	"os"

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

// begin starts a file whose progress bar must make way for lines.
func (f *findings) begin(bar *progress) { f.bar, f.shown, f.left = bar, 0, 0 }

func (f *findings) take(p data.Problem) error {
	if f.shown < findingsShown {
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

// end says how many findings the terminal did not show.
func (f *findings) end() {
	switch {
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
