package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/data/detect"
	"burialmap/data/format"
	"burialmap/data/geopackage"
	"burialmap/geo"
)

type importCommand struct {
	database
	Files      []string          `arg:"" name:"file" help:"Files to load, each as one transaction."`
	Collection string            `short:"c" placeholder:"NAME" help:"Where the records go: sites, cemeteries, plots or sources. OpenStreetMap files go to cemeteries."`
	Format     string            `placeholder:"NAME" help:"Format of the files, if looking at them does not tell: ${formats}."`
	Encoding   string            `placeholder:"NAME" help:"Character encoding of text files, if looking at them does not tell: windows-1251, shift_jis…"`
	Source     string            `placeholder:"ID" help:"Source of the records (default: what the format says, or one named after the file)."`
	Accuracy   float64           `placeholder:"METRES" help:"Radius that holds the true position with 95 % probability, for records that state none and whose source states none."`
	Map        map[string]string `placeholder:"FIELD=COLUMN" help:"Column for a field whose header is not recognised."`
	Set        map[string]string `placeholder:"FIELD=VALUE" help:"Value for a field that the records do not state, such as use=civilian."`
	DryRun     bool              `help:"Look, count and report, and change nothing."`
	Report     string            `placeholder:"FILE" help:"Write every finding to a CSV file."`
}

// Run imports each file as one transaction. Refused records end it with code 3.
func (c importCommand) Run(ctx context.Context) (err error) {
	if c.Accuracy < 0 {
		return usageError{fmt.Errorf("--accuracy is a radius in metres greater than 0, not %v", c.Accuracy)}
	}
	findings, err := openFindings(c.Report)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, findings.close()) }()
	// Files are looked at before the database is made, so that a slip of the pen leaves none.
	for _, name := range c.Files {
		if _, err := os.Stat(name); err != nil {
			return err
		}
	}
	store, err := c.openOrCreate()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	refused := 0
	for _, name := range c.Files {
		report, err := c.importFile(ctx, store, name, findings)
		if err != nil {
			return err
		}
		refused += report.Refused
	}
	if !c.DryRun {
		if err := findOverlaps(ctx, store); err != nil {
			return err
		}
	}
	if refused > 0 {
		return fmt.Errorf("%w: %d", errSomeRefused, refused)
	}
	return nil
}

func (c importCommand) importFile(ctx context.Context, store *geopackage.Store, name string, findings *findings) (format.Report, error) {
	file, err := os.Open(name)
	if err != nil {
		return format.Report{}, err
	}
	defer func() { _ = file.Close() }() // it was only read
	info, err := file.Stat()
	if err != nil {
		return format.Report{}, err
	}
	collection, err := c.collection()
	if err != nil {
		return format.Report{}, err
	}
	bar := newProgress(filepath.Base(name), info.Size(), true)
	findings.begin(bar)
	report, err := format.Import(ctx, store, formats(),
		format.Input{Name: filepath.Base(name), ReadSeeker: file, Size: info.Size()},
		format.ImportOptions{
			Options:  format.Options{Collection: collection, Map: c.Map, Encoding: c.Encoding},
			Format:   c.Format,
			Source:   c.Source,
			Accuracy: geo.Accuracy(c.Accuracy),
			Set:      c.Set,
			DryRun:   c.DryRun,
			Problem:  findings.take,
			Progress: func(read int64) { bar.set(read, info.Size()) },
		})
	bar.finish()
	if err != nil {
		return report, err
	}
	findings.end()
	fmt.Println(report.Summary())
	for _, hint := range report.Hints() {
		fmt.Println("  " + hint)
	}
	return report, nil
}

// collection is the one named; without a name the format has to know it.
func (c importCommand) collection() (data.Collection, error) {
	if c.Collection == "" {
		return data.Collection{}, nil
	}
	collection, ok := data.CollectionNamed(c.Collection)
	if !ok || collection.Derived {
		return collection, usageError{fmt.Errorf("--collection %s: records can go to %s", c.Collection, importable())}
	}
	return collection, nil
}

func importable() string {
	var names []string
	for _, c := range data.Collections {
		if !c.Derived {
			names = append(names, c.Name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// findOverlaps brings the overlaps up to date with what has changed.
func findOverlaps(ctx context.Context, store data.Store) error {
	bar := newProgress("finding overlaps", -1, false)
	summary, err := detect.CatchUp(ctx, store, detect.Options{Progress: bar.count})
	bar.finish()
	if err != nil {
		return fmt.Errorf("the files are imported, but finding their overlaps failed (run 'burialmap overlaps' to try again): %w", err)
	}
	fmt.Printf("overlaps: %d pairs compared around what changed, %d new, %d updated, %d deleted\n",
		summary.Pairs, summary.New, summary.Updated, summary.Deleted)
	return nil
}
