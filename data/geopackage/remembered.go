package geopackage

import (
	"container/list"
	"crypto/sha256"
	"database/sql/driver"
	"fmt"
	"sync"
)

// remembered keeps what statements have found at a revision.
type remembered[T any] struct {
	most     int // answers that are kept: those that have not been asked for longest go
	mu       sync.Mutex
	revision int64
	known    map[answerKey]*list.Element // of answered[T]
	recent   list.List                   // the last asked for first
}

type answerKey [sha256.Size]byte

type answered[T any] struct {
	key   answerKey
	value T
}

// stateSQL says what an answer is true of: the last Change, and whether other programs have
// edited since.
const stateSQL = "(SELECT max(revision) FROM change), EXISTS (SELECT 1 FROM burialmap_edit)"

// keyOf tells statements with their values apart.
func keyOf(text string, values []driver.Value) answerKey {
	b := []byte(text)
	for _, v := range values {
		if r, ok := v.(*residual); ok {
			v = r.filter
		}
		b = fmt.Appendf(b, "\n%#v", v)
	}
	return sha256.Sum256(b)
}

// settled is the revision of a state, false if it is not that of a Change.
func settled(state []driver.Value) (revision int64, ok bool) {
	revision, _ = state[0].(int64)
	return revision, state[1] == driver.Value(int64(0))
}

// at is what was found in a state, false if that is not known.
func (r *remembered[T]) at(state []driver.Value, key answerKey) (value T, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e := r.known[key]
	if revision, ok := settled(state); e == nil || !ok || revision != r.revision {
		return value, false
	}
	r.recent.MoveToFront(e)
	return e.Value.(answered[T]).value, true
}

func (r *remembered[T]) keep(state []driver.Value, key answerKey, value T) {
	r.mu.Lock()
	defer r.mu.Unlock()
	revision, ok := settled(state)
	switch {
	case !ok || revision < r.revision:
		return // a reader that began earlier
	case revision > r.revision || r.known == nil:
		r.revision, r.known = revision, map[answerKey]*list.Element{}
		r.recent.Init()
	}
	if e := r.known[key]; e != nil {
		return
	}
	r.known[key] = r.recent.PushFront(answered[T]{key, value})
	if oldest := r.recent.Back(); r.recent.Len() > r.most {
		delete(r.known, r.recent.Remove(oldest).(answered[T]).key)
	}
}
