package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// record makes a record of a row. Errors such as #N/A go under a name that fills no field.
func (t *table) record(row sheetRow) data.Record {
	if row.fault != "" {
		return data.Record{Problems: []data.Problem{{
			Severity: data.Refused, Rule: row.fault,
			Message: fmt.Sprintf("the row holds more than %d MiB of text", format.MaxRecordBytes>>20),
			Advice:  "take out what does not belong to the record",
		}}}
	}
	clear(t.row)
	var beside []data.Value
	var problems []data.Problem
	for _, c := range row.cells {
		if kind := t.kind(c.column); c.date && (kind == numberColumn || kind == positionColumn) {
			c.say("date_for_number", fmt.Sprintf("the cell is the date %s where a number is expected", c.text),
				"spreadsheets turn 12.05 into a date while it is typed: format the column as text, and enter the value again")
		}
		if c.rule != "" {
			problems = append(problems, t.warning(c.column, c.rule, c.message, c.advice))
		}
		switch at := t.continued(c); {
		case at >= 0:
			t.row[at] += c.text[len(continues(t.Column(at))):]
		case c.failed:
			beside = append(beside, data.Value{Name: t.Column(c.column) + " (error)", Value: c.text})
		case c.column < len(t.row):
			t.row[c.column] = c.text
		case strings.TrimSpace(c.text) != "":
			beside = append(beside, data.Value{Name: t.Column(c.column), Value: c.text})
		}
	}
	if last := row.cells[len(row.cells)-1]; last.column >= len(t.row) && t.continued(last) < 0 {
		problems = append(problems, t.warning(last.column, "row_length",
			fmt.Sprintf("the row has a cell in column %d, the header ends with column %d", last.column+1, len(t.row)),
			"give the column a name in the header; the value is kept beside the record"))
	}
	record := t.Record(t.row)
	record.Values = append(record.Values, beside...)
	record.Problems = append(record.Problems, problems...)
	return record
}

// continued is the column whose text a cell to the right of the table goes on with, in an
// export of ours; -1 for other cells.
func (t *table) continued(c cell) int {
	if c.column < len(t.columns) && t.columns[c.column] != "" || !strings.HasPrefix(c.text, continuesMark) {
		return -1
	}
	for i := range t.row {
		if strings.HasPrefix(c.text, continues(t.Column(i))) {
			return i
		}
	}
	return -1
}

func (t *table) warning(column int, rule, message, advice string) data.Problem {
	return data.Problem{Severity: data.Warning, Field: t.Column(column), Rule: rule, Message: message, Advice: advice}
}

// share gives a row what merged cells above it hold for it too. Numbers, which might then
// count twice, and keys are not taken. Each is a finding.
func (t *table) share(row *sheetRow) []data.Problem {
	var problems []data.Problem
	for _, c := range t.merged.row(row) {
		message, advice := "the cell is merged with the one above: %.80q is taken for this row too", "part the merged cells, and give each row its own value"
		if kind := t.kind(c.column); kind == numberColumn || kind == keyColumn {
			message = "the cell is merged with the one above: %.80q counts for the first row only"
			row.cells = slices.DeleteFunc(row.cells, func(other cell) bool { return other.column == c.column })
		}
		problems = append(problems, t.warning(c.column, "merged_cells", fmt.Sprintf(message, c.text), advice))
	}
	return problems
}

// findings are those about the sheet as a whole, once it has been read.
func (t *table) findings() []data.Problem {
	var all []data.Problem
	say := func(rule, place, message, advice string) {
		all = append(all, data.Problem{Severity: data.Warning, Rule: rule, Place: place, Message: message, Advice: advice})
	}
	sheet := "sheet " + t.info.name
	if t.titles > 0 {
		say("title_rows", t.place(t.header), fmt.Sprintf("the header was found in row %d; the %d rows above it are no records", t.header, t.titles),
			"check that the header is the right one")
	}
	if t.info.hidden {
		say("hidden_sheet", sheet, "the sheet is hidden; it was read like the others", "name the sheets to read, or delete it, if it does not belong to the data")
	}
	if t.hidden > 0 {
		say("hidden_rows", t.place(t.hiddenAt), fmt.Sprintf("%d rows are hidden, by hand or by a filter, this one first; they were read like the others", t.hidden), "delete them if they do not belong to the data")
	}
	if at := t.rows.hidden; at > 0 && at <= t.Width() {
		say("hidden_columns", sheet, fmt.Sprintf("column %d (%.40q) is hidden, perhaps others too; it was read like the others", at, t.Column(at-1)), "delete it if it does not belong to the data")
	}
	return all
}
