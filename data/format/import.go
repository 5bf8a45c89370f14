package format

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

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
func Import(ctx context.Context, store data.Store, reg Registry, in Input, opt ImportOptions) (Report, error) {
	i, err := begin(reg, in, opt)
	if err != nil {
		return i.report, err
	}
	change, err := store.Write(ctx, "import", "import of "+in.Name, func(tx data.Tx) error {
		if err := i.run(ctx, tx, in); err != nil {
			return fmt.Errorf("%s: %w", in.Name, err)
		}
		if opt.DryRun {
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

// Check does what Import does before it reads records: it looks at the beginning of the
// file and at what is said about it. An ErrInvalid is a mistake in what is said.
func Check(reg Registry, in Input, opt ImportOptions) error {
	_, err := begin(reg, in, opt)
	return err
}

// begin finds out how the file is to be read.
func begin(reg Registry, in Input, opt ImportOptions) (*importing, error) {
	i := &importing{opt: opt}
	var err error
	if i.reader, err = pick(reg, in, opt); err != nil {
		return i, err
	}
	if i.opt.Collection, err = collectionFor(i.reader, in, opt); err != nil {
		return i, err
	}
	i.report = Report{File: in.Name, Format: i.reader.Name(), Collection: i.opt.Collection.Name, DryRun: opt.DryRun}
	return i, i.prepare()
}

// pick finds the reader by the first 64 KiB of the file.
func pick(reg Registry, in Input, opt ImportOptions) (Reader, error) {
	if opt.Collection.Derived {
		return nil, fmt.Errorf("%w: %s are computed from the other collections and cannot be imported", data.ErrInvalid, opt.Collection.Name)
	}
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("reading %s: %w", in.Name, err)
	}
	if n == 0 {
		return nil, fmt.Errorf("%s is empty", in.Name)
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("reading %s: %w", in.Name, err)
	}
	return reg.Reader(opt.Format, in.Name, head[:n])
}

// collectionFor is the collection that was named, or the one that the format always
// goes to.
func collectionFor(reader Reader, in Input, opt ImportOptions) (data.Collection, error) {
	if opt.Collection.Name != "" {
		return opt.Collection, nil
	}
	if collected, ok := reader.(Collected); ok {
		return collected.Collection(), nil
	}
	return data.Collection{}, fmt.Errorf("%w: %s does not tell which collection it holds; name it with --collection", data.ErrInvalid, in.Name)
}

// importing is one import on its way.
type importing struct {
	opt     ImportOptions
	reader  Reader
	rules   data.Rules
	sources sources
	unmade  *data.Feature  // the source of records that name none, until one needs it
	repeats map[string]int // content keys met more than once → how often
	report  Report
}

// prepare checks what the person importing said before the file is touched.
func (i *importing) prepare() error {
	mapping, err := data.NewMapping(i.opt.Collection, i.opt.Map)
	if err != nil {
		return err
	}
	i.rules = data.Rules{
		Collection: i.opt.Collection, File: i.report.File, Mapping: mapping,
		Set: i.opt.Set, Accuracy: i.opt.Accuracy, SourceLocation: i.sources.location,
	}
	i.repeats = map[string]int{}
	return i.rules.CheckSet()
}

func (i *importing) run(ctx context.Context, tx data.Tx, in Input) error {
	if err := i.sources.load(ctx, tx); err != nil {
		return err
	}
	if err := i.chooseSource(ctx, tx); err != nil {
		return err
	}
	if i.opt.Progress != nil {
		in.ReadSeeker = &counter{ReadSeeker: in.ReadSeeker, report: i.opt.Progress}
	}
	for record, err := range i.reader.Read(ctx, in, i.opt.Options) {
		if err != nil {
			return err
		}
		if err := i.take(ctx, tx, record); err != nil {
			return err
		}
	}
	return i.finish()
}

// take brings one record into the store, or reports why not.
func (i *importing) take(ctx context.Context, tx data.Tx, record data.Record) error {
	i.report.Read++
	feature, problems := i.rules.Assemble(record)
	if err := i.tell(problems); err != nil {
		return err
	}
	if slices.ContainsFunc(problems, refuses) {
		i.report.Refused++
		return nil
	}
	if err := i.useSource(ctx, tx, feature); err != nil {
		return fmt.Errorf("source %s: %w", feature.Location.Source, err)
	}
	outcome, err := i.put(ctx, tx, record, feature)
	if err != nil {
		return fmt.Errorf("record %d: %w", record.Number, err)
	}
	if outcome == data.Repeated {
		i.report.Refused++
		return i.tell([]data.Problem{i.duplicate(record, feature)})
	}
	i.report.count(outcome, feature)
	return nil
}

// put stores a feature. Records that have no key are told apart by their content, and
// identical ones by how often they came.
func (i *importing) put(ctx context.Context, tx data.Tx, record data.Record, f data.Feature) (data.Outcome, error) {
	if f.Location.SourceKey != "" || !i.opt.Collection.Spatial {
		return tx.Put(ctx, f)
	}
	key := record.ContentKey()
	f.Location.SourceKey = key
	if n := i.repeats[key]; n > 0 {
		i.repeats[key] = n + 1
		f.Location.SourceKey = fmt.Sprintf("%s#%d", key, n+1)
		return tx.Put(ctx, f)
	}
	outcome, err := tx.Put(ctx, f)
	if outcome != data.Repeated || err != nil {
		return outcome, err
	}
	i.repeats[key] = 2
	f.Location.SourceKey = key + "#2"
	return tx.Put(ctx, f)
}

func (i *importing) duplicate(record data.Record, f data.Feature) data.Problem {
	key := f.Location.SourceKey
	if key == "" {
		key = f.ID
	}
	return data.Problem{
		Severity: data.Refused, File: i.report.File, Record: record.Number, ID: key, Place: record.Place, Rule: "duplicate_key",
		Message: fmt.Sprintf("the key %.80q has already been used in this file", key),
		Advice:  "give each record its own key, or join the records; the first one is kept",
	}
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

func refuses(p data.Problem) bool { return p.Severity == data.Refused }

// finish reports what only the end of the file shows.
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
