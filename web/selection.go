package web

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"burialmap/data"
	"burialmap/geo/crs"
)

// selection is what a request asks of a collection, and in which shape.
type selection struct {
	collection data.Collection
	query      data.Query // without the limit
	limit      int        // 0 for everything
	system     crs.CRS    // of the coordinates in the answer
	only       []string   // the properties asked for; nil for all
}

// itemParams are the query parameters that the items of a collection know.
func itemParams(c data.Collection) []string {
	names := []string{"f", "lang", "limit", "bbox", "bbox-crs", "crs", "datetime", "q", "ids", "filter", "filter-lang", "filter-crs",
		"sortby", "properties", "after", "offset", "startindex", "package"}
	for _, f := range filterFields(c) {
		names = append(names, f.Name)
	}
	return names
}

// filterFields are the fields that features can be picked by with a parameter of their name.
func filterFields(c data.Collection) []data.Field {
	return slices.DeleteFunc(fieldsOf(c), func(f data.Field) bool { return f.Type == data.JSON })
}

// readSelection reads the parameters of a request for features.
func (s *server) readSelection(ctx context.Context, c data.Collection, p params) (selection, error) {
	sel := selection{collection: c, query: data.Query{Collection: c.Name}}
	for _, read := range []func(context.Context, params, *selection) error{
		s.readPlace, s.readCondition, readValues, readPage, readShape,
	} {
		if err := read(ctx, p, &sel); err != nil {
			return sel, err
		}
	}
	return sel, nil
}

// readPlace reads where features are to lie, and in which system they are to be written.
func (s *server) readPlace(ctx context.Context, p params, sel *selection) (err error) {
	if sel.system, err = s.systemAsked(ctx, sel.collection, p, "crs"); err != nil {
		return err
	}
	from, err := s.systemAsked(ctx, sel.collection, p, "bbox-crs")
	if err != nil {
		return err
	}
	sel.query.Bound, err = p.bbox(from)
	return err
}

// readCondition reads the words, ids, times and conditions that pick features.
func (s *server) readCondition(ctx context.Context, p params, sel *selection) (err error) {
	if sel.query.Words, err = p.words(); err != nil {
		return err
	}
	if sel.query.IDs, err = p.ids(); err != nil {
		return err
	}
	sel.query.Filter, err = s.condition(ctx, sel.collection, p)
	return err
}

// readPage reads how much is wanted, in which order and from where on.
func readPage(_ context.Context, p params, sel *selection) (err error) {
	if sel.limit, err = p.limit(defaultLimit); err != nil {
		return err
	}
	if sel.query.Offset, err = p.offset(); err != nil {
		return err
	}
	if sel.query.Sort, err = p.sortBy(sel.collection); err != nil {
		return err
	}
	sel.query.After, sel.query.AfterValues, err = p.after(sel.collection, sel.query.Sort)
	return err
}

// readShape reads which properties are wanted.
func readShape(_ context.Context, p params, sel *selection) error {
	text, ok := p["properties"]
	if !ok {
		return nil
	}
	sel.only = []string{}
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.TrimSpace(name); name == "" || slices.Contains(sel.only, name) {
			continue
		}
		if _, ok := sel.collection.Field(name); !ok {
			return badParameter("properties", fmt.Sprintf("Parameter \"properties\": %s has no property %q; it has %s.",
				sel.collection.Name, shortened(name), strings.Join(fieldNames(fieldsOf(sel.collection)), ", ")))
		}
		sel.only = append(sel.only, name)
	}
	return nil
}

// readValues reads the fields that are to have a value.
func readValues(_ context.Context, p params, sel *selection) error {
	for _, f := range filterFields(sel.collection) {
		text, ok := p[f.Name]
		if !ok {
			continue
		}
		value, err := filterValue(f, text)
		if err != nil {
			return err
		}
		if sel.query.Equal == nil {
			sel.query.Equal = map[string]string{}
		}
		sel.query.Equal[f.Name] = value
	}
	return nil
}

// filterValue checks a value to pick by, and writes it the way it is stored.
func filterValue(f data.Field, text string) (string, error) {
	refuse := func(detail string) (string, error) {
		return "", badParameter(f.Name, fmt.Sprintf("Parameter %q %s.", f.Name, detail))
	}
	switch f.Type {
	case data.Enum:
		if !slices.Contains(f.Values, text) {
			return refuse(fmt.Sprintf("is to be one of %s", strings.Join(f.Values, ", ")))
		}
	case data.Boolean:
		if text != "true" && text != "false" {
			return refuse("is to be true or false")
		}
	case data.Integer:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return refuse("is to be a whole number")
		}
		return strconv.FormatInt(n, 10), nil
	case data.Real:
		v, err := data.ParseDecimal(text)
		if err != nil {
			return refuse("is to be a decimal number")
		}
		return strconv.FormatFloat(v, 'g', -1, 64), nil
	}
	return text, nil
}

func fieldNames(fields []data.Field) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names
}

// shortened keeps what a client sent fit for a message.
func shortened(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
