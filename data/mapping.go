package data

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Names that a mapping knows beside the fields of a collection: the record's own key and
// the columns of a table that hold its position.
const (
	KeyColumn      = "id"
	LonColumn      = "lon"
	LatColumn      = "lat"
	GeometryColumn = "geometry"
	// EastingColumn and NorthingColumn are those of a table in a projected system.
	EastingColumn  = "easting"
	NorthingColumn = "northing"
	// CoordinatesColumn holds both coordinates in one cell.
	CoordinatesColumn = "coordinates"
	// LonMinutesColumn and those after it stand beside degrees in columns of their own.
	LonMinutesColumn = "lon_min"
	LonSecondsColumn = "lon_sec"
	LatMinutesColumn = "lat_min"
	LatSecondsColumn = "lat_sec"
)

// Positional reports whether a field of a mapping is a part of the position.
func Positional(field string) bool {
	switch field {
	case LonColumn, LatColumn, GeometryColumn, EastingColumn, NorthingColumn, CoordinatesColumn,
		LonMinutesColumn, LonSecondsColumn, LatMinutesColumn, LatSecondsColumn:
		return true
	}
	return false
}

// Mapping says which fields a column of a file fills. Columns are recognised by their
// usual names in English, Russian and Japanese, whatever their case, spacing,
// punctuation or width (see [Plain]). It may be used by several goroutines.
type Mapping struct {
	stated  map[string][]string // plain column name → fields, as the person importing said
	known   map[string]string   // plain column name → field
	derived map[string]Field    // by name: what no column fills

	mu   sync.Mutex
	used map[string]bool     // plain stated columns that were met
	met  map[string][]string // columns as written → fields, so that each is reduced once
}

// maxMet is how many columns are remembered; no honest file has more.
const maxMet = 4096

// NewMapping prepares the mapping of a collection. Stated names the column for a field
// (field → column) and goes before everything recognised; the field then has no other
// column, and none at all if the name is empty. It is an ErrInvalid if the collection has no such field, or a derived one.
func NewMapping(c Collection, stated map[string]string) (*Mapping, error) {
	m := &Mapping{
		stated: map[string][]string{}, known: map[string]string{}, derived: map[string]Field{},
		used: map[string]bool{}, met: map[string][]string{},
	}
	for _, f := range c.Fields {
		if f.Derived {
			m.derived[f.Name] = f
		}
	}
	for _, field := range slices.Sorted(maps.Keys(stated)) {
		column := stated[field]
		if !mappable(c, field) {
			return nil, fmt.Errorf("%w: %s has no field %q to map column %q to; it has %s", ErrInvalid, c.Name, field, column, fieldList(c))
		}
		if column != "" {
			m.stated[Plain(column)] = append(m.stated[Plain(column)], field)
		}
	}
	for _, h := range headers {
		if _, taken := stated[h.field]; taken || !mappable(c, h.field) {
			continue
		}
		for _, name := range append(h.names, h.field) {
			if plain := Plain(name); m.known[plain] == "" || name == h.field {
				m.known[plain] = h.field
			}
		}
	}
	return m, nil
}

// Fields are the fields that a column fills: none if its name says nothing, several only
// if that was stated.
func (m *Mapping) Fields(column string) []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	fields, ok := m.met[column]
	if !ok {
		fields = m.find(column)
		if len(m.met) < maxMet {
			m.met[column] = fields
		}
	}
	return fields
}

func (m *Mapping) find(column string) []string {
	plain := Plain(column)
	if fields, ok := m.stated[plain]; ok {
		m.used[plain] = true
		return fields
	}
	if field, ok := m.known[plain]; ok {
		return []string{field}
	}
	return nil
}

// Stated are the fields that a column fills because the person importing said so.
func (m *Mapping) Stated(column string) []string {
	if len(m.stated) == 0 {
		return nil
	}
	if _, ok := m.stated[Plain(column)]; !ok {
		return nil
	}
	return m.Fields(column)
}

// Unused are the fields whose stated column was never met, in order.
func (m *Mapping) Unused() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var fields []string
	for column, names := range m.stated {
		if !m.used[column] {
			fields = append(fields, names...)
		}
	}
	slices.Sort(fields)
	return fields
}

// Plain reduces a name to its letters and digits, so that "Ministry No.", "ministry_no"
// and "ＭＩＮＩＳＴＲＹ　ＮＯ" are the same: compatibility forms are unfolded, case is dropped,
// ё counts as е.
func Plain(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKC.String(name) {
		switch r = unicode.ToLower(r); {
		case r == 'ё':
			b.WriteRune('е')
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == 'ー':
			b.WriteRune(r)
		}
	}
	return b.String()
}

func mappable(c Collection, field string) bool {
	if field == KeyColumn || Positional(field) {
		return field == KeyColumn || c.Spatial
	}
	f, ok := c.Field(field)
	return ok && !f.Derived
}

func fieldList(c Collection) string {
	names := []string{KeyColumn}
	if c.Spatial {
		names = append(names, LonColumn, LatColumn, GeometryColumn, EastingColumn, NorthingColumn, CoordinatesColumn)
	}
	for _, f := range fields(c.Fields, LocationFields) {
		if !f.Derived {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, ", ")
}
