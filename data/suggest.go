package data

import (
	"slices"
	"strings"
)

// Suggestion is a field that a column may be meant for.
type Suggestion struct {
	Field string `json:"field"`
	Why   string `json:"why"` // "spelling": its name is nearly one we know; "values": they are what the field holds
}

// Suggest proposes fields for a column that nothing is known of: by its name, if that is
// a slip of the pen away from a known one or contains it, and by its values, if all the
// samples are words of a field's vocabulary. The likeliest come first, three at most.
func Suggest(c Collection, column string, samples []string) []Suggestion {
	var found []Suggestion
	add := func(field, why string) {
		if len(found) < 3 && !slices.ContainsFunc(found, func(s Suggestion) bool { return s.Field == field }) {
			found = append(found, Suggestion{field, why})
		}
	}
	for _, field := range bySpelling(c, Plain(column)) {
		add(field, "spelling")
	}
	for _, field := range byValues(c, samples) {
		add(field, "values")
	}
	return found
}

// bySpelling are the fields with a name like the column's, the most like first.
func bySpelling(c Collection, plain string) []string {
	type like struct {
		field string
		edits int
	}
	var all []like
	for _, h := range headers {
		if !mappable(c, h.field) {
			continue
		}
		best := -1
		for _, name := range append([]string{h.field}, h.names...) {
			if n := slips(plain, Plain(name)); n >= 0 && (best < 0 || n < best) {
				best = n
			}
		}
		if best >= 0 {
			all = append(all, like{h.field, best})
		}
	}
	slices.SortStableFunc(all, func(a, b like) int { return a.edits - b.edits })
	fields := make([]string, len(all))
	for i, l := range all {
		fields[i] = l.field
	}
	return fields
}

// slips is how many letters a column's name is away from a known one, or -1 if that is no
// slip of the pen any more: one edit for every four letters, and for a known name of at
// least four letters within a longer one as many as one.
func slips(column, known string) int {
	a, b := []rune(column), []rune(known)
	if len(a) == 0 || len(b) < 3 {
		return -1
	}
	if len(b) >= 4 && len(a) > len(b) && strings.Contains(column, known) {
		return 1
	}
	most := max(len(a), len(b)) / 4
	if n := edits(a, b); n <= most {
		return n
	}
	return -1
}

// edits is the optimal string alignment distance: letters put in, left out, changed, or
// exchanged with their neighbour.
func edits(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// byValues are the fields whose vocabulary holds all the samples.
func byValues(c Collection, samples []string) []string {
	if len(samples) == 0 {
		return nil
	}
	var names []string
	for _, f := range fields(c.Fields, LocationFields) {
		if f.Derived || f.Type != Enum && f.Type != Interval {
			continue
		}
		if !slices.ContainsFunc(samples, func(s string) bool { _, err := f.Parse(s); return err != nil }) {
			names = append(names, f.Name)
		}
	}
	return names
}
