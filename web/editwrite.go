package web

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"burialmap/data"
)

// done is an edit that has been stored.
type done struct {
	feature  data.Feature // as it is now; a zero one if it was deleted
	findings []finding
	revision int64 // of the store
}

// write stores an edit as one Change, and sees to it that overlaps and tiles follow.
func (s *server) write(r *http.Request, verb, what string, fn func(context.Context, data.Tx) (*edited, error)) (done, error) {
	ctx, cancel := context.WithTimeout(r.Context(), answerTime)
	defer cancel()
	var d done
	_, err := s.Store.Write(ctx, author(ctx), verb+" "+what, func(tx data.Tx) error {
		e, err := fn(ctx, tx)
		if err != nil || e == nil {
			return err
		}
		d.findings = e.findings
		d.feature, err = tx.Feature(ctx, e.feature.Collection, e.feature.ID)
		return err
	})
	if err != nil {
		return d, notThere(err)
	}
	return d, s.follow(r.Context(), &d)
}

// notThere says that the feature of an edit is none; any other error stays.
func notThere(err error) error {
	var p *problem
	if errors.Is(err, data.ErrNotFound) && !errors.As(err, &p) {
		return missing("There is no such feature in this collection.")
	}
	return err
}

// follow lets overlaps and tiles follow an edit. The edit stands whatever becomes of them,
// and whether or not the client still waits; if they are late the answer says so.
func (s *server) follow(ctx context.Context, d *done) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), editTime)
	defer cancel()
	late := func(err error) {
		s.Log.ErrorContext(ctx, "an edit is stored, but what follows from it is late", "error", err.Error())
		d.findings = append(d.findings, finding{Severity: data.Warning, Rule: "late", Message: "the edit is stored; overlaps and tiles do not show it yet", Advice: "look again in a moment"})
	}
	if s.CatchUp != nil {
		if err := s.CatchUp(ctx); err != nil {
			late(err)
		}
	}
	var err error
	if d.revision, err = s.Store.Revision(ctx); err != nil {
		return err
	}
	if tiles, ok := s.Tiles.(interface {
		Await(ctx context.Context, revision int64) error
	}); ok {
		if err := tiles.Await(ctx, d.revision); err != nil {
			late(err)
		}
	}
	return s.renew(ctx, d)
}

// renew reads the feature once more, for its summary may have changed with the overlaps. If
// somebody else has edited it meanwhile it stays what this edit made it: a tag of what the
// client has not written would let it overwrite that unawares.
func (s *server) renew(ctx context.Context, d *done) error {
	if d.feature.ID == "" {
		return nil
	}
	now, err := s.Store.Feature(ctx, d.feature.Collection, d.feature.ID)
	if errors.Is(err, data.ErrNotFound) {
		return nil
	}
	if err == nil && bytes.Equal(recorded(now), recorded(d.feature)) {
		d.feature = now
	}
	return err
}

// recorded is a feature as GeoJSON without what is computed.
func recorded(f data.Feature) []byte {
	c, _ := data.CollectionNamed(f.Collection)
	properties := map[string]any{}
	for name, v := range f.Properties {
		if field, ok := c.Field(name); ok && !field.Derived {
			properties[name] = v
		}
	}
	f.Properties, f.Revision = properties, 0
	return f.AppendGeoJSON(nil)
}

// answerEdit answers with the feature as it is now stored.
func (s *server) answerEdit(w http.ResponseWriter, r *http.Request, status int, d done) error {
	f := d.feature
	url := s.itemURL(r, f.Collection, f.ID)
	object := f.AppendGeoJSON(nil)
	h := w.Header()
	h.Set("ETag", s.featureTag(object))
	h.Set(revisionHeader, strconv.FormatInt(d.revision, 10))
	h.Set("Content-Location", url)
	h.Set("Content-Type", asGeoJSON.media)
	h.Set("Cache-Control", "no-store")
	if len(d.findings) > 0 {
		object = append(object[:len(object)-1], `,"findings":`...)
		object = append(appendJSON(object, d.findings), '}')
	}
	links := []link{
		{url + "?f=" + asGeoJSON.name, "self", asGeoJSON.media, "This document as " + asGeoJSON.title},
		{url + "?f=" + asHTML.name, "alternate", asHTML.media, "This document as " + asHTML.title},
		{s.collectionURL(r, f.Collection), "collection", asJSON.media, "The collection"},
	}
	w.WriteHeader(status)
	_, _ = w.Write(append(withLinks(object, links), '\n')) // the client is gone: nobody is left to tell
	return nil
}

// featureTag is the entity tag of a feature, given as GeoJSON: of what is recorded of it,
// and of nothing else that the store holds.
func (s *server) featureTag(object []byte) string {
	return contentTag(append(append([]byte(s.Version), 0), object...))
}

// conditional refuses an edit that does not say which state of the feature it is about.
func conditional(r *http.Request) error {
	if strings.TrimSpace(r.Header.Get("If-Match")) == "" {
		return &problem{Status: http.StatusPreconditionRequired, Detail: "Say which state of the feature you mean: send its ETag in the header If-Match, or * to overwrite whatever is there."}
	}
	return nil
}

// unmoved is the feature that an edit is about, if it is still in the state that the edit
// is about.
func (s *server) unmoved(ctx context.Context, tx data.Tx, r *http.Request, t target) (data.Feature, error) {
	stored, err := tx.Feature(ctx, t.collection.Name, t.id)
	if err != nil {
		return stored, err
	}
	tag := s.featureTag(stored.AppendGeoJSON(nil))
	if !matches(strings.Join(r.Header.Values("If-Match"), ","), tag) {
		return stored, &problem{Status: http.StatusPreconditionFailed, Detail: "The feature is no longer in the state that If-Match names; read it again and see whether the edit still holds."}
	}
	return stored, nil
}

// create stores a new feature.
func (e *edited) create(ctx context.Context, tx data.Tx) error {
	f := &e.feature
	if f.ID == "" {
		f.ID = strings.ToLower(rand.Text()[:16])
	}
	if _, err := tx.Feature(ctx, f.Collection, f.ID); err == nil {
		return &problem{Status: http.StatusConflict, Detail: fmt.Sprintf("The id %q is taken in %s; replace that feature, or leave the id out to get another.", f.ID, f.Collection)}
	} else if !errors.Is(err, data.ErrNotFound) {
		return err
	}
	if err := e.check(ctx, tx); err != nil {
		return err
	}
	return e.put(ctx, tx)
}

// put stores the feature as imports do. What is doubtful about a position that an
// observation states is told.
func (e *edited) put(ctx context.Context, tx data.Tx) error {
	p, err := data.LoadPreferences(ctx, tx)
	if err != nil {
		return err
	}
	if e.collection.Name != data.Observations.Name {
		_, err = p.Put(ctx, e.feature)
		return err
	}
	_, proposal, err := p.Observe(ctx, e.feature)
	for _, doubt := range proposal.Doubts {
		e.warn(doubt.Field, doubt.Rule, doubt.Message, doubt.Advice)
	}
	return err
}

// replace stores a feature in the place of what it was.
func (e *edited) replace(ctx context.Context, tx data.Tx) error {
	if err := e.standing(ctx, tx); err != nil {
		return err
	}
	if err := e.check(ctx, tx); err != nil {
		return err
	}
	if err := e.put(ctx, byID{tx, e.feature.Ref()}); err != nil || e.collection.Name == data.Observations.Name {
		return err
	}
	now, err := tx.Feature(ctx, e.feature.Collection, e.feature.ID)
	if err != nil || bytes.Equal(recorded(now), recorded(e.feature)) {
		return err
	}
	e.warn("geometry", "preferred_position", "somebody has chosen another position for the feature than its source states: it stays there, and what was sent is kept as the position of its source",
		"prefer that position, or change the one that is preferred, in the collection positions")
	return nil
}

// byID is a transaction in which one feature is found by its id, whatever key it has.
type byID struct {
	data.Tx

	ref string
}

func (t byID) Put(ctx context.Context, f data.Feature) (data.Outcome, error) {
	if f.Ref() == t.ref {
		return t.Replace(ctx, f)
	}
	return t.Tx.Put(ctx, f)
}

// check says why the feature cannot be stored among the others.
func (e *edited) check(ctx context.Context, tx data.Tx) error {
	if err := e.checkSource(ctx, tx); err != nil {
		return err
	}
	if err := e.checkKey(ctx, tx); err != nil {
		return err
	}
	return e.problem()
}

// checkSource refuses a source that is not recorded.
func (e *edited) checkSource(ctx context.Context, tx data.Tx) error {
	id := e.feature.Location.Source
	if id == "" || id == e.stored.Location.Source {
		return nil
	}
	_, err := tx.Feature(ctx, data.Sources.Name, id)
	if errors.Is(err, data.ErrNotFound) {
		e.refuse("source", "unknown_source", fmt.Sprintf("there is no source %.80q", id), "name the id of a feature of the collection sources; record the source there first")
		return nil
	}
	return err
}

// checkKey refuses a key in a source that another feature has.
func (e *edited) checkKey(ctx context.Context, tx data.Tx) error {
	l := e.feature.Location
	if l.SourceKey == "" || sameKey(e.feature, e.stored) {
		return nil
	}
	same := data.Query{Collection: e.collection.Name, Equal: map[string]string{"source_key": l.SourceKey}, Fields: []string{"source"}}
	for f, err := range tx.Features(ctx, same) {
		if err != nil {
			return err
		}
		if f.Location.Source == l.Source && f.ID != e.feature.ID {
			e.refuse("source_key", "duplicate_key", fmt.Sprintf("%s has that key in its source already", f.Ref()), "correct the key or the source, or edit that feature instead")
			return nil
		}
	}
	return nil
}

func sameKey(a, b data.Feature) bool {
	return a.Location.Source == b.Location.Source && a.Location.SourceKey == b.Location.SourceKey
}

// standing refuses an edit that gives a feature another key and at once moves it, while
// it stands at a position that somebody has chosen: the choice is kept by the key.
func (e *edited) standing(ctx context.Context, tx data.Tx) error {
	if sameKey(e.feature, e.stored) {
		return nil
	}
	chosen := e.stored.Properties["preferred"] == true && e.collection.Name == data.Positions.Name
	if e.collection.Name != data.Positions.Name && e.moves() {
		for _, err := range tx.Features(ctx, data.Query{Collection: data.Positions.Name, Equal: map[string]string{"of": e.stored.Ref(), "preferred": "true"}, Limit: 1}) {
			if err != nil {
				return err
			}
			chosen = true
		}
	}
	if chosen {
		e.refuse("source_key", "preferred_position", "somebody has chosen the position at which the feature stands", "change its key or its place, one after the other; the preferred position itself keeps its key")
	}
	return nil
}

// moves reports whether the edit changes where the feature stands, or how that is known.
func (e *edited) moves() bool {
	a, b := e.feature.Location, e.stored.Location
	return a.Accuracy != b.Accuracy || a.Method != b.Method || a.Text != b.Text ||
		!bytes.Equal(data.AppendGeometry(nil, e.feature.Geometry), data.AppendGeometry(nil, e.stored.Geometry))
}

// deleteFeature removes a feature, unless others say that they come from it. With an
// observation goes the position that it proposes.
func deleteFeature(ctx context.Context, tx data.Tx, f data.Feature) error {
	switch f.Collection {
	case data.Sources.Name:
	case data.Observations.Name:
		if err := data.Unobserve(ctx, tx, f); err != nil {
			return err
		}
		fallthrough
	default:
		return tx.Delete(ctx, f.Collection, f.ID)
	}
	for _, c := range data.Collections {
		if c.Derived {
			continue
		}
		for resting, err := range tx.Features(ctx, data.Query{Collection: c.Name, Equal: map[string]string{"source": f.ID}, Limit: 1}) {
			if err != nil {
				return err
			}
			return &problem{Status: http.StatusConflict, Detail: fmt.Sprintf("%s and perhaps others name this source; nothing is to lose where it comes from. Give them another source, or delete them, first.", resting.Ref())}
		}
	}
	return tx.Delete(ctx, f.Collection, f.ID)
}

// isStores reports whether the server writes the member itself.
func isStores(name string) bool { return slices.Contains(storeMembers, name) }
