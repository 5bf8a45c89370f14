package format_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

// numbered yields features with the ids 0, 1, 2… and then err, if there is one. Every
// seventh is heavy.
func numbered(n int, err error) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		for i := range n {
			f := data.Feature{ID: fmt.Sprint(i), Geometry: orb.Point{131, 48}}
			if i%7 == 0 {
				f.Geometry = make(orb.LineString, 20_000)
			}
			if !yield(f, nil) {
				return
			}
		}
		if err != nil {
			yield(data.Feature{}, err)
		}
	}
}

func appendID(b []byte, f data.Feature) ([]byte, error) { return append(append(b, f.ID...), '\n'), nil }

func encoded(ctx context.Context, features iter.Seq2[data.Feature, error], encode func([]byte, data.Feature) ([]byte, error)) (string, error) {
	var all bytes.Buffer
	for text, err := range format.Encode(ctx, features, encode) {
		if err != nil {
			return all.String(), err
		}
		all.Write(text)
	}
	return all.String(), nil
}

func TestEncodingInParallelKeepsTheOrder(t *testing.T) {
	for _, n := range []int{0, 1, 255, 256, 257, 5000} {
		var want strings.Builder
		for i := range n {
			fmt.Fprintln(&want, i)
		}
		got, err := encoded(t.Context(), numbered(n, nil), appendID)
		if err != nil || got != want.String() {
			t.Errorf("%d features come out as %d bytes, want %d; %v", n, len(got), want.Len(), err)
		}
	}
}

func TestTheErrorOfTheFeaturesComesAfterThem(t *testing.T) {
	broken := errors.New("the disk is gone")
	for _, n := range []int{0, 1, 256, 1000} {
		got, err := encoded(t.Context(), numbered(n, broken), appendID)
		if !errors.Is(err, broken) || strings.Count(got, "\n") != n {
			t.Errorf("after %d features: %v and %d of them", n, err, strings.Count(got, "\n"))
		}
	}
}

func TestAFeatureThatCannotBeEncodedEndsIt(t *testing.T) {
	refused := errors.New("cannot be held")
	got, err := encoded(t.Context(), numbered(2000, nil), func(b []byte, f data.Feature) ([]byte, error) {
		if f.ID == "900" {
			return nil, refused
		}
		return appendID(b, f)
	})
	if !errors.Is(err, refused) || !strings.HasSuffix(got, "\n899\n") {
		t.Errorf("%v after %q", err, got[max(0, len(got)-20):])
	}
}

func TestWhoeverHasEnoughEndsTheWalk(t *testing.T) {
	var walked, running atomic.Int32
	features := func(yield func(data.Feature, error) bool) {
		running.Add(1)
		defer running.Add(-1)
		for f, err := range numbered(1_000_000, nil) {
			walked.Add(1)
			if !yield(f, err) {
				return
			}
		}
	}
	for range format.Encode(t.Context(), features, appendID) {
		break
	}
	if running.Load() != 0 || walked.Load() > 10_000 {
		t.Errorf("%d features are walked, and %d walks go on", walked.Load(), running.Load())
	}
}

func TestACancelledExportEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	features := func(yield func(data.Feature, error) bool) {
		cancel()
		numbered(1_000_000, nil)(yield)
	}
	if _, err := encoded(ctx, features, appendID); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
}

func TestAPanicReachesWhoeverAsked(t *testing.T) {
	falter := func(b []byte, f data.Feature) ([]byte, error) {
		if f.ID == "700" {
			panic("our own mistake")
		}
		return appendID(b, f)
	}
	faulty := func(yield func(data.Feature, error) bool) {
		numbered(700, nil)(yield)
		panic("our own mistake")
	}
	for name, export := range map[string]func(){
		"in the features": func() { _, _ = encoded(t.Context(), faulty, appendID) },
		"in the encoding": func() { _, _ = encoded(t.Context(), numbered(1000, nil), falter) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if p := recover(); p != "our own mistake" {
					t.Errorf("what comes is %v", p)
				}
			}()
			export()
		})
	}
}
