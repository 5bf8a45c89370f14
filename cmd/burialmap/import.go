package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/data/detect"
	"burialmap/data/format"
)

type importCommand struct {
	database
	gazetteers
	Files       []string          `arg:"" name:"file" help:"Files to load, each as one transaction."`
	Collection  string            `short:"c" placeholder:"NAME" help:"Where the records go: sites, cemeteries, plots, positions, restrictions, observations or sources. OpenStreetMap files go to cemeteries, layers that are called after a collection into that."`
	Format      string            `placeholder:"NAME" help:"Format of the files, if looking at them does not tell: ${formats}."`
	Encoding    string            `placeholder:"NAME" help:"Character encoding of text files, if looking at them does not tell: windows-1251, shift_jis…"`
	Layer       string            `placeholder:"NAME" help:"Layer, table or sheet to read of a file that has several; '*' reads all."`
	CRS         string            `name:"crs" placeholder:"EPSG:n" help:"Coordinate reference system of the coordinates, if the file does not say it or is wrong: EPSG:28425, a PROJ string, the text of a .prj file."`
	NorthFirst  bool              `help:"Of the two numbers of a position, the first is northing or latitude."`
	Source      string            `placeholder:"ID" help:"Source of the records (default: what the format says, or one named after the file)."`
	Accuracy    float64           `placeholder:"METRES" help:"Radius that holds the true position with 95 % probability, for records that state none and whose source states none."`
	Map         map[string]string `placeholder:"FIELD=COLUMN" help:"Column for a field whose header is not recognised."`
	Set         map[string]string `placeholder:"FIELD=VALUE" help:"Value for a field that the records do not state, such as use=civilian."`
	LocateWords bool              `help:"Give records without a position the one that can be read from their words; it is recorded as location_method=text."`
	Profile     string            `placeholder:"NAME" help:"Begin with what was saved under this name."`
	SaveProfile string            `placeholder:"NAME" help:"Save what is said here for other files like these."`
	DryRun      bool              `help:"Look, count and report, and change nothing."`
	Report      string            `placeholder:"FILE" help:"Write every finding to a CSV file."`
	Annotate    string            `placeholder:"FILE" help:"Write the file again with a column that says what is wrong in each row (CSV and XLSX), to correct it and load it again."`
}

// Run imports each file as one transaction. Refused records end it with code 3.
func (c importCommand) Run(ctx context.Context) (err error) {
	if c.Annotate != "" && len(c.Files) > 1 {
		return usageError{errors.New("--annotate writes one file: import the files one by one")}
	}
	if c.SaveProfile != "" && c.DryRun {
		return usageError{errors.New("--save-profile writes to the database, and --dry-run changes nothing: give one of the two")}
	}
	yield()
	places, err := c.places()
	if err != nil {
		return err
	}
	store, closing, err := c.openOrCreate()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closing()) }()
	opt, err := c.options(ctx, store)
	if err != nil {
		return err
	}
	opt.Places = places
	if err := c.look(ctx, opt); err != nil {
		return err
	}
	findings, err := openFindings(c.Report)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, findings.close()) }()
	imported, refused, err := c.importFiles(ctx, store, opt, findings)
	if len(imported) > 0 && !c.DryRun && ctx.Err() == nil {
		err = errors.Join(err, findOverlaps(ctx, store))
	}
	switch {
	case err != nil && len(imported) > 0 && !c.DryRun:
		return partlyDoneError{err, "already imported, and kept: " + strings.Join(imported, ", ")}
	case err == nil && refused > 0:
		return fmt.Errorf("%w: %d", errSomeRefused, refused)
	}
	return err
}

// options are what is said on the command line, over what the profile says.
func (c importCommand) options(ctx context.Context, store data.Store) (format.ImportOptions, error) {
	say := format.Say{
		Collection: c.Collection, Format: c.Format, Layer: c.Layer, Encoding: c.Encoding, CRS: c.CRS, NorthFirst: c.NorthFirst,
		Source: c.Source, Accuracy: c.Accuracy, Map: c.Map, Set: c.Set, LocateWords: c.LocateWords,
	}
	if c.Profile != "" {
		profiles, err := format.Profiles(ctx, store)
		if err != nil {
			return format.ImportOptions{}, err
		}
		profile, ok := profiles[c.Profile]
		if !ok {
			return format.ImportOptions{}, usageError{fmt.Errorf("there is no profile %q; there are %q", c.Profile, slices.Sorted(maps.Keys(profiles)))}
		}
		say = say.Over(profile)
	}
	opt, err := say.Options()
	if err != nil {
		return opt, saidWrong(err)
	}
	opt.DryRun = c.DryRun
	return opt, c.save(ctx, store, say)
}

// save keeps what is said for other files.
func (c importCommand) save(ctx context.Context, store data.Store, say format.Say) error {
	if c.SaveProfile == "" {
		return nil
	}
	return saidWrong(format.SaveProfile(ctx, store, c.SaveProfile, &say))
}

// saidWrong makes an error about what was said one of usage.
func saidWrong(err error) error {
	if errors.Is(err, data.ErrInvalid) {
		return usageError{errors.New(strings.TrimPrefix(err.Error(), data.ErrInvalid.Error()+": "))}
	}
	return err
}

// look sees whether the files and what is said about them fit together, before anything
// is made or changed: a slip of the pen leaves nothing behind.
func (c importCommand) look(ctx context.Context, opt format.ImportOptions) error {
	for _, name := range c.Files {
		err := openFile(name, func(in format.Input) error {
			report, err := format.Check(ctx, formats(), in, opt)
			if c.DryRun && opt.Collection.Name == "" && errors.Is(err, data.ErrInvalid) {
				return nil // looking tells more
			}
			if err == nil && c.Annotate != "" {
				_, err = report.AnnotateOptions(opt.Options)
			}
			return err
		})
		if err != nil {
			return saidWrong(err)
		}
	}
	return nil
}

// importFiles stops at the first file that fails and says which are imported.
func (c importCommand) importFiles(ctx context.Context, store data.Store, opt format.ImportOptions, findings *findings) (imported []string, refused int, err error) {
	for _, name := range c.Files {
		report, err := c.importFile(ctx, store, name, opt, findings)
		if err != nil {
			return imported, refused, err
		}
		imported = append(imported, name)
		refused += report.Refused
	}
	return imported, refused, nil
}

// partlyDoneError is a failure after something has been written that stays.
type partlyDoneError struct {
	error
	kept string // says what
}

func (e partlyDoneError) Unwrap() error { return e.error }

func (e partlyDoneError) Error() string { return e.error.Error() + "\n" + e.kept }

func (c importCommand) importFile(ctx context.Context, store data.Store, name string, opt format.ImportOptions, findings *findings) (report format.Report, err error) {
	err = openFile(name, func(in format.Input) error {
		bar := newProgress(in.Name, in.Size, true)
		defer bar.finish()
		findings.begin(bar, c.Annotate != "", c.DryRun)
		opt.Problem = findings.take
		opt.Progress = func(read int64) { bar.set(read, in.Size) }
		if c.DryRun {
			look, err := format.LookAt(ctx, store, formats(), in, opt)
			if err != nil {
				return saidWrong(err)
			}
			bar.finish()
			report = look.Report
			if err := printLook(os.Stdout, look); err != nil {
				return err
			}
			return c.annotate(ctx, in, opt, report, findings)
		}
		if report, err = format.Import(ctx, store, formats(), in, opt); err != nil {
			return err
		}
		return c.annotate(ctx, in, opt, report, findings)
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

// annotate writes the file again with its findings.
func (c importCommand) annotate(ctx context.Context, in format.Input, opt format.ImportOptions, report format.Report, findings *findings) error {
	if c.Annotate == "" {
		return nil
	}
	reader, err := formats().Reader(report.Format, in.Name, nil)
	if err != nil {
		return err
	}
	annotator, ok := reader.(format.Annotator)
	if !ok {
		return usageError{fmt.Errorf("--annotate: %s has no rows to write beside; --report FILE writes the findings as a table", reader.Title())}
	}
	options, err := report.AnnotateOptions(opt.Options)
	if err != nil {
		return saidWrong(err)
	}
	return writeOutput(c.Annotate, func(w *bufio.Writer) error {
		return annotator.Annotate(ctx, in, options, w, findings.remark)
	})
}

// openFile hands a file on, together with those beside it that belong to it.
func openFile(name string, use func(format.Input) error) error {
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
	return use(format.Input{Name: filepath.Base(name), ReadSeeker: file, Size: info.Size(), Sibling: siblings(name)})
}

// catchUp brings the overlaps up to date with what has changed. A server that runs on the
// same database does the same as soon as it sees the change, and writes for as long as that
// takes: then there is nothing left to do but to wait for it.
func catchUp(ctx context.Context, store data.Store) (detect.Summary, error) {
	stages := &stages{}
	summary, err := detect.CatchUp(ctx, store, detect.Options{Progress: stages.show})
	for errors.Is(err, data.ErrBusy) && ctx.Err() == nil {
		summary, err = detect.CatchUp(ctx, store, detect.Options{Progress: stages.show})
	}
	stages.finish()
	if err != nil {
		err = fmt.Errorf("%w (run 'burialmap overlaps' to try again)", err)
	}
	return summary, err
}

// findOverlaps is catchUp, and says what came of it.
func findOverlaps(ctx context.Context, store data.Store) error {
	summary, err := catchUp(ctx, store)
	if err != nil {
		return err
	}
	fmt.Print(overlapsLine(summary))
	return nil
}

func overlapsLine(s detect.Summary) string {
	return fmt.Sprintf("overlaps: %d pairs compared around what changed, %d new, %d updated, %d deleted\n", s.Pairs, s.New, s.Updated, s.Deleted)
}
