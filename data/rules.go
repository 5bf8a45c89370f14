package data

import (
	"fmt"
	"slices"

	"burialmap/geo"
)

// Rules turn the records of one file into features of one collection. What the record
// says goes first, then what its source says, then what the person importing says, then
// the documented default of the format; what nobody says stays unknown.
type Rules struct {
	Collection Collection
	File       string // the file's base name, for findings
	Mapping    *Mapping
	// Set gives a value for fields that neither a record nor its source states: field →
	// text, checked by [Rules.CheckSet].
	Set map[string]string
	// Source is the id of the source of records that do not name one.
	Source string
	// SourceLocation is what a source states for all its features: accuracy and method.
	// Nil, or a zero Location, states nothing.
	SourceLocation func(id string) Location
	// Accuracy is what the person importing stated for the file; zero if nothing.
	Accuracy geo.Accuracy
}

// Assemble applies the rules to one record. The findings of the reader come back among
// the problems. If one of them is Refused the feature must not be kept. A value that does
// not parse is a Warning and its words are kept in Feature.Extra under the file's own
// column name; nothing that the record said is lost.
//
// The record's key becomes source_key and, in a safe form, the id that the feature would
// like to have. A record without a key leaves both empty: [Record.ContentKey] stands in.
func (r Rules) Assemble(record Record) (Feature, []Problem) {
	a := assembly{rules: r, record: record, problems: record.Problems}
	if !record.Refused() {
		a.feature = Feature{Collection: r.Collection.Name, Properties: make(map[string]any, len(record.Values))}
		a.takeValues()
		a.locate()
		a.setRest()
		a.season()
		a.photos()
		a.name()
		a.shape()
	}
	return a.feature, a.complete()
}

// assembly is one record on its way to a feature.
type assembly struct {
	rules    Rules
	record   Record
	key      string // what the record calls itself
	feature  Feature
	problems []Problem
}

func (a *assembly) report(p Problem) { a.problems = append(a.problems, p) }

func (a *assembly) warn(column, rule, message, advice string) {
	a.report(Problem{Severity: Warning, Field: column, Rule: rule, Message: message, Advice: advice})
}

func (a *assembly) refuse(column, rule, message, advice string) {
	a.report(Problem{Severity: Refused, Field: column, Rule: rule, Message: message, Advice: advice})
}

// complete says in each finding what it is about.
func (a *assembly) complete() []Problem {
	key := a.record.Key
	if key == "" {
		key = a.key
	}
	for i := range a.problems {
		p := &a.problems[i]
		p.File, p.Record = a.rules.File, a.record.Number
		if p.ID == "" {
			p.ID = key
		}
		if p.Place == "" {
			p.Place = a.record.Place
		}
	}
	return a.problems
}

// locate fills what the record's source states about positions.
func (a *assembly) locate() {
	l := &a.feature.Location
	if l.Source == "" {
		l.Source = a.rules.Set["source"]
	}
	if l.Source == "" && a.rules.Collection.Spatial {
		l.Source = a.rules.Source
	}
	if a.rules.SourceLocation == nil {
		return
	}
	stated := a.rules.SourceLocation(l.Source)
	if a.record.Geometry == nil {
		return
	}
	if !l.Accuracy.Known() {
		l.Accuracy = stated.Accuracy
	}
	if unstated(l.Method) {
		l.Method = stated.Method
	}
}

// setRest fills what is still open with what the person importing said and with the
// defaults of the format.
func (a *assembly) setRest() {
	for field, text := range a.rules.Set {
		located := a.record.Geometry != nil || !a.rules.Collection.Spatial // a source states it for its features
		if !located && (field == "accuracy_m" || field == "location_method") {
			continue // there is no position to be accurate about
		}
		a.fill(field, "--set "+field, text)
	}
	l := &a.feature.Location
	if a.record.Geometry != nil && a.rules.Collection.Spatial {
		for _, accuracy := range []geo.Accuracy{a.rules.Accuracy, a.record.Accuracy} {
			if !l.Accuracy.Known() {
				l.Accuracy = accuracy
			}
		}
		if unstated(l.Method) && slices.Contains(Methods, a.record.Method) {
			l.Method = a.record.Method
		}
	}
	if l.Method == "" {
		l.Method = MethodUnknown
	}
}

func unstated(method string) bool { return method == "" || method == MethodUnknown }

// name gives the feature the record's key.
func (a *assembly) name() {
	key := a.record.Key
	if key == "" {
		key = a.key
	}
	a.feature.ID = SafeID(key)
	if a.rules.Collection.Spatial {
		if a.feature.Location.SourceKey == "" {
			a.feature.Location.SourceKey = key
		}
		return
	}
	if a.feature.ID == "" {
		a.feature.ID = SafeID(a.feature.Text("title"))
	}
	if a.feature.ID == "" {
		a.refuse("", "unnamed", "a "+a.rules.Collection.Name+" record has neither id nor title", "give it an id that other records can name")
	}
}

// CheckSet is an ErrInvalid if Set names a field that the collection does not have or
// gives one a value it cannot hold, or if Accuracy is not a radius.
func (r Rules) CheckSet() error {
	if a := float64(r.Accuracy); !(a >= 0 && a <= maxAccuracy) {
		return fmt.Errorf("%w: an accuracy of %v m is not possible", ErrInvalid, a)
	}
	for name, text := range r.Set {
		f, ok := r.Collection.Field(name)
		if !ok || f.Derived {
			return fmt.Errorf("%w: %s has no field %q to set; it has %s", ErrInvalid, r.Collection.Name, name, fieldList(r.Collection))
		}
		if _, err := f.Parse(text); err != nil {
			return fmt.Errorf("%w: cannot set %s: %w; %s", ErrInvalid, name, err, f.advice())
		}
		if v, _ := ParseDecimal(text); f.Name == "accuracy_m" && v <= 0 {
			return fmt.Errorf("%w: an accuracy of %s m is not possible", ErrInvalid, text)
		}
	}
	return nil
}
