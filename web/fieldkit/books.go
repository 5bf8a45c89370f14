package fieldkit

import (
	"context"
	"io"

	"burialmap/web/fieldkit/book"
)

// bookFiles are the printable books, one for each language.
func (p *packing) bookFiles() []file {
	var list []file
	for _, language := range p.languages() {
		list = append(list, file{"book-" + language + ".html", func(ctx context.Context, w io.Writer) error { return p.book(ctx, w, language) }})
	}
	return list
}

// book writes a book; the ground around the sites is read for the first of them.
func (p *packing) book(ctx context.Context, w io.Writer, language string) error {
	if p.sheets == nil {
		sheets, err := book.Gather(ctx, p.Store, p.World, p.Plan, p.Today)
		if err != nil {
			return err
		}
		p.sheets = sheets
	}
	return book.Write(w, book.Book{Plan: p.Plan, Timetable: p.Timetable, Changes: p.World.Changes(p.Plan), Ground: p.sheets, Language: language, Today: p.Today, Address: p.Address})
}
