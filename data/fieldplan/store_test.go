package fieldplan_test

import (
	"errors"
	"testing"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

func TestAPlanIsKeptWithItsRevisions(t *testing.T) {
	docs, p := newShelf(), parsed(t, draft)
	first, err := fieldplan.Save(t.Context(), docs, p, "anna")
	if err != nil || first.ID == "" || first.Revision != 1 {
		t.Fatal(first, err)
	}
	second := first
	second.Title = "Second"
	if second, err = fieldplan.Save(t.Context(), docs, second, "boris"); err != nil || second.Revision != 2 {
		t.Fatal(second, err)
	}
	for revision, title := range map[int64]string{0: "Second", 1: "Draft", 2: "Second"} {
		got, err := fieldplan.Get(t.Context(), docs, first.ID, revision)
		if err != nil || got.Title != title || revision > 0 && got.Revision != revision || got.ID != first.ID {
			t.Errorf("revision %d: %+v, %v", revision, got, err)
		}
	}
}

func TestSavingWhatIsStoredWritesNothing(t *testing.T) {
	docs := newShelf()
	p, err := fieldplan.Save(t.Context(), docs, parsed(t, draft), "anna")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := fieldplan.Save(t.Context(), docs, p, "anna"); err != nil || again.Revision != 1 {
		t.Errorf("revision %d, %v", again.Revision, err)
	}
}

func TestAPlanThatRestsOnAnOldRevisionIsAConflict(t *testing.T) {
	docs := newShelf()
	p, err := fieldplan.Save(t.Context(), docs, parsed(t, draft), "anna")
	if err != nil {
		t.Fatal(err)
	}
	newer := p
	newer.Note = "first"
	if _, err = fieldplan.Save(t.Context(), docs, newer, "anna"); err != nil {
		t.Fatal(err)
	}
	p.Note = "second"
	if _, err = fieldplan.Save(t.Context(), docs, p, "boris"); !errors.Is(err, data.ErrConflict) {
		t.Error(err)
	}
}

func TestADeletedPlanIsNotFoundAndNotListed(t *testing.T) {
	docs := newShelf()
	p, err := fieldplan.Save(t.Context(), docs, parsed(t, draft), "anna")
	if err != nil {
		t.Fatal(err)
	}
	if err := fieldplan.Delete(t.Context(), docs, p.ID, 7, "anna"); !errors.Is(err, data.ErrConflict) {
		t.Errorf("an old revision was deleted: %v", err)
	}
	if err := fieldplan.Delete(t.Context(), docs, p.ID, p.Revision, "anna"); err != nil {
		t.Fatal(err)
	}
	if list, err := fieldplan.List(t.Context(), docs); err != nil || len(list) > 0 {
		t.Error(list, err)
	}
	for _, revision := range []int64{0, 2} {
		if _, err := fieldplan.Get(t.Context(), docs, p.ID, revision); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("revision %d: %v", revision, err)
		}
	}
	if _, err := fieldplan.Get(t.Context(), docs, p.ID, 1); err != nil {
		t.Errorf("the revision before the deletion: %v", err)
	}
}

func TestNonsenseIsNotStored(t *testing.T) {
	docs, p := newShelf(), parsed(t, draft)
	p.Zone = "nowhere"
	_, err := fieldplan.Save(t.Context(), docs, p, "anna")
	var invalid *fieldplan.InvalidError
	if !errors.As(err, &invalid) || !errors.Is(err, data.ErrInvalid) || len(docs.all) > 0 {
		t.Error(err)
	}
}
