package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"

	"burialmap/data"
)

// atTheCommandLine is the author of changes that somebody makes with a command.
const atTheCommandLine = "command line"

// Its flags are no environment variables: some share their names with those of other
// commands, and would change a source unasked.
type sourcesAddCommand struct {
	database
	ID            string  `arg:"" name:"id" help:"The id by which features name the source."`
	Title         *string `env:"-" placeholder:"TEXT" help:"What the source is called."`
	Kind          *string `env:"-" placeholder:"WORD" help:"What kind of document it is: ${kinds}."`
	Citation      *string `env:"-" placeholder:"TEXT" help:"How to cite it."`
	URL           *string `name:"url" env:"-" placeholder:"URL" help:"Where it can be read; several are separated by spaces."`
	Licence       *string `env:"-" placeholder:"TEXT" help:"Terms under which it may be used."`
	Date          *string `env:"-" placeholder:"EDTF" help:"Date of the source: 1946, 1946-05, 194X, 1946~."`
	Accuracy      *string `env:"-" placeholder:"METRES" help:"Radius that holds the true position with 95 % probability, for its records that state none."`
	ShiftAccuracy *string `env:"-" placeholder:"METRES" help:"95 % radius of the error that all its features share."`
	Method        *string `env:"-" placeholder:"WORD" help:"How its positions were found: ${methods}."`
	JSON          bool    `name:"json" help:"Print the result as JSON."`
}

// Help says what the flags do together.
func (sourcesAddCommand) Help() string {
	return "A source that is there keeps what no flag speaks of; an empty text, as in --licence=, takes a value away. " +
		"A change of what a source says of its positions finds overlaps again; features that were imported before keep the accuracy they have."
}

// stated are the flags that were given, by the field that each fills.
func (c sourcesAddCommand) stated() map[string]string {
	all := map[string]string{}
	for field, value := range map[string]*string{
		"title": c.Title, "kind": c.Kind, "citation": c.Citation, "url": c.URL, "licence": c.Licence, "date": c.Date,
		"accuracy_m": c.Accuracy, "shift_accuracy_m": c.ShiftAccuracy, "location_method": c.Method,
	} {
		if value != nil {
			all[field] = strings.TrimSpace(*value)
		}
	}
	return all
}

// Run records a source, as one Change.
func (c sourcesAddCommand) Run(ctx context.Context) (err error) {
	told, err := c.assemble()
	if err != nil {
		return usageError{err}
	}
	store, closing, err := c.openOrCreate()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closing()) }()
	outcome := data.Unchanged
	_, err = store.Write(ctx, atTheCommandLine, "source "+told.ID, func(tx data.Tx) error {
		f, err := c.merge(ctx, tx, told)
		if err != nil {
			return err
		}
		outcome, err = tx.Put(ctx, f)
		return err
	})
	if err != nil {
		return saidWrong(err)
	}
	return c.done(ctx, store, told.ID, outcome)
}

// assemble takes what is said through the rules, which are those of an import. Where
// nobody looks at findings later, each is a mistake in what is said.
func (c sourcesAddCommand) assemble() (data.Feature, error) {
	mapping, err := data.NewMapping(data.Sources, nil)
	if err != nil {
		return data.Feature{}, err
	}
	record := data.Record{Number: 1, Key: c.ID}
	for field, value := range c.stated() {
		record.Values = append(record.Values, data.Value{Name: field, Value: value})
	}
	f, problems := data.Rules{Collection: data.Sources, Mapping: mapping}.Assemble(record)
	for _, p := range problems {
		err = errors.Join(err, fmt.Errorf("--%s: %s; %s", flagOf(p.Field), p.Message, p.Advice))
	}
	if err == nil && f.ID != c.ID {
		err = fmt.Errorf("%q cannot be an id; name the source %s", c.ID, f.ID)
	}
	return f, err
}

// flagOf is the flag that fills a field.
func flagOf(field string) string {
	switch field {
	case "location_method":
		return "method"
	case "":
		return "title"
	}
	return strings.ReplaceAll(strings.TrimSuffix(field, "_m"), "_", "-")
}

// merge is the source as it is, with what is told of it. One that is new needs a title.
func (c sourcesAddCommand) merge(ctx context.Context, tx data.Tx, told data.Feature) (data.Feature, error) {
	f, err := tx.Feature(ctx, data.Sources.Name, told.ID)
	if errors.Is(err, data.ErrNotFound) {
		if told.Text("title") == "" {
			return f, fmt.Errorf("%w: there is no source %s yet; say its --title", data.ErrInvalid, told.ID)
		}
		if told.Text("kind") == "" {
			told.Properties["kind"] = "unknown"
		}
		return told, nil
	}
	if err != nil {
		return f, err
	}
	f.Properties = maps.Clone(f.Properties)
	for field, value := range c.stated() {
		switch {
		case field == "accuracy_m":
			f.Location.Accuracy = told.Location.Accuracy
		case field == "location_method":
			f.Location.Method = told.Location.Method
		case value == "":
			delete(f.Properties, field)
		default:
			f.Properties[field] = told.Properties[field]
		}
	}
	if f.Text("title") == "" {
		return f, fmt.Errorf("%w: a source needs a --title", data.ErrInvalid)
	}
	return f, nil
}

// done says what was recorded, and finds overlaps again if they may follow from it.
func (c sourcesAddCommand) done(ctx context.Context, store data.Store, id string, outcome data.Outcome) error {
	// It is written: an interrupt now must not say that nothing was changed.
	if err := c.print(context.WithoutCancel(ctx), store, id, outcome); err != nil || outcome == data.Unchanged {
		return err
	}
	overlaps, err := catchUp(ctx, store)
	if err != nil {
		return partlyDoneError{err, "source " + id + " is recorded, and stays so"}
	}
	if !c.JSON {
		fmt.Print(overlapsLine(overlaps))
	}
	return nil
}

func (c sourcesAddCommand) print(ctx context.Context, store data.Store, id string, outcome data.Outcome) error {
	if !c.JSON {
		words := map[data.Outcome]string{data.New: "recorded", data.Updated: "updated", data.Unchanged: "nothing new"}
		fmt.Printf("source %s: %s\n", id, words[outcome])
		return nil
	}
	f, err := store.Feature(ctx, data.Sources.Name, id)
	if err != nil {
		return err
	}
	counts, err := restingOn(ctx, store, id)
	if err != nil {
		return err
	}
	return printJSON(sourceRow{f.ID, sourceProperties(f), counts})
}
