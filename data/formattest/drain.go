package formattest

import (
	"bytes"
	"context"

	"burialmap/data"
	"burialmap/data/format"
)

// Read reads a file that is bytes in memory to its end.
func Read(r format.Reader, name string, file []byte, opt format.Options) (records []data.Record, err error) {
	in := format.Input{Name: name, ReadSeeker: bytes.NewReader(file), Size: int64(len(file))}
	for record, err := range r.Read(context.Background(), in, opt) {
		if err != nil {
			return records, err
		}
		records = append(records, record)
	}
	return records, nil
}

// Apart parts records from the rules of findings about the file as a whole.
func Apart(all []data.Record) (records []data.Record, rules []string) {
	for _, r := range all {
		if r.Number > 0 {
			records = append(records, r)
			continue
		}
		for _, p := range r.Problems {
			rules = append(rules, p.Rule)
		}
	}
	return records, rules
}

// Survive reads any bytes and is a complaint in words if what comes out breaks the contract
// of a Reader; empty if all is well. It is for fuzzing.
func Survive(r format.Reader, file []byte, c data.Collection) string {
	r.Sniff(file[:min(len(file), 64<<10)])
	records, err := Read(r, "file", file, format.Options{Collection: c})
	if err == nil && len(file) == 0 {
		return "nothing at all is taken for a file"
	}
	mapping, _ := data.NewMapping(c, nil)
	rules := data.Rules{Collection: c, File: "file", Mapping: mapping}
	number := 0
	for _, record := range records {
		if record.Number == 0 {
			continue
		}
		if number++; record.Number != number {
			return "records are not counted from 1 without gaps"
		}
		record.CRS = ""
		f, problems := rules.Assemble(record)
		if !record.Refused() && f.Geometry == nil && record.Geometry != nil && len(problems) == 0 {
			return "a geometry is lost without a word"
		}
	}
	return ""
}
