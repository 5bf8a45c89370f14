package format_test

import (
	"errors"
	"fmt"
	"testing"

	"burialmap/data"
	"burialmap/data/format"
)

func TestRecordsOfLayersThatWereNotAskedForAreNotCounted(t *testing.T) {
	for _, c := range []struct{ layer, want, missing string }{
		{"", "1a 2b 3a ", "[a b] false"}, {"a", "1a 2a ", "[a b] false"}, {"c", "", "[a b] true"},
	} {
		got := ""
		h := format.Handing{Layer: c.layer, Yield: func(r data.Record) bool {
			got += fmt.Sprint(r.Number, r.Layer, " ")
			return true
		}}
		for _, layer := range []string{"a", "b", "a"} {
			if err := h.Hand(data.Record{Layer: layer}); err != nil {
				t.Fatal(err)
			}
		}
		if missing := fmt.Sprint(h.Missing()); got != c.want || missing != c.missing {
			t.Errorf("asked for %q: got %s, want %s; %s, want %s", c.layer, got, c.want, missing, c.missing)
		}
	}
}

func TestWhatIsLeftOutIsCountedUpToAHundredKinds(t *testing.T) {
	var last data.Record
	h := format.Handing{Yield: func(r data.Record) bool { last = r; return false }}
	if err := h.Finish(nil, "look"); err != nil {
		t.Errorf("with nothing to say: %v", err)
	}
	for i := range 1000 {
		h.LeaveOut("tours")
		h.LeaveOut(fmt.Sprintf("<a%d>", i))
	}
	if err := h.Finish([]data.Problem{format.Mislabelled("KOI8-R")}, "look"); !errors.Is(err, format.ErrEnough) {
		t.Errorf("where the caller wants no more: %v", err)
	}
	if len(last.Problems) != 2 || last.Number != 0 {
		t.Fatalf("%+v", last)
	}
	if p := last.Problems[1]; p.Rule != "left_out" || p.Advice != "look" || len(p.Message) > 2000 || p.Message[len(p.Message)-12:] != "tours (1000)" {
		t.Errorf("%+v", p)
	}
}
