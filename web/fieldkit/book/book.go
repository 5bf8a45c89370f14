package book

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

// Book is what is written.
type Book struct {
	Plan      fieldplan.Plan
	Timetable fieldplan.Timetable // of the plan; names the revision of the data
	Ground    map[string]Ground   // by id of the site, for each stop: see Gather
	Language  string              // one of Languages
	// Changes are what has become different since the plan was accepted; nil leaves them out.
	Changes []fieldplan.Changed
	Today   time.Time // when the book is made, in the zone of the plan
	Address string    // of the same map on the network, "" if there is none
}

// CSP is the Content-Security-Policy under which a book is to be served: it may use its own
// style, which the policy knows by its hash, and nothing else. The page itself says the same,
// so that it holds wherever the file is opened.
func CSP(book Book) string {
	return policyOf(book.writer(catalogues[book.Language]).style()) + "; frame-ancestors 'none'"
}

func policyOf(style string) string {
	hash := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'; base-uri 'none'; form-action 'none'"
}

//go:embed templates/style.css
var styleSheet string

//go:embed templates/*.html
var templateFiles embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"say": func(string) string { return "" }, // each book has its own
}).ParseFS(templateFiles, "templates/*.html"))

// writer is a book being written, with what all of its pages need.
type writer struct {
	Book
	w         words
	pages     *template.Template
	numbers   map[string]int // of the sheets, by id of the site
	order     []string       // ids of the sites, by number
	arranged  map[string]arrangedStop
	stops     map[string]fieldplan.Stop
	places    map[string]fieldplan.Place
	dayNumber map[string]int // by date
	dates     []string
	styles    map[string]int // of routes, by dayKey
}

// arrangedStop is where in the timetable a stop stands.
type arrangedStop struct {
	day  fieldplan.Schedule
	stop fieldplan.Arrival
}

// Write writes the book as HTML. It is an ErrInvalid of package data if there is no such
// language. The same book gives the same bytes.
func Write(to io.Writer, book Book) error {
	w, ok := catalogues[book.Language]
	if !ok {
		return fmt.Errorf("%w: there is no book in %q; there are %s", data.ErrInvalid, book.Language, strings.Join(Languages, ", "))
	}
	pages, err := templates.Clone()
	if err != nil {
		return err
	}
	b := book.writer(w)
	b.pages = pages.Funcs(template.FuncMap{"say": func(key string) string { return w.say(key, nil) }})
	out := bufio.NewWriterSize(to, 64<<10)
	if err := b.write(out); err != nil {
		return err
	}
	return out.Flush()
}

func (book Book) writer(w words) *writer {
	b := &writer{Book: book, w: w}
	b.arrange()
	return b
}

// arrange numbers sites in the order in which they are visited, then those left out.
func (b *writer) arrange() {
	b.arranged, b.stops, b.places = map[string]arrangedStop{}, map[string]fieldplan.Stop{}, placesOf(b.Plan)
	b.dayNumber, b.styles, b.numbers = map[string]int{}, map[string]int{}, map[string]int{}
	for _, day := range b.Timetable.Days {
		if b.dayNumber[day.Date] == 0 {
			b.dates = append(b.dates, day.Date)
			b.dayNumber[day.Date] = len(b.dates)
		}
		if len(day.Stops) > 0 || day.Start != day.End {
			b.styles[dayKey(day)] = len(b.styles)
		}
		for _, stop := range day.Stops {
			b.arranged[stop.Site] = arrangedStop{day, stop}
			b.numberSite(stop.Site)
		}
	}
	for _, stop := range b.Plan.Stops {
		b.stops[stop.Site] = stop
		b.numberSite(stop.Site)
	}
}

func (b *writer) numberSite(id string) {
	if b.numbers[id] == 0 {
		b.order = append(b.order, id)
		b.numbers[id] = len(b.order)
	}
}

func (b *writer) write(out io.Writer) error {
	if err := b.head(out); err != nil {
		return err
	}
	if err := b.page(out, "cover", b.cover()); err != nil {
		return err
	}
	for _, date := range b.dates {
		if day, ok := b.day(date); ok {
			if err := b.page(out, "day", day); err != nil {
				return err
			}
		}
	}
	for _, id := range b.order {
		site, err := b.site(id)
		if err != nil {
			return err
		}
		if err := b.page(out, "site", site); err != nil {
			return err
		}
	}
	_, err := io.WriteString(out, "</body>\n</html>\n")
	return err
}

func (b *writer) page(out io.Writer, name string, view any) error {
	var page bytes.Buffer
	if err := b.pages.ExecuteTemplate(&page, name, view); err != nil {
		return fmt.Errorf("writing the %s of the book: %w", name, err)
	}
	_, err := page.WriteTo(out)
	return err
}

// head is everything before the first sheet. The style is written as it is, so that its
// hash is that of the policy.
func (b *writer) head(out io.Writer) error {
	style := b.style()
	if strings.Contains(style, "</") {
		return errors.New("the style of the book would end early") // cannot happen: footers are escaped
	}
	title := template.HTMLEscapeString(cmp.Or(b.Plan.Title, b.Plan.ID))
	_, err := fmt.Fprintf(out, `<!doctype html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="%s">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s</title>
<style>%s</style>
</head>
<body>
%s
`, b.w.language, policyOf(style), title, style, patterns())
	return err
}

func (b *writer) style() string { return styleSheet + classStyles() + b.pageStyle() }

// classStyles are the rules that follow from the palette.
func classStyles() string {
	var s strings.Builder
	for _, who := range whoNames {
		c := whoPalette[who]
		fmt.Fprintf(&s, ".%s-fill { fill: %s; }\n.%s-line { stroke: %s;", who, c.fill, who, c.line)
		if dash := whoDashes[who]; dash != nil {
			fmt.Fprintf(&s, " stroke-dasharray: %s;", dashesOf(dash, 0.42))
		}
		s.WriteString(" }\n")
	}
	for _, class := range data.Classes {
		if colour := classColours[class]; colour != "" {
			fmt.Fprintf(&s, ".shared-%s, .class-%s { fill: %s; }\n", class, class, colour)
		}
	}
	return s.String()
}

// dashesOf is a pattern in widths of a line, in millimetres.
func dashesOf(pattern []float64, width float64) string {
	parts := make([]string, len(pattern))
	for i, d := range pattern {
		parts[i] = mm(d * width)
	}
	return strings.Join(parts, " ")
}

// footFace is how the running foot is written.
const footFace = `font: 7pt "Noto Sans", "Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", "Meiryo", "Segoe UI", Arial, sans-serif; color: #1f2430; vertical-align: top; padding-top: 1.6mm; line-height: 1.3;`

// pageStyle puts the running foot on every page, also on those that a sheet runs over to.
// Days and sites have pages of a name of their own, whose foot says which.
func (b *writer) pageStyle() string {
	var s strings.Builder
	fmt.Fprintf(&s, `@page { size: portrait; margin: 11mm 14mm 17mm;
@bottom-left { content: %s; width: 150mm; white-space: pre-line; text-align: left; %s }
@bottom-right { content: counter(page) " / " counter(pages); width: 30mm; text-align: right; %s }
}
`, cssString(b.footer()), footFace, footFace)
	named := func(name, words string) {
		fmt.Fprintf(&s, "@page %s { @bottom-right { content: %s counter(page) \" / \" counter(pages); } }\n.page-%s { page: %s; }\n",
			name, cssString(b.w.say("page.sheet", values{"sheet": words})), name, name)
	}
	for i := range b.dates {
		named("day-"+strconv.Itoa(i+1), b.w.say("day.short", values{"n": i + 1}))
	}
	for i := range b.order {
		named("site-"+strconv.Itoa(i+1), b.w.say("running.site", values{"n": i + 1}))
	}
	return s.String()
}

func (b *writer) footer() string {
	return b.revisions() + "\n" + b.basis()
}

// revisions says of which plan and of which data a sheet is.
func (b *writer) revisions() string {
	key := "running.plan"
	if b.Plan.Revision == 0 {
		key = "running.unsaved"
	}
	return b.w.say(key, values{
		"title": short(cmp.Or(b.Plan.Title, b.Plan.ID), 70),
		"plan":  strconv.FormatInt(b.Plan.Revision, 10), "data": strconv.FormatInt(b.Timetable.DataRevision, 10),
	})
}

// short is a text of at most so many characters.
func short(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}

// basis says what travel times rest on.
func (b *writer) basis() string {
	key := "footer.straight_line"
	if by := b.Timetable.TravelBasis; by == "matrix" || by == "both" {
		key = "footer." + by
	}
	return b.w.say(key, values{"factor": b.w.number(b.Timetable.DetourFactor, 2)})
}

// cssString writes a text as a string of CSS in which every character but letters and digits
// is an escape of six digits, so that nothing in it can end the string or the style. A space
// as it is would be taken for the end of an escape before it.
func cssString(text string) string {
	var s strings.Builder
	s.WriteByte('"')
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			s.WriteRune(r)
		case r == 0 || r == '\uFFFD':
			s.WriteString(`\00FFFD `)
		default:
			fmt.Fprintf(&s, `\%06X`, r)
		}
	}
	s.WriteByte('"')
	return s.String()
}

// patterns are those that all maps share: the hatch of what is not assessed.
func patterns() template.HTML {
	var d drawing
	d.open("svg", "class", "defs", "width", "0", "height", "0", "aria-hidden", "true")
	d.open("defs")
	d.open("pattern", "id", "hatch", "width", "1.5", "height", "1.5", "patternUnits", "userSpaceOnUse", "patternTransform", "rotate(45)")
	d.empty("rect", "width", "1.5", "height", "1.5", "fill", colourShared, "fill-opacity", "0.12")
	d.empty("path", "d", "M0.4 0V1.5", "stroke", colourShared, "stroke-width", "0.32")
	d.close("pattern")
	d.close("defs")
	d.close("svg")
	return d.html()
}

// vehicleName is what a vehicle is called.
func (b *writer) vehicleName(id string) string {
	if i := slices.IndexFunc(b.Plan.Vehicles, func(v fieldplan.Vehicle) bool { return v.ID == id }); i >= 0 {
		return cmp.Or(b.Plan.Vehicles[i].Name, id)
	}
	return id
}

// placeName is what a place is called where a day begins or ends.
func (b *writer) placeName(id string) string {
	p, ok := b.places[cmp.Or(id, b.Plan.Base.ID)]
	if !ok {
		return id
	}
	return cmp.Or(p.Name, p.ID)
}

// running is the line at the head of a sheet.
type running struct{ Left, Right, Fictional string }

func (b *writer) running(left string, fictional bool) running {
	r := running{Left: left, Right: b.revisions()}
	switch {
	case b.Plan.Fictional:
		r.Fictional = b.w.say("invented.book", nil)
	case fictional:
		r.Fictional = b.w.say("invented.note", nil)
	}
	return r
}

// named is a name with its value.
type named struct{ Name, Value, Lang string }
