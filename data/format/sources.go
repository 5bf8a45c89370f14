package format

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"burialmap/data"
)

// sources knows what the sources in the store state about positions.
type sources struct {
	known   map[string]data.Location
	missing map[string]bool
}

func (s *sources) load(ctx context.Context, tx data.Tx) error {
	s.known, s.missing = map[string]data.Location{}, map[string]bool{}
	for f, err := range tx.Features(ctx, data.Query{Collection: data.Sources.Name}) {
		if err != nil {
			return err
		}
		s.known[f.ID] = data.Location{Accuracy: f.Location.Accuracy, Method: f.Location.Method}
	}
	return nil
}

// maxMissing is how many unknown sources are reported; a broken column names thousands.
const maxMissing = 20

func (s *sources) location(id string) data.Location {
	l, ok := s.known[id]
	if !ok && id != "" && len(s.missing) < maxMissing {
		s.missing[id] = true
	}
	return l
}

func (s *sources) unknown() []string {
	var ids []string
	for id := range s.missing {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// chooseSource decides what stands as the source of records that name none. One that was
// named is made at once if the store does not have it; any other only when a record needs
// it, because every record may name its own. One that is there is left as it is: somebody
// may have described it.
func (i *importing) chooseSource(ctx context.Context, tx data.Tx) error {
	if !i.opt.Collection.Spatial {
		return nil
	}
	f := i.source()
	i.rules.Source = f.ID
	if _, ok := i.sources.known[f.ID]; ok {
		return nil
	}
	i.unmade = &f
	i.sources.known[f.ID] = f.Location // what it states counts before it is made
	if i.opt.Source == "" {
		return nil
	}
	return i.makeSource(ctx, tx)
}

// useSource notes that a record has the source of records that name none, and makes that
// source if the store does not have it yet.
func (i *importing) useSource(ctx context.Context, tx data.Tx, f data.Feature) error {
	if i.rules.Source == "" || f.Location.Source != i.rules.Source {
		return nil
	}
	i.report.Source = i.rules.Source
	return i.makeSource(ctx, tx)
}

func (i *importing) makeSource(ctx context.Context, tx data.Tx) error {
	if i.unmade == nil {
		return nil
	}
	if _, err := tx.Put(ctx, *i.unmade); err != nil {
		return err
	}
	i.unmade, i.report.SourceMade = nil, true
	return nil
}

// source is the one that was named, or that the format declares, or the file itself.
func (i *importing) source() data.Feature {
	if sourced, ok := i.reader.(Sourced); ok && i.opt.Source == "" {
		return sourced.Source()
	}
	f := data.Feature{ID: data.SafeID(i.opt.Source), Collection: data.Sources.Name, Properties: map[string]any{}}
	if f.ID != "" {
		f.Properties["title"] = i.opt.Source
		f.Properties["kind"] = "unknown"
		return f
	}
	base := strings.TrimSuffix(i.report.File, filepath.Ext(i.report.File))
	if f.ID = data.SafeID(base); f.ID == "" {
		f.ID = "file"
	}
	f.Properties["title"] = i.report.File
	f.Properties["kind"] = "file"
	return f
}
