package xlsx

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"burialmap/data/format"
)

// workbook is what is known of a file before its sheets are read.
type workbook struct {
	archive
	date1904 bool // dates count from 1904, as old ones of the Macintosh do
	sheets   []sheetInfo
	styles   []style
	strings  sharedStrings

	stylesPart string // its name
}

// sheetInfo is one entry of the list of sheets.
type sheetInfo struct {
	name   string
	id     string // of its relation
	part   string // empty for charts and the like, which are no tables
	hidden bool
}

// maxSheets is the most sheets that are read.
const maxSheets = 1000

// openWorkbook reads all but the sheets.
func openWorkbook(ctx context.Context, in format.Input) (*workbook, error) {
	a, err := openArchive(in)
	if err != nil {
		return nil, err
	}
	w := &workbook{archive: a}
	main, err := w.mainPart(ctx)
	if err != nil {
		return nil, err
	}
	if err := w.each(ctx, main, w.entry); err != nil {
		return nil, err
	}
	parts, err := w.relations(ctx, main)
	if err != nil {
		return nil, err
	}
	sheets := w.sheets[:0]
	for _, s := range w.sheets {
		if to := parts.byID[s.id]; to.kind == "worksheet" {
			s.part = to.part
			sheets = append(sheets, s)
		}
	}
	if w.sheets = sheets; len(sheets) == 0 {
		return nil, errors.New("the workbook has no sheets")
	}
	w.stylesPart = parts.byKind["styles"]
	if err := w.each(ctx, w.stylesPart, (&styleReader{w: w}).token); err != nil {
		return nil, err
	}
	return w, w.strings.read(ctx, w.archive, parts.byKind["sharedStrings"])
}

// mainPart is the part that lists the sheets.
func (w *workbook) mainPart(ctx context.Context) (string, error) {
	root, err := w.relations(ctx, "")
	if err != nil {
		return "", err
	}
	switch main := root.byKind["officeDocument"]; {
	case main == "" && w.archive["content.xml"] != nil:
		return "", errors.New("this is an OpenDocument file: save it as .xlsx or CSV")
	case main == "":
		return "", errors.New("the archive holds no workbook")
	case strings.HasSuffix(main, ".bin"):
		return "", errors.New("this is a binary workbook (.xlsb): save it as .xlsx or CSV")
	case !strings.HasPrefix(main, "xl/"):
		return "", fmt.Errorf("the archive holds %s, which is no workbook", main)
	default:
		return main, nil
	}
}

// entry takes one tag of the main part.
func (w *workbook) entry(token xml.Token) error {
	e, ok := token.(xml.StartElement)
	switch {
	case !ok:
	case e.Name.Local == "workbookPr":
		w.date1904 = yes(e, "date1904")
	case e.Name.Local == "sheet" && len(w.sheets) == maxSheets:
		return fmt.Errorf("the workbook has more than %d sheets", maxSheets)
	case e.Name.Local == "sheet":
		state := attribute(e, "state")
		w.sheets = append(w.sheets, sheetInfo{name: attribute(e, "name"), id: attribute(e, "id"), hidden: state == "hidden" || state == "veryHidden"})
	}
	return nil
}

// relations say which part is what to another part.
type relations struct {
	byID   map[string]relation
	byKind map[string]string // the first part of a kind
}

type relation struct{ kind, part string }

// relations are those of a part; of the archive itself if it is empty.
func (w *workbook) relations(ctx context.Context, part string) (relations, error) {
	dir, name := path.Split(part)
	all := relations{byID: map[string]relation{}, byKind: map[string]string{}}
	err := w.each(ctx, dir+"_rels/"+name+".rels", func(token xml.Token) error {
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" || attribute(e, "TargetMode") == "External" || len(all.byID) > maxEntries {
			return nil
		}
		to := attribute(e, "Target")
		if !strings.HasPrefix(to, "/") {
			to = path.Join(dir, to)
		}
		r := relation{kind: path.Base(attribute(e, "Type")), part: strings.TrimPrefix(to, "/")}
		all.byID[attribute(e, "Id")] = r
		if all.byKind[r.kind] == "" {
			all.byKind[r.kind] = r.part
		}
		return nil
	})
	return all, err
}

// each hands on the tokens of a part, none if there is no such part.
func (w *workbook) each(ctx context.Context, part string, take func(xml.Token) error) error {
	r, err := w.open(part, maxPart)
	if r == nil || err != nil {
		return err
	}
	defer r.Close()
	t := newTokens(ctx, r, part)
	for {
		token, err := t.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := take(token); err != nil {
			return err
		}
	}
}
