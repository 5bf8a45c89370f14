package xlsx

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// cell is one cell of a row that is not empty.
type cell struct {
	column  int // counting from 0
	text    string
	date    bool // the text is a date that was stored as a number
	failed  bool // the text is an error such as #N/A
	rule    string
	message string // what is to be said about it, by that rule
	advice  string
}

func (c *cell) say(rule, message, advice string) { c.rule, c.message, c.advice = rule, message, advice }

// content is what a cell holds.
type content struct {
	value   string // stored by a number or a formula, or the number of a shared string
	text    string // that stands in the cell itself
	formula bool
	stored  bool // a value is
}

// fill turns what is stored into the text of the cell. Kind is the attribute t.
func (c *cell) fill(w *workbook, kind string, content content, style style) {
	if content.formula && !content.stored {
		c.say("formula_without_value", "the cell is a formula whose result is not stored",
			"open the workbook in a spreadsheet program and save it there, or write the value in place of the formula")
		return
	}
	stored := strings.TrimSpace(content.value)
	if stored == "" {
		c.text = content.text
		return
	}
	switch kind {
	case "s":
		c.shared(&w.strings, stored)
	case "b":
		c.text = map[string]string{"1": "true", "0": "false"}[stored]
		if c.text == "" {
			c.text = stored
		}
	case "e":
		c.text, c.failed = stored, true
		c.say("cell_error", fmt.Sprintf("the cell is the error %.20q", stored), "correct the formula, or write the value in place of it; the error is kept beside the record and fills no field")
	case "n", "":
		c.number(stored, style, w.date1904)
	default: // str and d
		c.text = unescape(content.value)
	}
}

func (c *cell) shared(texts *sharedStrings, number string) {
	i, err := strconv.Atoi(number)
	text, ok := texts.at(i)
	if err != nil || !ok {
		c.say("cell_damaged", fmt.Sprintf("the cell names text %.20q, which the workbook does not hold", number), "open the workbook in a spreadsheet program, correct the cell and save it")
		return
	}
	c.text = text
}

// number takes a number as it is stored, to the last digit but without those that only
// come from counting in binary, and never with an exponent.
func (c *cell) number(stored string, style style, date1904 bool) {
	v, err := strconv.ParseFloat(stored, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || strings.ContainsAny(stored, "_xX") {
		c.text = stored // the rules say what is wrong with it
		return
	}
	c.text = strconv.FormatFloat(v, 'f', -1, 64)
	switch {
	case style.kind != plainNumber:
		c.moment(v, style.kind, date1904)
	case style.digits > 0 && v >= 0 && v == math.Trunc(v):
		c.text = strings.Repeat("0", max(0, style.digits-len(c.text))) + c.text
	case math.Abs(v) >= 1e15:
		c.say("number_digits", fmt.Sprintf("the number %.40s has more digits than spreadsheets keep", c.text),
			"the last ones may have become zeros: format the column as text and enter it again")
	}
}

// lastDay is the serial number of the day after 9999-12-31, counted from 1900.
const lastDay = 2_958_466

// moment writes a date, a time or both as ISO 8601 does.
func (c *cell) moment(days float64, kind numberKind, date1904 bool) {
	if kind == lengthOfTime || days < 0 || days >= lastDay {
		return // the number is all there is
	}
	t, err := excelize.ExcelDateToTime(days, date1904)
	if err != nil {
		return
	}
	t = t.Round(time.Second)
	c.date = true
	switch {
	case days < 1 || kind == timeNumber:
		c.text = t.Format("15:04:05")
	case t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0:
		c.text = t.Format(time.DateOnly)
	default:
		c.text = t.Format("2006-01-02T15:04:05")
	}
}
