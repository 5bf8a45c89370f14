package format

import (
	"fmt"

	"burialmap/data"
)

// Report says what became of a file. Read = New + Updated + Unchanged + Refused.
type Report struct {
	File       string `json:"file"`
	Format     string `json:"format"`
	Collection string `json:"collection"`
	Source     string `json:"source"`      // of the records that name none; empty if all name theirs
	SourceMade bool   `json:"source_made"` // the store did not have it before
	DryRun     bool   `json:"dry_run"`
	// Layer is the one that was read of several; empty where all were, or there is but one.
	Layer string `json:"layer,omitempty"`
	// Parts are the layers that were read one after the other; the records of each are
	// counted from 1.
	Parts int `json:"parts"`
	// Operation turned coordinates into WGS 84, "EPSG:5044"; empty where none was needed.
	Operation string `json:"crs_operation,omitempty"`

	Read      int `json:"read"` // records in the file
	New       int `json:"new"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	Refused   int `json:"refused"`  // records that were not taken
	Warnings  int `json:"warnings"` // findings that refused nothing

	Renamed         int `json:"renamed"`          // of the new, those whose id was taken by another record
	NotLocated      int `json:"not_located"`      // kept without a position
	FromWords       int `json:"from_words"`       // got their position from words
	Proposed        int `json:"proposed"`         // of those not located, could get one from words
	Alike           int `json:"alike"`            // of the new, look like a feature of another source
	UnknownAccuracy int `json:"unknown_accuracy"` // kept with a position nobody stated the accuracy of

	// Positions are those that observations state for features, the first ones, and
	// PositionsStated how many there are; PositionsUnsaid is how many observations have a
	// place and do not say whether it is that of their feature.
	Positions       []Stated `json:"positions,omitempty"`
	PositionsStated int      `json:"positions_stated,omitempty"`
	PositionsNew    int      `json:"positions_new,omitempty"`
	PositionsUnsaid int      `json:"positions_unsaid,omitempty"`
	PositionsMoved  int      `json:"positions_moved,omitempty"` // of those by choice their features stand at

	Change data.Change `json:"change"` // zero if nothing changed
}

func (r *Report) count(o data.Outcome, f data.Feature) {
	switch o {
	case data.New:
		r.New++
	case data.Renamed:
		r.New++
		r.Renamed++
	case data.Updated:
		r.Updated++
	default:
		r.Unchanged++
	}
	c, _ := data.CollectionNamed(f.Collection)
	switch {
	case !c.Spatial:
	case f.Geometry == nil:
		r.NotLocated++
	case !f.Location.Accuracy.Known():
		r.UnknownAccuracy++
	}
}

// countWords counts a record whose position can be read from words.
func (r *Report) countWords(words *located, taken bool) {
	switch {
	case words == nil || !words.Found:
	case taken:
		r.FromWords++
	default:
		r.Proposed++
	}
}

// AnnotateOptions are those for an [Annotator] to write findings beside the very records
// they are about. It is an ErrInvalid if several layers went into several places: then a
// record's number does not tell which of them it is in.
func (r Report) AnnotateOptions(opt Options) (Options, error) {
	if r.Parts > 1 {
		return opt, fmt.Errorf("%w: %s was read layer by layer, and findings are written beside one: name it with --layer and --collection", data.ErrInvalid, r.File)
	}
	if opt.Collection.Name == "" {
		opt.Collection, _ = data.CollectionNamed(r.Collection)
	}
	if r.Layer != "" {
		opt.Layer = r.Layer
	}
	return opt, nil
}

// Kept is the number of records that are in the store after the import.
func (r Report) Kept() int { return r.New + r.Updated + r.Unchanged }

// Summary is the report in one line.
func (r Report) Summary() string {
	verb := "imported"
	if r.DryRun {
		verb = "would be imported"
	}
	return fmt.Sprintf("%s (%s) %s into %s: %d read, %d new, %d updated, %d unchanged, %d refused, %d warnings",
		r.File, r.Format, verb, r.Collection, r.Read, r.New, r.Updated, r.Unchanged, r.Refused, r.Warnings)
}

// Hints are what the person importing may want to do next, a line each.
func (r Report) Hints() []string {
	var hints []string
	if r.Read == 0 {
		hints = append(hints, fmt.Sprintf("%s holds no records for %s", r.File, r.Collection))
	}
	if r.UnknownAccuracy > 0 {
		hints = append(hints, fmt.Sprintf("positions of unknown accuracy: %d; their overlaps cannot be assessed: state it with --accuracy 50 (metres, 95 %%), in a column accuracy_m, or in %s", r.UnknownAccuracy, r.sourceInWords()))
	}
	if r.Renamed > 0 {
		hints = append(hints, fmt.Sprintf("new records with another id than in the file, because a record of another source (or with a like key) has it: %d; both are kept", r.Renamed))
	}
	if r.NotLocated > 0 {
		hints = append(hints, fmt.Sprintf("records without a position: %d, kept as not located", r.NotLocated))
	}
	if r.Proposed > 0 {
		hints = append(hints, fmt.Sprintf("for %d of them a position can be read from their words: see the findings, and take it with --locate-words", r.Proposed))
	}
	if r.FromWords > 0 {
		hints = append(hints, fmt.Sprintf("positions read from words: %d, recorded as location_method=text with the accuracy that such words have", r.FromWords))
	}
	if r.Alike > 0 {
		hints = append(hints, fmt.Sprintf("new records that look like features of other sources: %d; both are kept, see the findings", r.Alike))
	}
	hints = append(hints, r.observed()...)
	if r.Operation != "" {
		hints = append(hints, fmt.Sprintf("coordinates were turned into WGS 84 by %s, which is recorded with the source", r.Operation))
	}
	return hints
}

func (r Report) sourceInWords() string {
	if r.Source == "" {
		return "the sources that they name"
	}
	return "the source " + r.Source
}
