package format

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"burialmap/data"
	"burialmap/geo/crs"
)

// sources knows what the sources in the store state about positions.
// The reading of a file and the writing of its features ask it at the same time.
type sources struct {
	sync.Mutex

	known   map[string]stated
	missing map[string]bool
}

// stated is what a source says of all its features.
type stated struct {
	data.Location
	operation string // that turned its coordinates into WGS 84; empty if nobody knows
	noted     bool   // the operation was not in the store before
}

func (s *sources) load(ctx context.Context, tx data.Tx) error {
	s.known, s.missing = map[string]stated{}, map[string]bool{}
	for f, err := range tx.Features(ctx, data.Query{Collection: data.Sources.Name}) {
		if err != nil {
			return err
		}
		s.add(f)
	}
	return nil
}

func (s *sources) add(f data.Feature) {
	s.Lock()
	defer s.Unlock()
	s.known[f.ID] = stated{data.Location{Accuracy: f.Location.Accuracy, Method: f.Location.Method}, f.Text("crs_operation"), false}
}

func (s *sources) get(id string) (stated, bool) {
	s.Lock()
	defer s.Unlock()
	l, ok := s.known[id]
	return l, ok
}

func (s *sources) operation(id string) string {
	l, _ := s.get(id)
	return l.operation
}

// note keeps the operation of a source in mind until the sources are written.
func (s *sources) note(id, operation string) {
	s.Lock()
	defer s.Unlock()
	l := s.known[id]
	l.operation, l.noted = operation, true
	s.known[id] = l
}

// maxMissing is how many unknown sources are reported; a broken column names thousands.
const maxMissing = 20

func (s *sources) location(id string) data.Location {
	s.Lock()
	defer s.Unlock()
	l, ok := s.known[id]
	if !ok && id != "" && len(s.missing) < maxMissing {
		s.missing[id] = true
	}
	return l.Location
}

func (s *sources) unknown() []string {
	var ids []string
	for id := range s.missing {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// chooseSource decides what stands as the source of records that name none. One that is
// there is left as it is: somebody may have described it. Any other is made at the end, if
// it was named or a record needs it, because every record may name its own.
func (i *importing) chooseSource() {
	if !i.rules.Collection.Spatial {
		return
	}
	f := i.source()
	i.rules.Source = f.ID
	if _, ok := i.sources.get(f.ID); ok {
		return
	}
	i.unmade, i.needed = &f, i.opt.Source != ""
	i.sources.add(f) // what it states counts before it is made
}

// useSource notes the source of a feature that is kept, and by which operation its
// coordinates were turned into WGS 84.
func (i *importing) useSource(t taken) error {
	if !i.rules.Collection.Spatial {
		i.sources.add(t.feature)
		return nil
	}
	source := t.feature.Location.Source
	if i.rules.Source != "" && source == i.rules.Source {
		i.report.Source, i.needed = i.rules.Source, true
	}
	if t.feature.Geometry == nil || !t.operation.Known() {
		return nil
	}
	return i.noteOperation(source, t.operation)
}

// noteOperation keeps in mind by which operation the positions of a source were turned into
// WGS 84, because its accuracy belongs to that of each. What the source says itself stays,
// and a record of another datum is told of.
func (i *importing) noteOperation(id string, op crs.Operation) error {
	operation := op.Code
	if operation == "" {
		operation = op.Name
	}
	i.report.Operation = operation
	known, ok := i.sources.get(id)
	switch {
	case !ok || known.operation == operation:
	case known.operation != "":
		return i.operationDiffers(id, known.operation, operation)
	default:
		i.sources.note(id, operation)
	}
	return nil
}

func (i *importing) operationDiffers(id, stated, used string) error {
	if i.differing[id] {
		return nil
	}
	i.differing[id] = true
	return i.tell([]data.Problem{{
		Severity: data.Warning, File: i.report.File, Field: "crs_operation", Rule: "crs_operation_other",
		Message: fmt.Sprintf("the source %q says that its coordinates were turned into WGS 84 by %s, but these were by %s", id, stated, used),
		Advice:  "give positions on another datum a source of their own, so that their accuracy is right",
	}})
}

// writeSources makes the source that is needed, and records operations with those that are
// there.
func (i *importing) writeSources(ctx context.Context, tx data.Tx) error {
	if i.unmade != nil && i.needed {
		f := *i.unmade
		if operation := i.sources.operation(f.ID); operation != "" {
			f.Properties["crs_operation"] = operation
		}
		if _, err := tx.Put(ctx, f); err != nil {
			return fmt.Errorf("source %s: %w", f.ID, err)
		}
		i.report.SourceMade = true
	}
	var changed []data.Feature
	for f, err := range tx.Features(ctx, data.Query{Collection: data.Sources.Name}) {
		if err != nil {
			return err
		}
		if s, _ := i.sources.get(f.ID); s.noted && f.Text("crs_operation") == "" {
			f.Properties["crs_operation"] = s.operation
			changed = append(changed, f)
		}
	}
	for _, f := range changed {
		if _, err := tx.Put(ctx, f); err != nil {
			return fmt.Errorf("source %s: %w", f.ID, err)
		}
	}
	return nil
}

// source is the one that was named, or that the format declares, or the file itself.
func (i *importing) source() data.Feature {
	if sourced, ok := i.reader.(Sourced); ok && i.opt.Source == "" {
		return sourced.Source()
	}
	if i.carriedBack() && i.opt.Source == "" {
		return i.about.Carried.source()
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
