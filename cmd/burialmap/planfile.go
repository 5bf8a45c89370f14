package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/data/geopackage"
)

type planCheckCommand struct {
	File string `arg:"" name:"file" help:"Plan in JSON; - reads standard input."`
	JSON bool   `name:"json" help:"Print the findings as JSON."`
}

// Run says what is wrong with a plan. Findings end it with code 3.
func (c planCheckCommand) Run() error {
	p, problems, err := readPlan(c.File)
	if err != nil {
		return err
	}
	switch {
	case c.JSON:
		err = printJSON(struct {
			Problems []data.Problem `json:"problems"`
		}{append([]data.Problem{}, problems...)})
	case len(problems) == 0:
		fmt.Printf("%s: nothing is wrong with it: %d sites, %d days with visits\n", p.Title, len(p.Stops), len(p.Days))
	default:
		fmt.Print(problemsText(problems))
	}
	if err == nil && len(problems) > 0 {
		return fmt.Errorf("%w: %d findings in the plan", errSomeRefused, len(problems))
	}
	return err
}

// readPlan reads a plan from a file, with what is wrong with it.
func readPlan(name string) (fieldplan.Plan, []data.Problem, error) {
	content, err := readSome(name, fieldplan.MaxBody+1)
	if err != nil {
		return fieldplan.Plan{}, nil, err
	}
	p, problems := fieldplan.Parse(content)
	for i := range problems {
		problems[i].File = name
	}
	return p, problems, nil
}

// readSome reads a file, or standard input for -, to its end or so many bytes.
func readSome(name string, most int64) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(os.Stdin, most))
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("there is no file %s that can be read", name)
	}
	defer func() { _ = file.Close() }() // it was only read
	return io.ReadAll(io.LimitReader(file, most))
}

func problemsText(problems []data.Problem) string {
	t := newTable("Where", "What is wrong", "What to do")
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 1, WidthMax: 30, WidthMaxEnforcer: text.WrapHard}, {Number: 2, WidthMax: 60, WidthMaxEnforcer: text.WrapSoft}, {Number: 3, WidthMax: 50, WidthMaxEnforcer: text.WrapSoft},
	})
	for _, p := range problems {
		t.AppendRow(table.Row{strings.TrimSpace(p.Place + " " + p.Field), p.Message, p.Advice})
	}
	return t.Render() + "\n"
}

type planImportCommand struct {
	database
	File      string `arg:"" name:"file" help:"Plan in JSON, as 'plan show --json' and the web interface write it; - reads standard input."`
	Overwrite bool   `help:"Write it as the newest revision even if the plan was changed since the file was made."`
}

// Run stores a plan from a file.
func (c planImportCommand) Run(ctx context.Context) error {
	p, problems, err := readPlan(c.File)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		fmt.Print(problemsText(problems))
		return fmt.Errorf("the plan is refused; nothing was written: %w", errSomeRefused)
	}
	return c.with(func(store *geopackage.Store) error {
		newest, err := newestRevision(ctx, store, p.ID)
		if err != nil {
			return err
		}
		switch {
		case c.Overwrite, p.Revision == 0 && newest == 0:
			p.Revision = newest
		case p.Revision != newest:
			return fmt.Errorf("the file holds revision %d of plan %s, and the database revision %d; --overwrite writes it all the same, as the next one", p.Revision, p.ID, newest)
		}
		saved, err := savePlan(ctx, store, p)
		if err != nil {
			return err
		}
		fmt.Printf("plan %s is stored as revision %d\n", saved.ID, saved.Revision)
		return nil
	})
}

// newestRevision is that of a plan, a deletion included; 0 if there never was one.
func newestRevision(ctx context.Context, docs data.Documents, id string) (int64, error) {
	if id == "" {
		return 0, nil
	}
	all, err := docs.DocumentRevisions(ctx, fieldplan.Kind, id)
	if errors.Is(err, data.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return all[0].Revision, nil
}

type planMatrixCommand struct {
	planned
	Read   string `placeholder:"FILE" help:"Read measured ways from a CSV file with from, to, minutes and km into the plan, in place of those that it has."`
	Output string `short:"o" placeholder:"FILE" help:"Write to a file instead of standard output."`
}

// Run writes the matrix of a plan as it is used, or reads one into it.
func (c planMatrixCommand) Run(ctx context.Context) error {
	return c.with(ctx, func(store *geopackage.Store, p fieldplan.Plan) error {
		if c.Read != "" {
			return c.read(ctx, store, p)
		}
		w, err := fieldplan.Load(ctx, store, p)
		if err != nil {
			return err
		}
		return writeOutput(c.Output, func(out *bufio.Writer) error { return w.WriteMatrix(out, p) })
	})
}

func (c planMatrixCommand) read(ctx context.Context, store *geopackage.Store, p fieldplan.Plan) error {
	file, err := os.Open(c.Read)
	if err != nil {
		return fmt.Errorf("there is no file %s that can be read", c.Read)
	}
	defer func() { _ = file.Close() }() // it was only read
	legs, problems := fieldplan.ReadMatrix(file)
	refused := 0
	for _, problem := range problems {
		if problem.Severity == data.Refused {
			refused++
		}
	}
	if len(problems) > 0 {
		fmt.Print(problemsText(problems))
	}
	if len(legs) == 0 {
		return errors.New("no way could be read; nothing was written")
	}
	p.Matrix = legs
	if p, err = savePlan(ctx, store, p); err != nil {
		return err
	}
	fmt.Printf("plan %s, revision %d: %d ways\n", p.ID, p.Revision, len(legs))
	if refused > 0 {
		return fmt.Errorf("%w: %d lines", errSomeRefused, refused)
	}
	return nil
}
