package fieldkit

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/geo"
)

// kml writes KML 2.2 (OGC 12-007r2): a folder for each day with its route and stops, base and
// nights, what is left out, accuracy circles, and the ground in the colours of the map.
func (p *packing) kml(ctx context.Context, w io.Writer) error { return p.writeKML(ctx, w, nil) }

// kmz writes the same with the icons that it shows, so that no network is needed for them.
func (p *packing) kmz(ctx context.Context, w io.Writer) error {
	out := NewZip(w, p.Today)
	document, err := out.Create("doc.kml")
	if err != nil {
		return err
	}
	icons := p.icons()
	if err := p.writeKML(ctx, document, icons); err != nil {
		return err
	}
	for _, i := range icons {
		file, err := out.out.CreateHeader(&zip.FileHeader{Name: i.file(), Method: zip.Store, Modified: p.Today})
		if err != nil {
			return err
		}
		if _, err := file.Write(i.picture()); err != nil {
			return err
		}
	}
	return out.Finish()
}

func (p *packing) writeKML(ctx context.Context, w io.Writer, icons []icon) error {
	o := newXML(w, xml.Header)
	o.open("kml", attr{"xmlns", "http://www.opengis.net/kml/2.2"})
	o.open("Document")
	o.node(el("name", p.title()))
	o.node(el("open", "1"))
	o.node(paragraphs(p.summary(), p.say.word("graves")))
	for _, s := range p.kmlStyles(icons) {
		o.node(s)
	}
	o.node(el("ExtendedData", datum("plan", p.Plan.ID), datum("plan_revision", fmt.Sprint(p.Plan.Revision)), datum("data_revision", fmt.Sprint(p.Timetable.DataRevision))))
	p.kmlPlan(o)
	err := p.kmlGround(ctx, o)
	o.shut("Document")
	o.shut("kml")
	if err != nil {
		return err
	}
	return o.finish()
}

func datum(name, value string) node {
	if value == "" {
		return node{}
	}
	return el("Data", attr{"name", name}, el("value", value))
}

func (p *packing) kmlPlan(o *xmlOut) {
	o.folder(p.say.word("places"), true, func() {
		for _, at := range p.places {
			style, kind := "base", "base"
			if at.night {
				style, kind = "night", "night"
			}
			o.node(el("Placemark", el("name", at.label), paragraphs(p.say.word(kind)+": "+at.Name), el("styleUrl", "#"+style),
				el("ExtendedData", datum("id", at.ID)), shape(at.Position)))
		}
	})
	for i, t := range p.trips {
		o.folder(fmt.Sprintf("%s · %s · %s", t.label, t.Date, t.vehicle.Name), i == 0, func() { p.kmlTrip(o, t) })
	}
	p.kmlLeftOut(o)
	p.kmlCircles(o)
}

func (p *packing) kmlTrip(o *xmlOut, t trip) {
	words := fmt.Sprintf("%s–%s · %s km\n%s", t.Depart, t.Arrive, decimals(t.DriveKM), p.lines())
	o.node(el("Placemark", el("name", p.say.word("route")+" "+t.label), paragraphs(words), el("TimeStamp", el("when", t.Date)), el("styleUrl", "#"+dayStyle(t.day)), shape(t.line())))
	for _, c := range t.calls {
		o.node(p.kmlStop(c))
	}
}

func (p *packing) kmlStop(c *call) node {
	n := el("Placemark", el("name", c.label), el("description", p.kmlTelling(c)))
	if c.date != "" {
		n.add(el("TimeStamp", el("when", c.date)))
	}
	n.add(el("styleUrl", "#"+dayStyle(c.day)), el("ExtendedData", datum("of", c.ref()), datum("plan", p.Plan.ID), datum("task", c.Task), datum("date", c.date), datum("vehicle", c.vehicle.ID),
		datum("overlap_class", c.site.Text("overlap_class")), datum("accuracy_m", data.ValueText(c.site.Location.Value("accuracy_m")))))
	if c.located {
		n.add(shape(c.at))
	}
	return n
}

// kmlTelling is what is told of a stop, as a table: KML shows descriptions as HTML.
func (p *packing) kmlTelling(c *call) string {
	var t strings.Builder
	if p.invented(c) {
		t.WriteString("<p><b>" + html.EscapeString(p.say.word("invented")) + "</b></p>")
	}
	t.WriteString("<h3>" + html.EscapeString(c.name(p.say)) + "</h3><table>")
	for _, f := range p.facts(c) {
		t.WriteString(row(f.name, f.value))
	}
	t.WriteString("</table>")
	return t.String()
}

// paragraphs are texts as a description, which KML shows as HTML.
func paragraphs(texts ...string) node {
	var t strings.Builder
	for _, text := range texts {
		t.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(text), "\n", "<br>") + "</p>")
	}
	return el("description", t.String())
}

func row(name, value string) string {
	return `<tr><th align="left" valign="top">` + html.EscapeString(name) + "</th><td>" + html.EscapeString(value) + "</td></tr>"
}

func (p *packing) kmlLeftOut(o *xmlOut) {
	var out []*call
	for _, c := range p.calls {
		if c.day == 0 {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return
	}
	o.folder(p.say.word("left_out"), false, func() {
		for _, c := range out {
			o.node(p.kmlStop(c))
		}
	})
}

// largestCircle is the greatest radius drawn, in metres: so far a plane is true.
const largestCircle = 200_000

func (p *packing) kmlCircles(o *xmlOut) {
	o.folder(p.say.word("circles"), false, func() {
		for _, c := range p.calls {
			radius := float64(c.site.Location.Accuracy)
			if _, point := c.site.Geometry.(orb.Point); !point || radius <= 0 || radius > largestCircle {
				continue
			}
			o.node(el("Placemark", el("name", c.label), paragraphs(p.say.word("circle")+" "+p.say.accuracy(c.site)), el("styleUrl", "#uncertainty"), shape(circle(c.at, radius))))
		}
	})
}

// circle is a polygon of 48 corners, cut at ±180°.
func circle(centre orb.Point, radius float64) orb.Geometry {
	const corners = 48
	plane := geo.NewPlane(centre)
	r := make(orb.Ring, 0, corners+1)
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		r = append(r, plane.Unproject(orb.Point{radius * cos, radius * sin}))
	}
	return geo.SplitAtAntimeridian(orb.Polygon{append(r, r[0])})
}

// kmlGround writes what lies around the sites, a folder for each collection.
func (p *packing) kmlGround(ctx context.Context, o *xmlOut) (err error) {
	sources := p.about.SourcesByID()
	o.folder(p.say.word("ground"), false, func() {
		for _, c := range groundCollections {
			o.folder(p.say.word(c.Name), false, func() {
				for f, problem := range p.ground.of(ctx, p.Store, c) {
					if err = problem; err != nil {
						return
					}
					o.node(p.kmlFeature(c, f, sources))
				}
			})
			if err != nil {
				return
			}
		}
	})
	return err
}

func (p *packing) kmlFeature(c data.Collection, f data.Feature, sources map[string]data.Feature) node {
	name := p.say.marked(groundName(f, p.say.language), f.Location.Fictional)
	if c.Name == data.Overlaps.Name {
		name = p.say.chance(f, "class", "probability")
	}
	var t strings.Builder
	if f.Location.Fictional {
		t.WriteString("<p><b>" + html.EscapeString(p.say.word("invented")) + "</b></p>")
	}
	t.WriteString("<h3>" + html.EscapeString(name) + "</h3><table>")
	for _, fact := range format.Facts(c, f, sources) {
		t.WriteString(row(fact.Name, fact.Value))
	}
	t.WriteString("</table>")
	n := el("Placemark", el("name", name), el("description", t.String()), el("styleUrl", "#"+format.PaintOf(f)), el("ExtendedData", datum("of", f.Ref())))
	if f.Geometry != nil {
		n.add(shape(f.Geometry))
	}
	return n
}

// folder writes a folder around what fill writes.
func (o *xmlOut) folder(name string, open bool, fill func()) {
	o.open("Folder")
	o.node(el("name", name))
	if open {
		o.node(el("open", "1"))
	}
	fill()
	o.shut("Folder")
}
