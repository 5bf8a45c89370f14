package format

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// carriedBack reports whether the file is the package that a team was given, and nobody has
// asked for another of its layers.
func (i *importing) carriedBack() bool {
	return i.about.Carried != nil && (i.opt.Collection.Name == "" || i.opt.Collection.Name == data.Observations.Name) &&
		(i.opt.Layer == "" || i.opt.Layer == data.Observations.Name)
}

// set is what the person importing says of a layer. Observations in a package were made
// under its plan, unless they say otherwise.
func (i *importing) set(t target) map[string]string {
	if !i.carriedBack() || t.collection.Name != data.Observations.Name || i.about.Carried.Plan == "" {
		return i.opt.Set
	}
	set := maps.Clone(i.opt.Set)
	if set == nil {
		set = map[string]string{}
	}
	set["plan"] = cmp.Or(set["plan"], i.about.Carried.Plan)
	return set
}

// source is where observations of a package come from: the team that visits by its plan.
func (c *Carried) source() data.Feature {
	id := data.SafeID("field-" + c.Plan)
	title := "Field observations: " + cmp.Or(c.Title, c.Plan)
	return data.Feature{ID: id, Collection: data.Sources.Name, Properties: map[string]any{"title": title, "kind": "survey"}}
}

// checkCopies tells what is different of the layers of a package that are copies. Nothing of
// them is taken: somebody has to say that an edit is meant.
func (i *importing) checkCopies(ctx context.Context, in Input) error {
	if !i.carriedBack() {
		return nil
	}
	for _, l := range filled(i.about.Layers) {
		for _, c := range data.Collections {
			if c.Derived || c.Name == data.Observations.Name || !strings.EqualFold(l.Name, c.Name) {
				continue
			}
			if err := i.checkCopy(ctx, in, target{l.Name, c}); err != nil {
				return err
			}
		}
	}
	return nil
}

// copied counts what is different of a copy.
type copied struct {
	target
	told  []data.Problem
	more  int // that there is no room to tell of
	moved int // differ from what has changed in the database meanwhile
}

// mostCopied is how many edits of a layer are told one by one.
const mostCopied = 50

func (i *importing) checkCopy(ctx context.Context, in Input, t target) error {
	mapping, err := data.NewMapping(t.collection, nil)
	if err != nil {
		return err
	}
	rules := data.Rules{Collection: t.collection, File: i.report.File, Mapping: mapping}
	opt := i.opt.Options
	opt.Collection, opt.Layer, opt.Map = t.collection, t.layer, nil
	c := copied{target: t}
	for record, err := range i.reader.Read(ctx, in, opt) {
		if err != nil {
			return i.unreadable(ctx, in, err)
		}
		if record.Number == 0 {
			continue
		}
		turned, _ := i.frame.turn(record, "")
		f, _ := rules.Assemble(turned)
		if err := i.compareCopy(ctx, f, record, &c); err != nil {
			return err
		}
	}
	return i.tell(c.problems(i.report.File))
}

// compareCopy holds a record of a copy against the feature it is of.
func (i *importing) compareCopy(ctx context.Context, f data.Feature, record data.Record, c *copied) error {
	stored, err := i.tx.Feature(ctx, c.collection.Name, f.ID)
	switch {
	case errors.Is(err, data.ErrNotFound):
		c.tell(record, f, "copy_added", fmt.Sprintf("the layer %s has a record %s that the database does not know", c.layer, cmp.Or(f.ID, "without an id")))
		return nil
	case err != nil:
		return err
	}
	fields := differing(f, stored)
	switch {
	case len(fields) == 0:
	case stored.Revision > i.about.Carried.DataRevision:
		c.moved++
	default:
		c.tell(record, f, "copy_edited", fmt.Sprintf("%s was edited in the file: %s", stored.Ref(), strings.Join(fields, ", ")))
	}
	return nil
}

func (c *copied) tell(record data.Record, f data.Feature, rule, message string) {
	if len(c.told) == mostCopied {
		c.more++
		return
	}
	c.told = append(c.told, data.Problem{
		Severity: data.Warning, Record: record.Number, ID: f.ID, Place: record.Place, Rule: rule, Message: message + "; the layer is a copy, and nothing of it is taken",
		Advice: fmt.Sprintf("say it in an observation; or take what the layer says with --layer %s --collection %s", c.layer, c.collection.Name),
	})
}

// problems is what is to be told of the layer.
func (c *copied) problems(file string) []data.Problem {
	about := func(rule, message, advice string) {
		c.told = append(c.told, data.Problem{Severity: data.Warning, Rule: rule, Message: message, Advice: advice})
	}
	if c.more > 0 {
		about("copy_edited", fmt.Sprintf("%d more records of the layer %s differ from the database", c.more, c.layer), "look at the layer in a GIS")
	}
	if c.moved > 0 {
		about("copy_outdated", fmt.Sprintf("records of the layer %s that differ from the database, where they have changed since the package was made: %d; nobody can tell whether they were edited in the field as well", c.layer, c.moved),
			"nothing of the layer is taken; say in observations what was seen")
	}
	for n := range c.told {
		c.told[n].File = file
	}
	return c.told
}

// differing names what a copy says otherwise than the feature does, of all that people
// record: to a centimetre, and not of what is computed.
func differing(f, stored data.Feature) []string {
	var fields []string
	if !sameGeometry(f.Geometry, stored.Geometry) {
		fields = append(fields, "geometry")
	}
	c, _ := data.CollectionNamed(stored.Collection)
	for _, field := range c.Fields {
		if !field.Kept() && data.ValueText(f.Properties[field.Name]) != data.ValueText(stored.Properties[field.Name]) {
			fields = append(fields, field.Name)
		}
	}
	for _, field := range data.LocationFields {
		given := field.Name == "source_key" && stored.Location.SourceKey == "" // by the rules, from the id
		if !given && data.ValueText(f.Location.Value(field.Name)) != data.ValueText(stored.Location.Value(field.Name)) {
			fields = append(fields, field.Name)
		}
	}
	if !maps.Equal(f.Extra, stored.Extra) {
		fields = append(fields, "extra")
	}
	return fields
}

func sameGeometry(a, b orb.Geometry) bool {
	return bytes.Equal(data.AppendGeometry(nil, a), data.AppendGeometry(nil, b))
}
