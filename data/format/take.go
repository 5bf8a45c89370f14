package format

import (
	"context"
	"fmt"
	"slices"

	"burialmap/data"
)

// taken is what became of one record.
type taken struct {
	record   data.Record  // as the file holds it
	feature  data.Feature // what the rules made of it
	problems []data.Problem
	outcome  data.Outcome // zero if it was refused
	words    *located     // what was made of its place in words, if there was one
	like     []likeness
}

// take brings one record into the store, or reports why not.
func (i *importing) take(ctx context.Context, tx data.Tx, record data.Record) error {
	if record.Number == 0 {
		for n := range record.Problems {
			record.Problems[n].File = i.report.File
		}
		return i.tell(record.Problems)
	}
	i.report.Read++
	t := taken{record: record}
	t.feature, t.problems = i.rules.Assemble(i.frame.turn(record, i.sources.operation(i.rules.Source)))
	refused := slices.ContainsFunc(t.problems, refuses)
	if !refused {
		i.locate(&t)
	}
	err := i.keep(ctx, tx, &t, refused)
	if i.watch != nil && err == nil {
		i.watch(t)
	}
	return err
}

// keep stores what the rules made of a record, unless they refuse it.
func (i *importing) keep(ctx context.Context, tx data.Tx, t *taken, refused bool) error {
	if refused {
		i.report.Refused++
		return i.tell(t.problems)
	}
	if err := i.useSource(t.feature); err != nil {
		return err
	}
	var err error
	if t.outcome, err = i.put(ctx, tx, t.record, t.feature); err != nil {
		return fmt.Errorf("record %d: %w", t.record.Number, err)
	}
	if t.outcome == data.Repeated {
		t.outcome = 0
		t.problems = append(t.problems, i.duplicate(t.record, t.feature))
		i.report.Refused++
		return i.tell(t.problems)
	}
	i.report.count(t.outcome, t.feature)
	if t.outcome == data.New || t.outcome == data.Renamed {
		i.compare(t)
	}
	return i.tell(t.problems)
}

// put stores a feature. Records that have no key are told apart by their content, and
// identical ones by how often they came.
func (i *importing) put(ctx context.Context, tx data.Tx, record data.Record, f data.Feature) (data.Outcome, error) {
	if f.Location.SourceKey != "" || !i.rules.Collection.Spatial {
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

// find adds a finding about a record that is kept.
func (i *importing) find(t *taken, rule, field, message, advice string) {
	t.problems = append(t.problems, data.Problem{
		Severity: data.Warning, File: i.report.File, Record: t.record.Number, ID: t.feature.Location.SourceKey, Field: field,
		Rule: rule, Place: t.record.Place, Message: message, Advice: advice,
	})
}

func refuses(p data.Problem) bool { return p.Severity == data.Refused }
