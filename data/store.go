package data

import (
	"context"
	"errors"
	"iter"

	"github.com/paulmach/orb"
)

// The kinds of error a caller may want to tell apart.
var (
	ErrNotFound = errors.New("not found")
	ErrInvalid  = errors.New("invalid")
	ErrBusy     = errors.New("another program writes to it") // and did so for longer than a store waits
)

// Store keeps features. Many may read while one writes: a reader sees the state of the
// last finished Change and never waits for a writer. All methods may be called from
// several goroutines.
type Store interface {
	Past
	Reads
	Documents
	// Revision is that of the last Change, 0 for an empty store. It is cheap: asked at
	// every request. It also notices what other programs wrote to the store.
	Revision(ctx context.Context) (int64, error)
	// State reads a value that Tx.SetState kept, or "".
	State(ctx context.Context, key string) (string, error)
	// Write runs fn in one transaction. If fn returns an error nothing is written and the
	// error comes back. A write that made no difference leaves the revision as it is and
	// returns a zero Change.
	Write(ctx context.Context, author, what string, fn func(Tx) error) (Change, error)
	Close() error
}

// Reads are the ways to ask a store for what it holds.
type Reads interface {
	// Feature returns one feature, or an error that wraps ErrNotFound.
	Feature(ctx context.Context, collection, id string) (Feature, error)
	// Features streams the features that q selects, in the order that q says, from one
	// consistent state. It yields at most one error, last.
	Features(ctx context.Context, q Query) iter.Seq2[Feature, error]
	// Keys streams the keys of the features that q selects, in the order of Features and
	// from one consistent state, without reading the features themselves: cheap where many
	// are selected, and cheapest by a bound alone. What Fields says does not matter.
	Keys(ctx context.Context, q Query) iter.Seq2[Key, error]
	// Count is the number of features that q selects, ignoring Sort, After, Offset and
	// Limit. It is remembered until the next Change: all pages of a list may ask for it.
	Count(ctx context.Context, q Query) (int, error)
	// Values are the distinct values of a field, own or of the location, among the features
	// that q selects, ignoring After, Offset and Limit: as text, sorted, without empty ones. An
	// unknown field is an ErrInvalid.
	Values(ctx context.Context, q Query, field string) ([]string, error)
	// Tally divides the features that q selects, ignoring Sort, After, Offset and Limit, by
	// each of some facets and counts them. It is remembered until the next Change. A facet
	// that the collection does not have is an ErrInvalid.
	Tally(ctx context.Context, q Query, facets []string) (Tally, error)
	// Extent describes a collection as a whole.
	Extent(ctx context.Context, collection string) (Extent, error)
}

// Past is what a store remembers of how it came to hold what it holds.
type Past interface {
	// Changes returns the changes with a greater revision, oldest first.
	Changes(ctx context.Context, after int64) ([]Change, error)
	// History is what happened to one feature, the newest first: also to one that was
	// deleted. It is an ErrNotFound if there never was any of that id. Features that are
	// computed have no history but that they are there, and how people have judged them.
	History(ctx context.Context, collection, id string) ([]Version, error)
}

// Key says which feature, and in which state: what was made of the feature is true as
// long as its revision is the same. The revision is -1, which no Feature has, where another
// program has edited the feature and no Change says so yet, until the next Store.Revision:
// nothing is to be kept then. What is made of a Feature that is read after its Key belongs
// to the revision of that Feature, which may be a later one.
type Key struct{ FID, Revision int64 }

// Extent describes a collection as a whole.
type Extent struct {
	Count   int
	Located int
	// Bound holds all located features; it is meaningful only if Located > 0. West is
	// greater than east if the shortest such bound crosses the antimeridian.
	Bound orb.Bound
}

// Tx is a write in progress. It sees its own writes and must not be used after the
// function it was handed to has returned.
type Tx interface {
	// Put stores a feature. If (source, source_key) or, lacking a source_key, the id is
	// already known in the collection, that feature is updated and keeps its id and FID.
	// A new feature whose id is empty or taken gets a random one; if it was taken the
	// outcome is Renamed. FID, Revision and Updated of f are ignored.
	//
	// The feature becomes what f says, except for derived and judged fields ([Field.Kept])
	// of a feature that is updated: one that Properties does not hold keeps the stored
	// value, so that no import or edit loses it; one that Properties holds as nil is
	// removed. If nothing else differs the feature is Unchanged. A new feature gets the
	// judgement that the last one of its id had when it was deleted, unless it brings its
	// own.
	Put(ctx context.Context, f Feature) (Outcome, error)
	// Replace is Put in the place of the feature that has the id of f, whatever key either
	// of them has: so an edit can say anew from which record of which source a feature
	// comes. It is an ErrNotFound if there is none. Nothing keeps two features from having
	// the same key but who calls it.
	Replace(ctx context.Context, f Feature) (Outcome, error)
	// Delete removes a feature; it is an ErrNotFound if there is none.
	Delete(ctx context.Context, collection, id string) error
	// Feature is Store.Feature within the transaction.
	Feature(ctx context.Context, collection, id string) (Feature, error)
	// Features is Store.Features within the transaction.
	Features(ctx context.Context, q Query) iter.Seq2[Feature, error]
	// Revision is the revision that this write will get.
	Revision() int64
	// SetState keeps a small value beside the features, as part of the transaction. It
	// alone makes no Change.
	SetState(ctx context.Context, key, value string) error
}

// Outcome says what Put did.
type Outcome int

const (
	New       Outcome = iota + 1 // the feature was not known
	Updated                      // it was known and differs
	Unchanged                    // it was known and is the same
	Repeated                     // this same write has already put it: nothing was done
	Renamed                      // it was not known, and got another id because its own was taken
)

func (o Outcome) String() string {
	return [...]string{"none", "new", "updated", "unchanged", "repeated", "renamed"}[o]
}
