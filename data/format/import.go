package format

import (
	"context"
	"errors"
	"fmt"
	"io"

	"burialmap/data"
	"burialmap/geo"
)

// ImportOptions are what the person importing says.
type ImportOptions struct {
	Options
	// Format names the reader; empty lets the registry look at the file.
	Format string
	// Source is the id of the source that the records come from. Empty means the source
	// that the format declares, or else one made from the file's name, as soon as a record
	// names none. A source that is named here and not in the store is made.
	Source string
	// Accuracy is that of every record which neither states one itself nor has a source
	// that does. Zero states nothing.
	Accuracy geo.Accuracy
	// Set gives values for fields that the records do not state: field → text.
	Set map[string]string
	// NorthFirst says that of the two numbers of a position the first is northing or
	// latitude.
	NorthFirst bool
	// Places finds places that are given in words; nil looks for none. What it proposes is
	// reported, and taken only with LocateWords.
	Places      data.Locator
	LocateWords bool
	// DryRun does everything and then takes it back.
	DryRun bool
	// Problem is handed each finding as it comes; an error from it ends the import. Nil
	// drops them: they are counted all the same.
	Problem func(data.Problem) error
	// Progress is told how many bytes of the current pass over the file have been read.
	// It is called often and must be quick. Nil is never called.
	Progress func(bytes int64)
}

// errDryRun takes back the transaction of a dry run.
var errDryRun = errors.New("dry run")

// Import takes the records of a file through the rules of package data into the store, as
// one transaction and one Change. Refused records are counted and reported; the others
// are kept. An error means that the file cannot be trusted as a whole, or that the store
// failed: then nothing of it is kept.
//
// A file of several layers that are called after collections needs no collection: each
// layer goes into its own.
func Import(ctx context.Context, store data.Store, reg Registry, in Input, opt ImportOptions) (Report, error) {
	i, err := begin(ctx, reg, in, opt)
	if err != nil {
		return i.report, err
	}
	return i.write(ctx, store, in)
}

// Check does what Import does before it reads records: it looks at the beginning of the
// file and at what is said about it, and reports what it is. An ErrInvalid is a mistake in
// what is said.
func Check(ctx context.Context, reg Registry, in Input, opt ImportOptions) (Report, error) {
	i, err := begin(ctx, reg, in, opt)
	return i.report, err
}

// FileError is an error of the file itself: it cannot be read, or not be trusted. Its words
// are about the file and may be shown to whoever brought it.
type FileError struct {
	File string
	Err  error
}

func (e *FileError) Error() string { return e.File + ": " + e.Err.Error() }

// Unwrap is what is wrong.
func (e *FileError) Unwrap() error { return e.Err }

// importing is one import on its way.
type importing struct {
	opt       ImportOptions
	reader    Reader
	about     Description // what the file says about itself
	targets   []target
	frame     *frame
	sources   sources
	report    Report
	watch     func(taken)       // told of every record; nil for nobody
	tx        data.Tx           // the write that is under way
	prefer    *data.Preferences // which positions people have chosen
	differing map[string]bool   // sources of several datums that were told of

	// Of the layer that is being read.
	rules   data.Rules
	alike   *alike         // nil where names are not compared
	unmade  *data.Feature  // the source of records that name none, if the store has it not
	needed  bool           // a record names none
	repeats map[string]int // content keys met more than once → how often
}

// begin finds out how the file is to be read.
func begin(ctx context.Context, reg Registry, in Input, opt ImportOptions) (*importing, error) {
	i := &importing{opt: opt, differing: map[string]bool{}}
	var err error
	if i.reader, err = pick(reg, in, opt); err != nil {
		return i, err
	}
	i.report = Report{File: in.Name, Format: i.reader.Name(), DryRun: opt.DryRun}
	if i.frame, err = newFrame(opt.CRS, opt.NorthFirst); err != nil {
		return i, err
	}
	if err := i.describe(ctx, in); err != nil {
		return i, &FileError{in.Name, err}
	}
	if i.targets, err = i.aim(in); err != nil {
		return i, err
	}
	i.report.Collection, i.report.Parts = collectionsOf(i.targets), len(i.targets)
	if len(i.targets) == 1 {
		i.report.Layer = i.targets[0].layer
	}
	for _, t := range i.targets {
		if err := i.turnTo(t); err != nil {
			return i, err
		}
	}
	return i, nil
}

// pick finds the reader by the first 64 KiB of the file.
func pick(reg Registry, in Input, opt ImportOptions) (Reader, error) {
	if opt.Collection.Derived {
		return nil, fmt.Errorf("%w: %s are computed from the other collections and cannot be imported", data.ErrInvalid, opt.Collection.Name)
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("reading %s: %w", in.Name, err)
	}
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("reading %s: %w", in.Name, err)
	}
	if n == 0 {
		return nil, &FileError{in.Name, errors.New("the file is empty")}
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("reading %s: %w", in.Name, err)
	}
	return reg.Reader(opt.Format, in.Name, head[:n])
}

// describe asks the reader what the file says about itself.
func (i *importing) describe(ctx context.Context, in Input) (err error) {
	describer, ok := i.reader.(Describer)
	if !ok {
		return nil
	}
	i.about, err = describer.Describe(ctx, in, i.opt.Options)
	return err
}

// turnTo prepares the rules for a layer. What the person importing said is checked here,
// before the file is read.
func (i *importing) turnTo(t target) error {
	mapping, err := data.NewMapping(t.collection, i.opt.Map)
	if err != nil {
		return err
	}
	i.rules = data.Rules{
		Collection: t.collection, File: i.report.File, Mapping: mapping,
		Set: i.set(t), Accuracy: i.opt.Accuracy, SourceLocation: i.sources.location,
	}
	i.repeats = map[string]int{}
	return i.rules.CheckSet()
}

// write runs the import as one transaction.
func (i *importing) write(ctx context.Context, store data.Store, in Input) (Report, error) {
	change, err := store.Write(ctx, "import", "import of "+in.Name, func(tx data.Tx) error {
		if err := i.run(ctx, tx, in); err != nil {
			return err
		}
		if i.opt.DryRun {
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		return i.report, nil
	}
	i.report.Change = change
	return i.report, err
}

func (i *importing) run(ctx context.Context, tx data.Tx, in Input) error {
	i.tx = tx
	if i.opt.Progress != nil {
		in.ReadSeeker = &counter{ReadSeeker: in.ReadSeeker, report: i.opt.Progress}
	}
	if err := i.sources.load(ctx, tx); err != nil {
		return err
	}
	if err := i.tell(i.passedOver()); err != nil {
		return err
	}
	var err error
	if i.prefer, err = data.LoadPreferences(ctx, tx); err != nil {
		return err
	}
	for _, t := range i.targets {
		if err := i.layer(ctx, tx, in, t); err != nil {
			return err
		}
	}
	if err := i.checkCopies(ctx, in); err != nil {
		return err
	}
	return i.writeSources(ctx, tx)
}

// layer takes the records of one layer, or of a file that has none.
func (i *importing) layer(ctx context.Context, tx data.Tx, in Input, t target) (err error) {
	if err := i.turnTo(t); err != nil {
		return err
	}
	i.chooseSource()
	if i.alike, err = loadAlike(ctx, tx, t.collection); err != nil {
		return err
	}
	opt := i.opt.Options
	opt.Collection, opt.Layer = t.collection, t.layer
	for t, err := range i.assembled(ctx, in, opt) {
		if err != nil {
			return err
		}
		if err := i.take(ctx, t); err != nil {
			return err
		}
	}
	return i.finish()
}

// unreadable is an error of a reader: of the file, unless nobody waits for it any more.
func (i *importing) unreadable(ctx context.Context, in Input, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &FileError{in.Name, err}
}

// tell counts findings and passes them on.
func (i *importing) tell(problems []data.Problem) error {
	for _, p := range problems {
		if p.Severity == data.Warning {
			i.report.Warnings++
		}
		if i.opt.Problem == nil {
			continue
		}
		if err := i.opt.Problem(p); err != nil {
			return fmt.Errorf("reporting findings: %w", err)
		}
	}
	return nil
}

// finish reports what only the end of a layer shows.
func (i *importing) finish() error {
	var problems []data.Problem
	about := func(rule, field, message, advice string) {
		problems = append(problems, data.Problem{Severity: data.Warning, File: i.report.File, Rule: rule, Field: field, Message: message, Advice: advice})
	}
	for _, field := range i.rules.Mapping.Unused() {
		column := i.opt.Map[field]
		about("map_unused", column, fmt.Sprintf("no record has the column %q that %s was mapped to", column, field), "check the column's name")
	}
	for _, id := range i.sources.unknown() {
		about("source_unknown", "source", fmt.Sprintf("the source %q that records name is not in the collection sources", id), "import it as well, so that people can trace them")
	}
	return i.tell(problems)
}

// counter tells how far a file has been read.
type counter struct {
	io.ReadSeeker
	report func(int64)
	at     int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.ReadSeeker.Read(p)
	c.at += int64(n)
	c.report(c.at)
	return n, err
}

func (c *counter) Seek(offset int64, whence int) (int64, error) {
	at, err := c.ReadSeeker.Seek(offset, whence)
	if err == nil {
		c.at = at
	}
	return at, err
}
