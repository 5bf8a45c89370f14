package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"burialmap/data"
	"burialmap/geo/crs"
)

// item answers with one feature.
func (s *server) item(w http.ResponseWriter, r *http.Request) error {
	c, err := collectionOf(r)
	if err != nil {
		return err
	}
	id, err := pathVar(r, "id")
	if err != nil {
		return err
	}
	p, err := readParams(r, "f", "lang", "crs")
	if err != nil {
		return err
	}
	o, err := negotiate(r, p, asGeoJSON, asHTML)
	if err != nil {
		return err
	}
	system, err := s.systemAsked(r.Context(), c, p, "crs")
	if err != nil {
		return err
	}
	w.Header().Add("Vary", "Accept")
	if o.name == asHTML.name {
		return s.itemPage(w, r, selection{collection: c, system: system}, id)
	}
	// The tag is that of the feature, whatever system it is asked for in: an edit names it.
	// It is read first, for an older tag than the body only costs another look.
	object, err := s.encodedItem(r.Context(), c, id, everywhere[0])
	if err != nil {
		return noFeature(err)
	}
	tag := s.featureTag(object)
	if !inCRS84(system) {
		if object, err = s.encodedItem(r.Context(), c, id, system); err != nil {
			return noFeature(err)
		}
	}
	body := s.appendItem(make([]byte, 0, len(object)+1024), r, c, object)
	tellSystem(w, system)
	if unchanged(w, r, tag) {
		return nil
	}
	w.Header().Set("Content-Type", asGeoJSON.media)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the client is gone: nobody is left to tell
	return nil
}

func noFeature(err error) error {
	if errors.Is(err, data.ErrNotFound) {
		return missing("There is no such feature in this collection.")
	}
	return err
}

// encodedItem is one feature as GeoJSON, not to be written to.
func (s *server) encodedItem(ctx context.Context, c data.Collection, id string, system crs.CRS) ([]byte, error) {
	if s.kept == nil || !inCRS84(system) {
		f, err := s.Store.Feature(ctx, c.Name, id)
		if err != nil {
			return nil, err
		}
		return inSystem(f, system)
	}
	revision, err := s.Store.Revision(ctx)
	if err != nil {
		return nil, err
	}
	var found [1][]byte
	if key, ok := s.kept.keyOf(c.Name, id, revision); ok && s.kept.get(c.Name, []data.Key{key}, found[:]) == 0 {
		return found[0], nil
	}
	f, err := s.Store.Feature(ctx, c.Name, id)
	if err != nil {
		return nil, err
	}
	object, key := f.AppendGeoJSON(nil), data.Key{FID: f.FID, Revision: f.Revision}
	s.kept.put(c.Name, key, object)
	s.kept.keepKey(c.Name, id, revision, key)
	return object, nil
}

// inSystem is a feature as GeoJSON in a system.
func inSystem(f data.Feature, system crs.CRS) ([]byte, error) {
	g, err := written(f, system)
	if err != nil {
		return nil, badParameter("crs", fmt.Sprintf("%s has no coordinates for the place of this feature; ask for it in another system.", system.Code))
	}
	return g.AppendGeoJSONAs(nil, formOf(system, nil)), nil
}

// appendItem writes a feature that stands for itself, with links.
func (s *server) appendItem(b []byte, r *http.Request, c data.Collection, object []byte) []byte {
	links := s.formLinks(r, asGeoJSON, asGeoJSON, asHTML)
	links = append(links, link{s.collectionURL(r, c.Name), "collection", asJSON.media, "The collection"})
	return append(withLinks(append(b, object...), links), '\n')
}

// withLinks puts links into a JSON object that has been written already.
func withLinks(object []byte, links []link) []byte {
	object = append(object[:len(object)-1], `,"links":`...)
	return append(appendLinks(object, links), '}')
}
