package detect

import (
	"context"
	"testing"

	"burialmap/data"
)

// judge judges the overlap of a store, and has the search pass it over.
func judge(t *testing.T, m *memory, decision string) {
	t.Helper()
	ctx := context.Background()
	_, err := m.Write(ctx, "anna", "judged", func(tx data.Tx) error {
		for f, err := range tx.Features(ctx, data.Query{Collection: data.Overlaps.Name}) {
			if err != nil {
				return err
			}
			if _, err := data.Judge(ctx, tx, f.ID, data.Judgement{Decision: decision, Reviewer: "anna"}); err != nil {
				return err
			}
		}
		return PassOver(ctx, m, tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAJudgementIsPassedOverAndOutlivesEverySearch(t *testing.T) {
	m, ctx := newMemory(), context.Background()
	m.put(plot("p", "pow", rect(0, 0, 2, 1)), plot("c", "civilian", rect(1, 0, 2, 2)))
	if _, err := Run(ctx, m, Options{}); err != nil {
		t.Fatal(err)
	}
	judge(t, m, data.ReviewAccepted)
	if s, err := CatchUp(ctx, m, Options{}); err != nil || s.Pairs != 0 {
		t.Errorf("it is compared again: %+v, %v", s, err)
	}
	m.put(plot("c", "civilian", rect(1.5, 0, 2, 2)))
	if s, err := CatchUp(ctx, m, Options{}); err != nil || s.Updated != 1 {
		t.Errorf("a move after it: %+v, %v", s, err)
	}
	if s, err := Run(ctx, m, Options{}); err != nil || s.Unchanged != 1 {
		t.Errorf("everything: %+v, %v", s, err)
	}
	for f, err := range m.Features(ctx, data.Query{Collection: data.Overlaps.Name}) {
		if err != nil || f.Text("review") != data.ReviewAccepted || f.Properties["reviewed_probability"] == nil {
			t.Errorf("%v, %v", f.Properties, err)
		}
	}
}

func TestAJudgementHidesNothingThatIsStillToBeCompared(t *testing.T) {
	m, ctx := newMemory(), context.Background()
	m.put(plot("p", "pow", rect(0, 0, 2, 1)), plot("c", "civilian", rect(1, 0, 2, 2)))
	if _, err := Run(ctx, m, Options{}); err != nil {
		t.Fatal(err)
	}
	m.put(plot("c", "civilian", rect(1.5, 0, 2, 2)))
	judge(t, m, data.ReviewAccepted)
	if s, err := CatchUp(ctx, m, Options{}); err != nil || s.Updated != 1 {
		t.Errorf("a move before it: %+v, %v", s, err)
	}
}
