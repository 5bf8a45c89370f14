package detect

import (
	"context"
	"crypto/sha256"
	"fmt"
	"iter"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/geo"
	"burialmap/geo/crs"
)

// sourceFacts is what a source says that bears on the accuracy of all that comes from it.
type sourceFacts struct {
	accuracy  geo.Accuracy // of its positions, where a record states none
	shift     geo.Accuracy // of the shift that all of them share
	operation string       // the datum operation they came by
}

// sourceBook holds the facts of every source that states any.
type sourceBook map[string]sourceFacts

// reader is what a store and a write in progress have in common.
type reader interface {
	Features(ctx context.Context, q data.Query) iter.Seq2[data.Feature, error]
}

func readSources(ctx context.Context, from reader) (sourceBook, error) {
	book := sourceBook{}
	for f, err := range from.Features(ctx, data.Query{Collection: data.Sources.Name}) {
		if err != nil {
			return nil, err
		}
		facts := sourceFacts{accuracy: f.Location.Accuracy, operation: f.Text("crs_operation")}
		if shift, ok := f.Properties["shift_accuracy_m"].(float64); ok {
			facts.shift = geo.Accuracy(shift)
		}
		if facts != (sourceFacts{}) {
			book[f.ID] = facts
		}
	}
	return book, nil
}

// digest tells one state of the sources from another: they have no place, so that no
// touched bound says what a change to them concerns.
func (b sourceBook) digest() string {
	var lines []string
	for id, f := range b {
		lines = append(lines, fmt.Sprintf("%q %v %v %q", id, float64(f.accuracy), float64(f.shift), f.operation))
	}
	slices.Sort(lines)
	return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(lines, "\n"))))[:16]
}

// knownBy says where the accuracy of a party comes from.
type knownBy struct {
	accuracy   geo.Accuracy // of the position apart from what it shares
	fromSource bool         // the record states none, its source does
	shift      geo.Accuracy
	operation  string       // the datum operation, if it is one
	byDatum    geo.Accuracy // of that operation here; unknown if nobody has stated it
}

// locate works out the error of a party's position from its record and its source. Shared
// errors carry the name of what is shared, so that they cancel between two that share it.
// An operation of which nobody knows how accurate it is leaves the whole unknown.
func (p *party) locate(book sourceBook) {
	facts := book[p.location.Source]
	k := knownBy{accuracy: p.location.Accuracy, shift: facts.shift}
	if !k.accuracy.Known() && facts.accuracy.Known() {
		k.accuracy, k.fromSource = facts.accuracy, true
	}
	p.error = geo.PositionError{Own: k.accuracy}
	if k.shift.Known() {
		p.error.Shared = append(p.error.Shared, geo.SharedError{Key: "source " + p.location.Source, Accuracy: k.shift})
	}
	if facts.operation != "" {
		k.operation = facts.operation
		if operation, ok := crs.OperationNamed(facts.operation); ok && operation.Identity() {
			k.operation = ""
		} else if ok {
			k.operation = operation.Code
			k.byDatum, _ = operation.AccuracyAt(geo.BoundCenter(geo.BoundOf(p.geometry)))
		}
	}
	switch {
	case k.byDatum.Known():
		// EPSG does not say with which probability an operation is as accurate as it states;
		// taken as a standard deviation it is not taken for better than it is.
		p.error.Shared = append(p.error.Shared, geo.SharedError{Key: "operation " + k.operation, Accuracy: geo.AccuracyOf(float64(k.byDatum))})
	case k.operation != "":
		p.error.Own = geo.UnknownAccuracy
	}
	p.known = k
}
