package detect

import (
	"context"
	"fmt"
	"strconv"

	"burialmap/data"
)

// MethodVersion names the method. It is part of every overlap; when it changes, the next
// CatchUp compares everything again.
const MethodVersion = "normal-1"

// The keys under which a store remembers what has been compared.
const (
	stateRevision = "detect.revision"
	stateMethod   = "detect.method"
	stateSources  = "detect.sources"
)

// Options say how to run. The zero value is the method as documented.
type Options struct {
	// Reach is how far apart outlines are still compared; zero is DefaultReach.
	Reach Reach
	// LeastArea is the shared area in m² that area_probability asks for; zero is
	// DefaultLeastArea.
	LeastArea float64
	// Progress is told now and then how far a stage of the work is.
	Progress func(stage Stage, done, total int)
}

// Stage is a part of the work.
type Stage string

const (
	StagePairs  Stage = "pairs"  // prisoners' burials compared
	StagePlaces Stage = "places" // sites and cemeteries summed up
)

// DefaultLeastArea is the least shared area worth counting, a fair part of a grave.
const DefaultLeastArea = 0.25

func (o Options) withDefaults() Options {
	if o.Reach == (Reach{}) {
		o.Reach = DefaultReach
	}
	if o.LeastArea == 0 {
		o.LeastArea = DefaultLeastArea
	}
	return o
}

// method is what a stored result was found by: version and settings.
func (o Options) method() string {
	return fmt.Sprintf("%s %s %g", MethodVersion, o.Reach, o.LeastArea)
}

// Run compares everything and makes the overlaps of the store what they should be, in one
// write by the author "detect": others write before or after it. Overlaps that are as
// they should be are left alone. When ctx is done nothing is written.
func Run(ctx context.Context, store data.Store, opt Options) (Summary, error) {
	opt = opt.withDefaults()
	return write(ctx, store, opt, func(r *run) error {
		r.all = true
		return nil
	})
}

// CatchUp compares what has changed since the last Run or CatchUp, and everything if
// there has been none, or it was by another method. What it leaves in the store is what
// Run would: the same overlaps to the last bit.
func CatchUp(ctx context.Context, store data.Store, opt Options) (Summary, error) {
	opt = opt.withDefaults()
	if current, revision, err := upToDate(ctx, store, opt); current || err != nil {
		return Summary{Revision: revision}, err
	}
	return write(ctx, store, opt, func(r *run) error {
		changes, all, err := changesSince(ctx, store, opt)
		if err != nil {
			return err
		}
		if r.touch(changes) > maxTouches {
			all = true
		}
		r.all = all
		return r.recall(ctx)
	})
}

// upToDate reports whether nothing that matters has changed. Asking for the revision
// makes the store notice what other programs wrote.
func upToDate(ctx context.Context, store data.Store, opt Options) (bool, int64, error) {
	revision, err := store.Revision(ctx)
	if err != nil {
		return false, 0, err
	}
	changes, all, err := changesSince(ctx, store, opt)
	return err == nil && !all && len(changes) == 0, revision, err
}

// changesSince are the changes by others after the last detection; all says that there
// has been none by this method.
func changesSince(ctx context.Context, store data.Store, opt Options) (changes []data.Change, all bool, err error) {
	method, err := store.State(ctx, stateMethod)
	if err != nil {
		return nil, false, err
	}
	text, err := store.State(ctx, stateRevision)
	if err != nil {
		return nil, false, err
	}
	after, known := revisionIn(text)
	if !known || method != opt.method() {
		return nil, true, nil
	}
	list, err := store.Changes(ctx, after)
	for _, c := range list {
		if c.Author != author {
			changes = append(changes, c)
		}
	}
	return changes, false, err
}

// revisionIn reads a noted revision. What is no number was never noted by us.
func revisionIn(text string) (revision int64, ok bool) {
	revision, err := strconv.ParseInt(text, 10, 64)
	return revision, err == nil
}

const author = "detect"

// run is one detection within its write.
type run struct {
	opt     Options
	tx      data.Tx
	store   data.Store
	all     bool // compare everything
	touched map[string][]touch
	parties parties
	// stale holds the refs of parties whose overlaps are found anew; nil for all.
	stale   map[string]bool
	found   map[pairKey]bool // the overlaps that are there now
	known   []string         // the refs of all places, if everything is compared
	tallies map[string]*tally
	ledger  ledger
	summary Summary
}

// write runs a detection in one write. Everything is read inside it: what it has read is
// still so when it is written down.
func write(ctx context.Context, store data.Store, opt Options, scope func(*run) error) (Summary, error) {
	r := &run{opt: opt, store: store}
	change, err := store.Write(ctx, author, "comparison of burials", func(tx data.Tx) error {
		*r = run{opt: opt, store: store, tx: tx, found: map[pairKey]bool{}, tallies: map[string]*tally{}, ledger: ledger{}}
		r.parties.leftOut = map[leftOut]int{}
		book, err := readSources(ctx, tx)
		if err != nil {
			return err
		}
		r.parties.book = book
		r.summary.ByRelation, r.summary.ByClass = map[string]int{}, map[string]int{}
		if err := scope(r); err != nil {
			return err
		}
		return r.detect(ctx)
	})
	if err != nil {
		return Summary{}, fmt.Errorf("find overlaps: %w", err)
	}
	if r.summary.Revision = change.Revision; change.Revision == 0 {
		r.summary.Revision, err = store.Revision(ctx)
	}
	return r.summary, err
}

func (r *run) detect(ctx context.Context) error {
	if err := r.load(ctx); err != nil {
		return err
	}
	old, err := r.oldOverlaps(ctx)
	if err != nil {
		return err
	}
	if err := r.compare(ctx); err != nil {
		return err
	}
	if err := r.drop(ctx, old); err != nil {
		return err
	}
	if err := r.sumUp(ctx); err != nil {
		return err
	}
	r.summarise()
	return r.remember(ctx)
}

// load fills the parties.
func (r *run) load(ctx context.Context) error {
	if !r.all {
		return r.loadTouched(ctx)
	}
	for _, collection := range compared {
		for f, err := range r.tx.Features(ctx, data.Query{Collection: collection}) {
			if err != nil {
				return err
			}
			r.parties.add(f)
			if collection != data.Plots.Name {
				r.known = append(r.known, f.Ref())
			}
		}
	}
	return nil
}

// recall reads what earlier runs noted. Without it, or if a source has changed what it says
// of all that comes from it, everything is compared.
func (r *run) recall(ctx context.Context) error {
	sources, err := r.store.State(ctx, stateSources)
	if err != nil {
		return err
	}
	places, err := r.store.State(ctx, stateLedger)
	if err != nil {
		return err
	}
	noted, ok := readLedger(places)
	if !ok || sources != r.parties.book.digest() {
		r.all = true
	}
	if !r.all {
		r.ledger = noted
	}
	return nil
}

// remember notes up to where the store has been compared. If this write makes no Change,
// its revision will be that of somebody else's.
func (r *run) remember(ctx context.Context) error {
	revision := r.tx.Revision()
	if !r.summary.changed() {
		revision--
	}
	if err := r.tx.SetState(ctx, stateRevision, strconv.FormatInt(revision, 10)); err != nil {
		return err
	}
	if err := r.tx.SetState(ctx, stateSources, r.parties.book.digest()); err != nil {
		return err
	}
	return r.tx.SetState(ctx, stateMethod, r.opt.method())
}
