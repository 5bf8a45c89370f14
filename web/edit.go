package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"burialmap/data"
)

// Editing is OGC API – Features – Part 4 (draft, OGC 20-002): features are created, replaced,
// changed and deleted one at a time. Each edit is one Change. It is answered when the
// overlaps around it have been found again and the tiles show it.

const mediaMergePatch = "application/merge-patch+json"

// editConformance are the classes of Part 4 that editing meets.
var editConformance = []string{
	"http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/create-replace-delete",
	"http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/update",
	"http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/optimistic-locking-etags",
	"http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/features",
}

// withEditing adds those classes where editing is on.
func (s *server) withEditing(classes []string) []string {
	if !s.Edit {
		return classes
	}
	return slices.Concat(classes, editConformance)
}

// editable is an address of features that can be read and, where editing is on, edited.
// Collections that are computed can only be read.
func (s *server) editable(get handler, edits map[string]handler) http.Handler {
	read := reading(s.handle(get))
	if !s.Edit {
		return read
	}
	all := methods{http.MethodGet: read[http.MethodGet]}
	for method, h := range edits {
		all[method] = s.editing(s.fromHere(sized(bodyBytes, s.handle(h))))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, known := data.CollectionNamed(mux.Vars(r)["collection"])
		switch {
		case r.Method == http.MethodOptions && (!known || c.Derived):
			read.ServeHTTP(w, r)
		case r.Method == http.MethodOptions:
			s.editOptions(w, all)
		default:
			all.ServeHTTP(w, r)
		}
	})
}

// editOptions says what can be done with features; to pages of other hosts too where
// tokens keep out whoever may not.
func (s *server) editOptions(w http.ResponseWriter, all methods) {
	h := w.Header()
	h.Set("Allow", all.allowed())
	h.Set("Accept-Patch", mediaMergePatch)
	h.Set("Accept-Post", asGeoJSON.media)
	if s.Editors == nil {
		preflight(w)
		return
	}
	allowForeign(h, all.allowed(), "Accept, Accept-Language, Authorization, Content-Type, If-Match, If-None-Match, Range")
	w.WriteHeader(http.StatusNoContent)
}

// fromHere lets an edit through that a program makes, our own page, or somebody with a token:
// no browser sends a token that a page does not have.
func (s *server) fromHere(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.Editors == nil && browser(r) {
			if p := notOwn(r); p != nil {
				writeProblem(w, p)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// target is what an edit is about.
type target struct {
	collection data.Collection
	id         string // "" for a new feature
}

// aim finds what an edit is about.
func aim(r *http.Request) (target, error) {
	c, err := collectionOf(r)
	if err != nil {
		return target{}, err
	}
	if c.Derived {
		return target{}, forbidden("The collection " + c.Name + " is computed and cannot be edited; it changes when the sites, cemeteries and plots do that it is computed from.")
	}
	if _, err := readParams(r); err != nil {
		return target{}, err
	}
	id, err := pathVar(r, "id")
	return target{c, id}, err
}

// body is the JSON object that a request sends as one of these media types.
func body(r *http.Request, medias ...string) (members, error) {
	if err := mediaOf(r, medias...); err != nil {
		return nil, err
	}
	if err := checkCRS(r); err != nil {
		return nil, err
	}
	text, err := bodyText(r)
	if err != nil {
		return nil, err
	}
	return parseBody(text)
}

// mediaOf refuses a body that is not of one of these media types in UTF-8.
func mediaOf(r *http.Request, medias ...string) error {
	media, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := parameters["charset"]
	coded := r.Header.Get("Content-Encoding") != "" && r.Header.Get("Content-Encoding") != "identity"
	if err != nil || !slices.Contains(medias, media) || coded || charset != "" && !strings.EqualFold(charset, "utf-8") {
		return &problem{Status: http.StatusUnsupportedMediaType, Detail: "The body is to be " + strings.Join(medias, " or ") + " in UTF-8, not compressed, and the header Content-Type is to say so."}
	}
	return nil
}

// bodyText is all that a request sends.
func bodyText(r *http.Request) ([]byte, error) {
	text, err := io.ReadAll(r.Body)
	tooLarge := &http.MaxBytesError{}
	switch {
	case errors.As(err, &tooLarge):
		return nil, &problem{Status: http.StatusRequestEntityTooLarge, Detail: "The body is larger than " + strconv.Itoa(bodyBytes>>10) + " kB."}
	case err != nil:
		return nil, &problem{Status: http.StatusBadRequest, Detail: "The body of the request breaks off."}
	}
	return text, nil
}

// parseBody takes a body apart, which is to be one JSON object.
func parseBody(text []byte) (members, error) {
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, &problem{Status: http.StatusBadRequest, Detail: "The request has no body; send one GeoJSON object."}
	}
	tree, err := parseTree(text)
	if err != nil {
		return nil, &problem{Status: http.StatusBadRequest, Detail: "The body is " + err.Error() + "."}
	}
	object, ok := tree.(members)
	if !ok {
		return nil, &problem{Status: http.StatusBadRequest, Detail: "The body is to be one JSON object of GeoJSON."}
	}
	return object, nil
}

// checkCRS refuses coordinates that the request says are in another system than GeoJSON's.
func checkCRS(r *http.Request) error {
	text := strings.Trim(strings.TrimSpace(r.Header.Get("Content-Crs")), "<>")
	if text == "" || text == "http://www.opengis.net/def/crs/OGC/1.3/CRS84" {
		return nil
	}
	return &problem{Status: http.StatusBadRequest, Detail: "Features are taken in longitude and latitude of WGS 84 only; leave the header Content-Crs out, or let it name http://www.opengis.net/def/crs/OGC/1.3/CRS84."}
}

// create records a new feature.
func (s *server) create(w http.ResponseWriter, r *http.Request) error {
	t, err := aim(r)
	if err != nil {
		return err
	}
	tree, err := body(r, asGeoJSON.media, asJSON.media)
	if err != nil {
		return err
	}
	e, err := s.readFeature(r.Context(), t.collection, tree, data.Feature{})
	if err != nil {
		return err
	}
	done, err := s.write(r, "created", e.collection.Name, func(ctx context.Context, tx data.Tx) (*edited, error) {
		return e, e.create(ctx, tx)
	})
	if err != nil {
		return err
	}
	w.Header().Set("Location", s.itemURL(r, done.feature.Collection, done.feature.ID))
	return s.answerEdit(w, r, http.StatusCreated, done)
}

// replace makes a feature what the body says.
func (s *server) replace(w http.ResponseWriter, r *http.Request) error {
	return s.change(w, r, "replaced", []string{asGeoJSON.media, asJSON.media}, func(_ data.Feature, _ data.Collection, body members) members { return body })
}

// update changes what the body says, and leaves the rest.
func (s *server) update(w http.ResponseWriter, r *http.Request) error {
	return s.change(w, r, "changed", []string{mediaMergePatch}, patched)
}

// change makes a feature what becomes of it by the body.
func (s *server) change(w http.ResponseWriter, r *http.Request, verb string, medias []string, become func(data.Feature, data.Collection, members) members) error {
	t, err := aim(r)
	if err != nil {
		return err
	}
	if err := conditional(r); err != nil {
		return err
	}
	tree, err := body(r, medias...)
	if err != nil {
		return err
	}
	done, err := s.write(r, verb, t.collection.Name+"/"+t.id, func(ctx context.Context, tx data.Tx) (*edited, error) {
		stored, err := s.unmoved(ctx, tx, r, t)
		if err != nil {
			return nil, err
		}
		e, err := s.readFeature(ctx, t.collection, become(stored, t.collection, tree), stored)
		if err != nil {
			return nil, err
		}
		return e, e.replace(ctx, tx)
	})
	if err != nil {
		return err
	}
	return s.answerEdit(w, r, http.StatusOK, done)
}

// remove deletes a feature.
func (s *server) remove(w http.ResponseWriter, r *http.Request) error {
	t, err := aim(r)
	if err != nil {
		return err
	}
	if err := conditional(r); err != nil {
		return err
	}
	done, err := s.write(r, "deleted", t.collection.Name+"/"+t.id, func(ctx context.Context, tx data.Tx) (*edited, error) {
		stored, err := s.unmoved(ctx, tx, r, t)
		if err != nil {
			return nil, err
		}
		return nil, deleteFeature(ctx, tx, stored)
	})
	if err != nil {
		return err
	}
	w.Header().Set(revisionHeader, strconv.FormatInt(done.revision, 10))
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// patched is a stored feature with a merge patch applied. What the patch says of names that
// the collection does not have is meant for extra, where they are.
func patched(stored data.Feature, c data.Collection, patch members) members {
	tree, err := parseTree(stored.AppendGeoJSON(nil))
	if err != nil {
		tree = members{}
	}
	patch = folded(c, patch)
	merged, _ := mergePatch(tree, patch).(members)
	if _, ok := merged.get("geometry"); !ok {
		merged = merged.with("geometry", nil) // null was said
	}
	said, _ := patch.get("properties")
	changes, _ := said.(members)
	properties, _ := merged.get("properties")
	all, _ := properties.(members)
	for _, m := range changes {
		if f, ok := c.Field(m.name); ok && f.Derived && m.value == nil {
			all = all.with(m.name, nil) // so that it is refused like any other value
			merged = merged.with("properties", all)
		}
	}
	return merged
}

// folded is a patch that says of unknown names what it says in the member extra.
func folded(c data.Collection, patch members) members {
	said, _ := patch.get("properties")
	properties, ok := said.(members)
	if !ok {
		return patch
	}
	kept, extra := members{}, members{}
	for _, m := range properties {
		_, field := c.Field(m.name)
		if field || m.name == "extra" || m.name == data.KeyColumn || isStores(m.name) {
			kept = append(kept, m)
			continue
		}
		if m.value != nil {
			m.value = treeText(m.value)
		}
		extra = append(extra, m)
	}
	if len(extra) == 0 {
		return patch
	}
	if was, ok := kept.get("extra"); ok {
		if stated, ok := was.(members); ok {
			for _, m := range stated {
				extra = extra.with(m.name, m.value)
			}
		}
	}
	return append(members{}, patch...).with("properties", kept.with("extra", extra))
}

// editTime is how long overlaps and tiles may take after an edit before it is answered
// without them.
const editTime = 20 * time.Second
