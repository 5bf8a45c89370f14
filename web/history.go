package web

import (
	"net/http"
	"time"

	"burialmap/data"
)

// historyDoc is what happened to one feature, the newest first.
type historyDoc struct {
	Versions []versionDoc `json:"versions"`
	Links    []link       `json:"links"`
}

type versionDoc struct {
	Revision int64              `json:"revision"`
	Time     time.Time          `json:"time"`
	Author   string             `json:"author"`
	What     string             `json:"what"`
	Kind     data.VersionKind   `json:"kind"`
	Source   string             `json:"source,omitempty"`
	Changed  []data.FieldChange `json:"changed"`
	Moved    float64            `json:"moved_m"` // metres between the centres of the bounds
}

// history says what was recorded of a feature when, by whom and from where; also of one
// that has been deleted.
func (s *server) history(w http.ResponseWriter, r *http.Request) error {
	c, err := collectionOf(r)
	if err != nil {
		return err
	}
	id, err := pathVar(r, "id")
	if err != nil {
		return err
	}
	p, err := readParams(r, "f")
	if err != nil {
		return err
	}
	o, err := s.prepare(w, r, p, asJSON)
	if err != nil || o.name == "" {
		return err
	}
	versions, err := s.Store.History(r.Context(), c.Name, id)
	if err != nil {
		return err
	}
	doc := historyDoc{Versions: make([]versionDoc, len(versions)), Links: []link{
		{s.itemURL(r, c.Name, id), "item", asGeoJSON.media, "The feature as it is now"},
	}}
	for i, v := range versions {
		doc.Versions[i] = versionDoc{v.Revision, v.Time, v.Author, v.What, v.Kind, v.Source, append([]data.FieldChange{}, v.Fields...), v.Moved}
	}
	return writeJSON(w, doc)
}

// prefer makes a position the one where its feature stands.
func (s *server) prefer(w http.ResponseWriter, r *http.Request) error {
	id, err := pathVar(r, "id")
	if err != nil {
		return err
	}
	if _, err := readParams(r); err != nil {
		return err
	}
	if _, err := data.Prefer(r.Context(), s.Store, id, "map"); err != nil {
		return said(err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// countsDoc is how many features of each collection name a source.
type countsDoc struct {
	Source string         `json:"source"`
	Counts map[string]int `json:"counts"`
}

// sourceCounts says how much rests on a source.
func (s *server) sourceCounts(w http.ResponseWriter, r *http.Request) error {
	id, err := pathVar(r, "id")
	if err != nil {
		return err
	}
	p, err := readParams(r, "f")
	if err != nil {
		return err
	}
	o, err := s.prepare(w, r, p, asJSON)
	if err != nil || o.name == "" {
		return err
	}
	if _, err := s.Store.Feature(r.Context(), data.Sources.Name, id); err != nil {
		return err
	}
	doc := countsDoc{id, map[string]int{}}
	for _, c := range data.Collections {
		if !c.Spatial || c.Derived {
			continue
		}
		n, err := s.Store.Count(r.Context(), data.Query{Collection: c.Name, Equal: map[string]string{"source": id}})
		if err != nil {
			return err
		}
		doc.Counts[c.Name] = n
	}
	return writeJSON(w, doc)
}
