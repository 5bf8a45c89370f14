package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// cutOffError is an error after the answer has begun: only the connection can say so.
type cutOffError struct{ error }

func (c cutOffError) Unwrap() error { return c.error }

// export writes a selection in another format, as a file: all of it, unless a limit is
// asked for.
func (s *server) export(w http.ResponseWriter, r *http.Request, p params, o offer, sel selection) error {
	writer, err := s.Formats.Writer(o.name)
	if err != nil {
		return err
	}
	if _, limited := p["limit"]; !limited {
		sel.limit = 0
	}
	return s.writeExport(w, r, writer, p["package"] == "zip", sel)
}

// writeExport writes selections as one file, or as a zip of files with a README.
func (s *server) writeExport(w http.ResponseWriter, r *http.Request, writer format.Writer, zipped bool, selections ...selection) error {
	ctx := r.Context()
	done, err := s.exporting()
	if err != nil {
		return err
	}
	defer done()
	e := format.Export{About: format.About{Program: "burialmap " + s.Version, Address: s.base(r), Date: s.Now(), Filter: filterText(r)}}
	var queries []data.Query
	for _, sel := range selections {
		queries = append(queries, sel.query)
		e.Layers = append(e.Layers, format.Layer{Collection: sel.collection, Features: s.selected(ctx, sel), Count: -1})
	}
	if e.About, err = format.AboutOf(ctx, s.Store, e.About, queries...); err != nil {
		return err
	}
	name, media, extension, write := "burialmap", writer.MediaType(), writer.Extension(), writer.Write
	if len(selections) == 1 {
		name = selections[0].collection.Name
	}
	if zipped {
		media, extension = "application/zip", extension+".zip"
		write = func(ctx context.Context, w io.Writer, e format.Export) error {
			return format.Package(ctx, w, writer, e)
		}
	}
	attach(w, name+extension)
	out := newStream(w, media)
	if err := write(ctx, out, e); err != nil {
		if errors.Is(err, data.ErrInvalid) {
			err = unprocessable(err)
		}
		return out.fail(err)
	}
	return out.end()
}

// filterText is what was asked for, as the query of the address says it.
func filterText(r *http.Request) string {
	q := r.URL.Query()
	for _, name := range []string{"f", "package", "limit", "after", "collections"} {
		q.Del(name)
	}
	text, err := url.QueryUnescape(q.Encode())
	if err != nil { // cannot happen: it was written by Encode
		return ""
	}
	return text
}

// exportsDoc says in which formats features can be had.
type exportsDoc struct {
	Formats []writerDoc `json:"formats"`
}

type writerDoc struct {
	Name      string   `json:"name"`
	Title     string   `json:"title"`
	Extension string   `json:"extension"`
	MediaType string   `json:"media_type"`
	Layers    bool     `json:"layers"` // several collections in one file
	Loses     []string `json:"loses"`  // what it cannot hold, in English
}

// exports lists the formats that features can be had in.
func (s *server) exports(w http.ResponseWriter, r *http.Request) error {
	if _, err := readParams(r); err != nil {
		return err
	}
	doc := exportsDoc{Formats: []writerDoc{}}
	for _, writer := range s.Formats.Writers {
		holds := writer.Holds()
		doc.Formats = append(doc.Formats, writerDoc{writer.Name(), writer.Title(), writer.Extension(), writer.MediaType(), holds.Layers, append([]string{}, holds.Loses...)})
	}
	return answerJSON(w, http.StatusOK, doc)
}

// exportMany writes several collections at once: into one file where the format has
// layers, else into a zip.
func (s *server) exportMany(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, append([]string{"f", "collections", "bbox", "datetime", "q", "filter", "filter-lang", "filter-crs", "package"}, narrowingParams(false)...)...)
	if err != nil {
		return err
	}
	writer, err := s.Formats.Writer(p["f"])
	if err != nil {
		return badParameter("f", fmt.Sprintf("Unknown format %q; /api/exports lists those there are.", p["f"]))
	}
	if err := p.zipped(); err != nil {
		return err
	}
	var selections []selection
	for name := range strings.SplitSeq(p["collections"], ",") {
		c, ok := data.CollectionNamed(name)
		if !ok {
			return badParameter("collections", fmt.Sprintf("There is no collection %q; /api/collections lists them.", name))
		}
		sel, err := s.readSelection(r.Context(), c, p)
		if err == nil {
			err = s.narrow(r.Context(), &sel, p)
		}
		if err != nil {
			return err
		}
		sel.limit = 0
		selections = append(selections, sel)
	}
	zipped := p["package"] == "zip" || len(selections) > 1 && !writer.Holds().Layers
	return s.writeExport(w, r, writer, zipped, selections...)
}

// narrow adds to a selection what is said of its collection alone.
func (s *server) narrow(ctx context.Context, sel *selection, p params) error {
	also, err := s.narrowed(ctx, sel.collection, p)
	if err != nil {
		return err
	}
	if also.Words != "" {
		sel.query.Words = strings.TrimSpace(sel.query.Words + " " + also.Words)
	}
	switch {
	case also.Filter == nil:
	case sel.query.Filter == nil:
		sel.query.Filter = also.Filter
	default:
		sel.query.Filter = data.And{sel.query.Filter, also.Filter}
	}
	return nil
}

// zipped checks the parameter that asks for a zip.
func (p params) zipped() error {
	if v, ok := p["package"]; ok && v != "zip" {
		return badParameter("package", `Parameter "package" is to be zip.`)
	}
	return nil
}

// selected streams the features of a page.
func (s *server) selected(ctx context.Context, sel selection) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		stop := fmt.Errorf("the writer takes no more")
		_, err := s.walk(ctx, sel, func(f data.Feature) error {
			if !yield(f, nil) {
				return stop
			}
			return nil
		})
		if err != nil && !errors.Is(err, stop) {
			yield(data.Feature{}, err)
		}
	}
}
