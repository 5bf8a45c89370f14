package web

import (
	"net/http"
	"slices"
	"time"

	"burialmap/data"
)

type changesDoc struct {
	Revision int64       `json:"revision"` // of the last change
	Changes  []changeDoc `json:"changes"`  // the newest first
	Links    []link      `json:"links"`
}

type changeDoc struct {
	Revision int64     `json:"revision"`
	Time     time.Time `json:"time"`
	Author   string    `json:"author"`
	What     string    `json:"what"`
	New      int       `json:"new"`
	Updated  int       `json:"updated"`
	Deleted  int       `json:"deleted"`
}

// changes is the history of the data, newest first.
func (s *server) changes(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "f", "lang", "limit", "after")
	if err != nil {
		return err
	}
	limit, err := p.number("limit", defaultLimit, 1, maxChanges)
	if err != nil {
		return err
	}
	after, err := p.number("after", 0, 0, 1<<62)
	if err != nil {
		return err
	}
	o, err := s.prepare(w, r, p, asJSON, asHTML)
	if err != nil || o.name == "" {
		return err
	}
	revision, err := s.Store.Revision(r.Context())
	if err != nil {
		return err
	}
	all, err := s.Store.Changes(r.Context(), max(after, revision-limit))
	if err != nil {
		return err
	}
	doc := changesDoc{Revision: revision, Changes: newestFirst(all), Links: s.formLinks(r, o, asJSON, asHTML)}
	if o.name == asJSON.name {
		return writeJSON(w, doc)
	}
	return s.pages.write(w, r, "changes", languageOf(r).say("changes.title"), s.base(r), doc)
}

func newestFirst(all []data.Change) []changeDoc {
	docs := make([]changeDoc, 0, len(all))
	for _, c := range slices.Backward(all) {
		docs = append(docs, changeDoc{c.Revision, c.Time, c.Author, c.What, c.New, c.Updated, c.Deleted})
	}
	return docs
}
