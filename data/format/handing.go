package format

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"burialmap/data"
)

// Handing is how a reader hands on the records of a file: it counts them, passes over those
// of layers that were not asked for, and remembers what else of the file is not taken over.
type Handing struct {
	Layer string                 // the one that was asked for; empty: all
	Yield func(data.Record) bool // false ends reading
	met   []string               // layers
	left  map[string]int         // what was left out → how often
	count int
}

// ErrEnough ends reading where the caller wants no more.
var ErrEnough = errors.New("enough")

// Hand hands a record on with its number, if it is of a layer that is wanted.
func (h *Handing) Hand(r data.Record) error {
	const most = 1000 // layers; no honest file has more
	if !slices.Contains(h.met, r.Layer) && len(h.met) < most {
		h.met = append(h.met, r.Layer)
	}
	if h.Layer != "" && h.Layer != r.Layer {
		return nil
	}
	h.count++
	r.Number = h.count
	if !h.Yield(r) {
		return ErrEnough
	}
	return nil
}

// LeaveOut counts what is not taken over.
func (h *Handing) LeaveOut(what string) {
	const most = 100 // kinds; nobody reads more
	if h.left == nil {
		h.left = map[string]int{}
	}
	if h.left[what] > 0 || len(h.left) < most {
		h.left[what]++
	}
}

// Missing are the layers that the file has, if it has none that was asked for.
func (h *Handing) Missing() (met []string, missing bool) {
	return h.met, h.Layer != "" && !slices.Contains(h.met, h.Layer)
}

// Finish hands on what is to be said of the file as a whole, last of all what was left out
// of it with the advice on that.
func (h *Handing) Finish(problems []data.Problem, advice string) error {
	if len(h.left) > 0 {
		var parts []string
		for _, what := range slices.Sorted(maps.Keys(h.left)) {
			parts = append(parts, fmt.Sprintf("%s (%d)", what, h.left[what]))
		}
		problems = append(problems, Warning("left_out", "left out were "+strings.Join(parts, ", "), advice))
	}
	if len(problems) > 0 && !h.Yield(data.Record{Problems: problems}) {
		return ErrEnough
	}
	return nil
}
