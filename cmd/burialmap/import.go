package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/data/detect"
	"burialmap/data/format"
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
	if err := c.look(); err != nil {
		return err
	}
	findings, err := openFindings(c.Report)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, findings.close()) }()
	store, closing, err := c.openOrCreate()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closing()) }()
	imported, refused, err := c.importFiles(ctx, store, findings)
	if len(imported) > 0 && !c.DryRun && ctx.Err() == nil {
		err = errors.Join(err, findOverlaps(ctx, store))
	}
	switch {
	case err != nil && len(imported) > 0 && !c.DryRun:
		return partlyDoneError{err, imported}
	case err == nil && refused > 0:
		return fmt.Errorf("%w: %d", errSomeRefused, refused)
	}
	return err
}

// look sees whether the files and what is said about them fit together, before anything
// is made or changed: a slip of the pen leaves nothing behind.
func (c importCommand) look() error {
	if !(c.Accuracy >= 0) {
		return usageError{fmt.Errorf("--accuracy is a radius in metres greater than 0, not %v", c.Accuracy)}
	}
	for _, name := range c.Files {
		err := c.open(name, func(in format.Input, opt format.ImportOptions) error { return format.Check(formats(), in, opt) })
		if errors.Is(err, data.ErrInvalid) {
			return usageError{errors.New(strings.TrimPrefix(err.Error(), data.ErrInvalid.Error()+": "))}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// importFiles stops at the first file that fails and says which are imported.
func (c importCommand) importFiles(ctx context.Context, store data.Store, findings *findings) (imported []string, refused int, err error) {
	for _, name := range c.Files {
		report, err := c.importFile(ctx, store, name, findings)
		if err != nil {
			return imported, refused, err
		}
		imported = append(imported, name)
		refused += report.Refused
	}
	return imported, refused, nil
}

// partlyDoneError is a failure after some files have been imported.
type partlyDoneError struct {
	error
	imported []string
}

func (e partlyDoneError) Unwrap() error { return e.error }

func (e partlyDoneError) Error() string { return e.error.Error() + "\n" + e.kept() }

func (e partlyDoneError) kept() string {
	return "already imported, and kept: " + strings.Join(e.imported, ", ")
}

func (c importCommand) importFile(ctx context.Context, store data.Store, name string, findings *findings) (report format.Report, err error) {
	err = c.open(name, func(in format.Input, opt format.ImportOptions) error {
		bar := newProgress(in.Name, in.Size, true)
		defer bar.finish()
		findings.begin(bar)
		opt.Problem = findings.take
		opt.Progress = func(read int64) { bar.set(read, in.Size) }
		report, err = format.Import(ctx, store, formats(), in, opt)
		return err
	})
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

// open hands a file on together with what is said about it.
func (c importCommand) open(name string, use func(format.Input, format.ImportOptions) error) error {
	collection, err := c.collection()
	if err != nil {
		return err
	}
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no file %s", name)
	}
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // it was only read
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if info.IsDir() {
		return fmt.Errorf("%s is a folder; name the files in it", name)
	}
	return use(format.Input{Name: filepath.Base(name), ReadSeeker: file, Size: info.Size()}, format.ImportOptions{
		Options:  format.Options{Collection: collection, Map: c.Map, Encoding: c.Encoding},
		Format:   c.Format,
		Source:   c.Source,
		Accuracy: geo.Accuracy(c.Accuracy),
		Set:      c.Set,
		DryRun:   c.DryRun,
	})
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
	stages := &stages{}
	summary, err := detect.CatchUp(ctx, store, detect.Options{Progress: stages.show})
	stages.finish()
	if err != nil {
		return fmt.Errorf("%w (run 'burialmap overlaps' to try again)", err)
	}
	fmt.Printf("overlaps: %d pairs compared around what changed, %d new, %d updated, %d deleted\n",
		summary.Pairs, summary.New, summary.Updated, summary.Deleted)
	return nil
}
