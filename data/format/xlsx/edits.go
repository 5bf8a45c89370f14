package xlsx

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"burialmap/data"
)

// hints are attributes that would be wrong after an edit, and need not be there.
var hints = regexp.MustCompile(`\s(spans|count)\s*=\s*("[^"]*"|'[^']*')`)

// sheetEdit puts remarks into a column of a sheet.
type sheetEdit struct {
	*note

	remark func(record int) string
	style  int

	row    int // the one that is open
	at     int // the column of the last cell of the row, from 0
	cell   string
	prefix string
}

func (e *sheetEdit) take(c *copying, token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "dimension":
			return c.drop(token)
		case "row":
			return e.open(c, t)
		case "c":
			return e.pass(c, t)
		}
	case xml.EndElement:
		if t.Name.Local == "row" && e.cell != "" {
			cell := e.cell
			e.cell = ""
			return c.put(cell)
		}
	}
	return nil
}

// open begins a row. The remark is made ready, and put in where its column comes.
func (e *sheetEdit) open(c *copying, t xml.StartElement) error {
	e.row++
	if n, err := strconv.Atoi(attribute(t, "r")); err == nil && n > 0 {
		e.row = n
	}
	e.at, e.cell, e.prefix = -1, "", t.Name.Space
	remark := ""
	if record, ok := e.record(e.row); ok {
		remark = e.remark(record)
	}
	if e.row == e.header {
		remark = data.FindingsColumn
	}
	if remark == "" {
		return nil
	}
	e.cell = e.made(remark)
	return c.replace(hints.ReplaceAllString(c.tag(), ""))
}

// pass is a cell of the row that is open. One that stands in the column of remarks makes
// room for the new one.
func (e *sheetEdit) pass(c *copying, t xml.StartElement) error {
	e.at++
	if column, ok := columnOf(attribute(t, "r")); ok {
		e.at = column
	}
	if e.at >= e.column && e.cell != "" {
		if err := c.put(e.cell); err != nil {
			return err
		}
		e.cell = ""
	}
	if e.at == e.column && e.row >= e.header {
		return c.drop(t)
	}
	return nil
}

// made is the cell of a remark.
func (e *sheetEdit) made(remark string) string {
	name, err := excelize.CoordinatesToCellName(e.column+1, e.row)
	if err != nil { // cannot happen: both have been checked
		panic(err)
	}
	remark, _ = cut(remark, maxCell)
	var text strings.Builder
	_ = xml.EscapeText(&text, []byte(strings.ReplaceAll(remark, "_x", "_x005F_x"))) // a Builder has no errors
	p := e.prefix
	if p != "" {
		p += ":"
	}
	return fmt.Sprintf(`<%[1]sc r="%[2]s" s="%[3]d" t="inlineStr"><%[1]sis><%[1]st xml:space="preserve">%[4]s</%[1]st></%[1]sis></%[1]sc>`, p, name, e.style, text.String())
}

// styleEdit adds a style for the cells of remarks: on pale yellow, in several lines.
type styleEdit struct {
	cells  int // styles of cells there were
	fills  int
	within string // the list that is open
	added  bool
}

func (e *styleEdit) take(c *copying, token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "fills", "cellXfs":
			e.within = t.Name.Local
			if tag := c.tag(); !strings.HasSuffix(tag, "/>") {
				return c.replace(hints.ReplaceAllString(tag, ""))
			}
			e.within = ""
		case "fill":
			if e.within == "fills" {
				e.fills++
			}
		}
	case xml.EndElement:
		if t.Name.Local != e.within {
			return nil
		}
		e.within = ""
		p := t.Name.Space
		if p != "" {
			p += ":"
		}
		if t.Name.Local == "fills" {
			return c.put(fmt.Sprintf(`<%[1]sfill><%[1]spatternFill patternType="solid"><%[1]sfgColor rgb="FFFFF2CC"/><%[1]sbgColor indexed="64"/></%[1]spatternFill></%[1]sfill>`, p))
		}
		if e.fills > 0 { // fills stand before the styles of cells
			e.added = true
			return c.put(fmt.Sprintf(`<%[1]sxf numFmtId="0" fontId="0" fillId="%[2]d" borderId="0" xfId="0" applyFill="1" applyAlignment="1"><%[1]salignment vertical="top" wrapText="1"/></%[1]sxf>`, p, e.fills))
		}
	}
	return nil
}
