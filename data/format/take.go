package format

import (
	"context"
	"fmt"

	"burialmap/data"
)

// take brings one record into the store, or reports why not.
func (i *importing) take(ctx context.Context, t taken) error {
	if t.record.Number == 0 {
		for n := range t.record.Problems {
			t.record.Problems[n].File = i.report.File
		}
		return i.tell(t.record.Problems)
	}
	i.report.Read++
	err := i.keep(ctx, &t)
	if i.watch != nil && err == nil {
		i.watch(t)
	}
	return err
}

// keep stores what the rules made of a record, unless they refuse it.
func (i *importing) keep(ctx context.Context, t *taken) error {
	if t.refused() {
		i.report.Refused++
		return i.tell(t.problems)
	}
	if err := i.useSource(*t); err != nil {
		return err
	}
	if err := i.stays(ctx, t); err != nil {
		return fmt.Errorf("record %d: %w", t.record.Number, err)
	}
	var err error
	if t.outcome, err = i.put(ctx, t); err != nil {
		return fmt.Errorf("record %d: %w", t.record.Number, err)
	}
	if t.proposal.Echo {
		i.report.Refused++
		t.problems = append(t.problems, i.echo(*t))
		return i.tell(t.problems)
	}
	if t.outcome == data.Repeated {
		t.outcome = 0
		t.problems = append(t.problems, i.duplicate(*t))
		i.report.Refused++
		return i.tell(t.problems)
	}
	i.report.count(t.outcome, t.feature)
	i.report.countWords(t.words, i.opt.LocateWords)
	i.observed(t)
	if t.outcome == data.New || t.outcome == data.Renamed {
		i.compare(t)
	}
	return i.tell(t.problems)
}

// put stores a feature. Records that have no key are told apart by their content, and
// identical ones by how often they came. Where somebody has chosen another position than
// that of the file, the choice stands.
func (i *importing) put(ctx context.Context, t *taken) (data.Outcome, error) {
	f, key := t.feature, t.content
	if key == "" {
		return i.store(ctx, t, f)
	}
	f.Location.SourceKey = key
	if n := i.repeats[key]; n > 0 {
		i.repeats[key] = n + 1
		f.Location.SourceKey = fmt.Sprintf("%s#%d", key, n+1)
		return i.store(ctx, t, f)
	}
	outcome, err := i.store(ctx, t, f)
	if outcome != data.Repeated || err != nil {
		return outcome, err
	}
	i.repeats[key] = 2
	f.Location.SourceKey = key + "#2"
	return i.store(ctx, t, f)
}

// store puts a feature, and of an observation notes what it proposes.
func (i *importing) store(ctx context.Context, t *taken, f data.Feature) (outcome data.Outcome, err error) {
	if f.Collection != data.Observations.Name {
		return i.prefer.Put(ctx, f)
	}
	outcome, t.proposal, err = i.prefer.Observe(ctx, f)
	return outcome, err
}

func (i *importing) duplicate(t taken) data.Problem {
	key := t.feature.Location.SourceKey
	if key == "" {
		key = t.feature.ID
	}
	return data.Problem{
		Severity: data.Refused, File: i.report.File, Record: t.record.Number, ID: key, Place: t.record.Place, Rule: "duplicate_key",
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
