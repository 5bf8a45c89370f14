package format

import (
	"context"
	"iter"
	"slices"

	"burialmap/data"
	"burialmap/geo/crs"
)

// taken is one record on its way into the store, and what became of it.
type taken struct {
	record   data.Record  // as the file holds it; where nobody watches, without values and geometry
	feature  data.Feature // what the rules made of it
	problems []data.Problem
	// content is the key of a record that has none of its own.
	content   string
	operation crs.Operation // that turned its position into WGS 84; zero if none was needed
	words     *located      // what was made of its place in words, if it was looked for

	outcome  data.Outcome // zero if it was refused
	like     []likeness
	proposal data.Proposal // of an observation
}

func (t taken) refused() bool { return slices.ContainsFunc(t.problems, refuses) }

// assembled reads a layer and applies the rules in a goroutine of its own, while the store
// takes what has come before. Nothing of it may ask the store, therefore.
func (i *importing) assembled(ctx context.Context, in Input, opt Options) iter.Seq2[taken, error] {
	const ahead = 1 // records may be heavy, and the store is the slower of the two
	return func(yield func(taken, error) bool) {
		for b := range batches(ctx, i.assemble(ctx, in, opt), ahead, weighTaken, nil) {
			for _, t := range b.items {
				if !yield(t, nil) {
					return
				}
			}
			if b.err != nil {
				yield(taken{}, b.err)
				return
			}
		}
	}
}

func (i *importing) assemble(ctx context.Context, in Input, opt Options) iter.Seq2[taken, error] {
	return func(yield func(taken, error) bool) {
		for record, err := range i.reader.Read(ctx, in, opt) {
			if err != nil {
				yield(taken{}, i.unreadable(ctx, in, err))
				return
			}
			if !yield(i.rule(record), nil) {
				return
			}
		}
	}
}

// rule applies the rules to one record. Findings about the file pass as they are.
func (i *importing) rule(record data.Record) taken {
	t := taken{record: record}
	if record.Number == 0 {
		return t
	}
	turned, operation := i.frame.turn(record, i.sources.operation(i.rules.Source))
	t.feature, t.problems = i.rules.Assemble(turned)
	if !t.refused() {
		t.operation = operation
		i.locate(&t)
		if t.feature.Location.SourceKey == "" && i.rules.Collection.Spatial {
			t.content = record.ContentKey()
		}
	}
	if i.watch == nil {
		t.record.Values, t.record.Tags, t.record.Geometry, t.record.Problems = nil, nil, nil, nil
	}
	return t
}

func weighTaken(t taken) int {
	const problem = 1 << 10
	return weighFeature(t.feature) + problem*len(t.problems)
}
