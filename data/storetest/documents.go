package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"burialmap/data"
)

// documents are written beside the features, with revisions of their own.
var documents = []test{
	{"OneComesBackAsItWasWritten", func(t *testing.T, s *fixture) {
		before := time.Now().Add(-time.Minute)
		body := `{"name":"Поездка в июле 七月","days":[{"stops":[]}],"speed_kmh":37.5}`
		got := s.putDocument("july", 0, "Июль", body)
		if got.Revision != 1 || got.Author != "anna" || got.Title != "Июль" || string(got.Body) != body || got.Deleted {
			t.Errorf("written as %+v", got)
		}
		if got.Time.Before(before) || got.Time.After(time.Now().Add(time.Minute)) {
			t.Errorf("its time is %v", got.Time)
		}
		for _, revision := range []int64{0, 1} {
			if read := s.document("july", revision); !reflect.DeepEqual(read, got) {
				t.Errorf("revision %d is read as\n%+v, want\n%+v", revision, read, got)
			}
		}
	}},
	{"RevisionsCountUpAndAllAreKept", func(t *testing.T, s *fixture) {
		var written []data.Document
		for i, body := range []string{`{"n":1}`, `{"n":2}`, `{"n":1}`} {
			written = append(written, s.putDocument("july", int64(i), "July", body))
		}
		for i, want := range written {
			if got := s.document("july", int64(i+1)); got.Revision != int64(i+1) || !reflect.DeepEqual(got, want) {
				t.Errorf("revision %d is %+v", i+1, got)
			}
		}
		list, err := s.DocumentRevisions(s.ctx, "plans", "july")
		if err != nil || len(list) != 3 {
			t.Fatalf("%+v, %v", list, err)
		}
		for i, got := range list {
			want := written[2-i]
			if want.Body = nil; !reflect.DeepEqual(got, want) {
				t.Errorf("listed as\n%+v, want\n%+v", got, want)
			}
		}
	}},
	{"WhatRestsOnAnOlderRevisionIsAConflict", func(t *testing.T, s *fixture) {
		s.putDocument("july", 0, "July", `{"n":1}`)
		s.putDocument("july", 1, "July", `{"n":2}`)
		for _, revision := range []int64{0, 1, 3, -1} {
			s.refused(data.ErrConflict, data.Document{Kind: "plans", ID: "july", Revision: revision, Body: json.RawMessage(`{"n":3}`)})
			s.refused(data.ErrConflict, data.Document{Kind: "plans", ID: "july", Revision: revision, Deleted: true})
		}
		s.refused(data.ErrConflict, data.Document{Kind: "plans", ID: "august", Revision: 1, Body: json.RawMessage(`{}`)})
		if got := s.document("july", 0); got.Revision != 2 || string(got.Body) != `{"n":2}` {
			t.Errorf("it is %+v", got)
		}
	}},
	{"TheSameBodyAndTitleWriteNothing", func(t *testing.T, s *fixture) {
		first := s.putDocument("july", 0, "July", `{"n":1}`)
		same := data.Document{Kind: "plans", ID: "july", Revision: 1, Title: "July", Author: "boris", Body: json.RawMessage("{ \"n\": 1 }\n")}
		if got, err := s.PutDocument(s.ctx, same); err != nil || !reflect.DeepEqual(got, first) {
			t.Errorf("got %+v, %v", got, err)
		}
		if got := s.putDocument("july", 1, "July 2027", `{"n":1}`); got.Revision != 2 {
			t.Errorf("another title has revision %d", got.Revision)
		}
	}},
	{"ADeletionIsARevisionAndAfterItTheDocumentIsNotFound", func(t *testing.T, s *fixture) {
		s.putDocument("july", 0, "July", `{"n":1}`)
		got, err := s.PutDocument(s.ctx, data.Document{Kind: "plans", ID: "july", Revision: 1, Author: "anna", Deleted: true})
		if err != nil || got.Revision != 2 || !got.Deleted || got.Body != nil || got.Title != "July" {
			t.Fatalf("%+v, %v", got, err)
		}
		if _, err := s.Document(s.ctx, "plans", "july", 0); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("the newest: %v", err)
		}
		if read := s.document("july", 2); !reflect.DeepEqual(read, got) {
			t.Errorf("the deletion is read as %+v", read)
		}
		if old := s.document("july", 1); string(old.Body) != `{"n":1}` {
			t.Errorf("what was before is %+v", old)
		}
		if list := s.documents(); len(list) != 0 {
			t.Errorf("listed are %+v", list)
		}
		s.refused(data.ErrNotFound, data.Document{Kind: "plans", ID: "july", Revision: 2, Deleted: true})
	}},
	{"ADeletedOneIsWrittenAnewAfterItsDeletion", func(t *testing.T, s *fixture) {
		s.putDocument("july", 0, "July", `{"n":1}`)
		if _, err := s.PutDocument(s.ctx, data.Document{Kind: "plans", ID: "july", Revision: 1, Deleted: true}); err != nil {
			t.Fatal(err)
		}
		s.refused(data.ErrConflict, data.Document{Kind: "plans", ID: "july", Title: "July", Body: json.RawMessage(`{"n":1}`)})
		if got := s.putDocument("july", 2, "July", `{"n":1}`); got.Revision != 3 || got.Deleted {
			t.Errorf("it is %+v", got)
		}
		if list, err := s.DocumentRevisions(s.ctx, "plans", "july"); err != nil || len(list) != 3 || !list[1].Deleted {
			t.Errorf("%+v, %v", list, err)
		}
	}},
	{"TheyAreListedByTitleThenIDWithoutBodies", func(t *testing.T, s *fixture) {
		s.putDocument("z", 0, "April", `{}`)
		s.putDocument("b", 0, "July", `{}`)
		s.putDocument("a", 0, "May", `{}`)
		s.putDocument("a", 1, "July", `{}`)
		if _, err := s.PutDocument(s.ctx, data.Document{Kind: "others", ID: "z", Title: "Z", Body: json.RawMessage(`{"of":"another kind"}`)}); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range s.documents() {
			got = append(got, d.ID)
			if d.Body != nil || d.Kind != "plans" || d.Time.IsZero() {
				t.Errorf("listed as %+v", d)
			}
		}
		if want := []string{"z", "a", "b"}; !reflect.DeepEqual(got, want) {
			t.Errorf("listed are %v, want %v", got, want)
		}
		if d := s.document("z", 0); d.Revision != 1 || d.Title != "April" {
			t.Errorf("one of another kind with the same id is in the way: %+v", d)
		}
	}},
	{"WhatNeverWasIsNotFound", func(t *testing.T, s *fixture) {
		s.putDocument("july", 0, "July", `{}`)
		for _, key := range [][2]string{{"plans", "august"}, {"others", "july"}, {"", ""}} {
			if _, err := s.Document(s.ctx, key[0], key[1], 0); !errors.Is(err, data.ErrNotFound) {
				t.Errorf("%v: %v", key, err)
			}
			if list, err := s.DocumentRevisions(s.ctx, key[0], key[1]); !errors.Is(err, data.ErrNotFound) {
				t.Errorf("%v: %v, %v", key, list, err)
			}
		}
		for _, revision := range []int64{2, -1} {
			if _, err := s.Document(s.ctx, "plans", "july", revision); !errors.Is(err, data.ErrNotFound) {
				t.Errorf("revision %d: %v", revision, err)
			}
		}
		s.refused(data.ErrNotFound, data.Document{Kind: "plans", ID: "august", Deleted: true})
		if list, err := s.Documents(s.ctx, "others"); err != nil || list == nil || len(list) != 0 {
			t.Errorf("%v, %v: want an empty list", list, err)
		}
	}},
	{"WhatIsNoDocumentIsRefused", func(t *testing.T, s *fixture) {
		for _, body := range []string{"", "null", "[]", `"text"`, "{", `{"a":1} {}`, "{\"a\":\"\xff\"}"} {
			s.refused(data.ErrInvalid, data.Document{Kind: "plans", ID: "july", Body: json.RawMessage(body)})
		}
		s.refused(data.ErrInvalid, data.Document{Kind: "plans", ID: "july"})
		s.refused(data.ErrInvalid, data.Document{Kind: "plans", Body: json.RawMessage("{}")})
		s.refused(data.ErrInvalid, data.Document{ID: "july", Body: json.RawMessage("{}")})
		s.refused(data.ErrInvalid, data.Document{Kind: "plans", ID: "july", Deleted: true, Body: json.RawMessage("{}")})
	}},
	{"WritingOneIsNoChange", func(t *testing.T, s *fixture) {
		_, c := s.put(plots(1)...)
		s.putDocument("july", 0, "July", `{}`)
		if n := s.revision(); n != c.Revision || len(s.changes(0)) != 1 {
			t.Errorf("the revision is %d after %d", n, c.Revision)
		}
		if _, c := s.put(plots(2)...); c.Revision != 2 {
			t.Errorf("the next change has revision %d", c.Revision)
		}
	}},
	{"TheySurviveReopening", func(t *testing.T, s *fixture) {
		long := `{"note":"` + strings.Repeat("значение 値 ", 20_000) + `"}`
		s.putDocument("july", 0, "July", `{}`)
		want := s.putDocument("july", 1, "July", long)
		s.reopen()
		if got := s.document("july", 0); !reflect.DeepEqual(got, want) {
			t.Errorf("revision %d with %d bytes, want %d with %d", got.Revision, len(got.Body), want.Revision, len(want.Body))
		}
		if list := s.documents(); len(list) != 1 {
			t.Errorf("listed are %+v", list)
		}
	}},
	{"OfSeveralWhoWriteAtOnceOneSucceeds", func(t *testing.T, s *fixture) {
		s.putDocument("july", 0, "July", `{}`)
		var all sync.WaitGroup
		outcomes := make(chan error, 8)
		for range cap(outcomes) {
			all.Go(func() {
				d := data.Document{Kind: "plans", ID: "july", Revision: 1, Title: time.Now().String(), Body: json.RawMessage("{}")}
				_, err := s.PutDocument(s.ctx, d)
				outcomes <- err
			})
		}
		all.Wait()
		written := 0
		for range cap(outcomes) {
			if err := <-outcomes; err == nil {
				written++
			} else if !errors.Is(err, data.ErrConflict) {
				t.Error(err)
			}
		}
		if written != 1 || s.document("july", 0).Revision != 2 {
			t.Errorf("%d have written", written)
		}
	}},
	{"WhoGivesUpWritesNothing", func(t *testing.T, s *fixture) {
		ctx, cancel := context.WithCancel(s.ctx)
		cancel()
		if _, err := s.PutDocument(ctx, data.Document{Kind: "plans", ID: "july", Body: json.RawMessage("{}")}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if list := s.documents(); len(list) != 0 {
			t.Errorf("listed are %+v", list)
		}
	}},
}

// putDocument writes a plan that rests on a revision.
func (f *fixture) putDocument(id string, revision int64, title, body string) data.Document {
	f.t.Helper()
	d, err := f.PutDocument(f.ctx, data.Document{Kind: "plans", ID: id, Revision: revision, Author: "anna", Title: title, Body: json.RawMessage(body)})
	if err != nil {
		f.t.Fatalf("PutDocument(%s): %v", id, err)
	}
	return d
}

// refused puts a document that is not to be written.
func (f *fixture) refused(want error, d data.Document) {
	f.t.Helper()
	if got, err := f.PutDocument(f.ctx, d); !errors.Is(err, want) {
		f.t.Errorf("PutDocument(%+v): %+v, %v; want %v", d, got, err, want)
	}
}

func (f *fixture) document(id string, revision int64) data.Document {
	f.t.Helper()
	d, err := f.Document(f.ctx, "plans", id, revision)
	if err != nil {
		f.t.Fatalf("Document(%s, %d): %v", id, revision, err)
	}
	return d
}

func (f *fixture) documents() []data.Document {
	f.t.Helper()
	list, err := f.Documents(f.ctx, "plans")
	if err != nil {
		f.t.Fatalf("Documents: %v", err)
	}
	return list
}
