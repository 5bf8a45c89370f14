package data

import (
	"fmt"
	"strings"
)

// Severity says what became of the record.
type Severity string

const (
	// Warning: the record was kept as it is; somebody should look at it.
	Warning Severity = "warning"
	// Refused: the record was not taken over.
	Refused Severity = "refused"
)

// FindingsColumn heads the column of findings in a file that was handed back to be
// corrected. It says nothing about the record, and is passed over when the file is read.
const FindingsColumn = "burialmap_findings"

// Problem is a finding about one record: which, what is wrong by which rule, where, and
// what to do. Findings are reported and counted; they never stop an import.
type Problem struct {
	Severity Severity `json:"severity"`
	File     string   `json:"file"`
	Record   int      `json:"record"`          // counting from 1; 0 for the whole file
	ID       string   `json:"id,omitempty"`    // what the file calls the record, if anything
	Field    string   `json:"field,omitempty"` // the field or column, as the file names it
	Rule     string   `json:"rule"`            // a stable short name: "ring_closed"
	Place    string   `json:"place,omitempty"` // where: "line 14", "131.2, 48.1"
	Message  string   `json:"message"`         // what is wrong, with the offending value
	Advice   string   `json:"advice"`          // what to do about it
}

// String is the finding in one line, for a terminal or a log.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Record > 0 {
		fmt.Fprintf(&b, ": record %d", p.Record)
	}
	if p.Place != "" {
		fmt.Fprintf(&b, " (%s)", p.Place)
	}
	if p.Field != "" {
		fmt.Fprintf(&b, ", field %s", p.Field)
	}
	fmt.Fprintf(&b, ": %s: %s [%s]", p.Severity, p.Message, p.Rule)
	if p.Advice != "" {
		fmt.Fprintf(&b, "; %s", p.Advice)
	}
	return b.String()
}
