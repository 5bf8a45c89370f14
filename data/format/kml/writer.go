package kml

import (
	"context"
	"encoding/xml"
	"io"
	"time"

	kml "github.com/twpayne/go-kml/v3"

	"burialmap/data"
	"burialmap/data/format"
)

// Writer writes KML. The zero value is ready.
//
// Each collection is a folder, each feature a placemark: its name in all languages, its
// facts in words with how well its position is known and by whom, and every field as
// ExtendedData, so that reading the file gives the same features. A feature that is not
// located is a placemark without a geometry. The colours are those of the map; as KML has
// no dashes, prisoners' outlines are wider than civilian ones. Nothing in the file is
// fetched from elsewhere.
//
// A last folder draws the circles that hold the true positions of points with 95 %
// probability; these are not read again. go-kml makes the elements and is handed one
// placemark at a time.
type Writer struct{}

func (Writer) Name() string      { return "kml" }
func (Writer) Title() string     { return "KML" }
func (Writer) MediaType() string { return "application/vnd.google-earth.kml+xml" }
func (Writer) Extension() string { return ".kml" }

// Holds says that everything comes back.
func (Writer) Holds() format.Holds { return format.Holds{Layers: true, About: true} }

// Write streams the features to w.
func (Writer) Write(ctx context.Context, w io.Writer, e format.Export) error {
	return write(ctx, w, e, nil)
}

// output is a document being written.
type output struct {
	*xml.Encoder
	err     error
	sources map[string]data.Feature
	circles []circle
	missed  int // circles beyond the limit
}

// write writes a document whose styles show the icons of the given addresses; without them
// the program that opens it has its own.
func write(ctx context.Context, w io.Writer, e format.Export, icons map[string]string) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	o := &output{Encoder: xml.NewEncoder(w), sources: e.About.SourcesByID()}
	o.begin("kml", xml.Attr{Name: xml.Name{Local: "xmlns"}, Value: kml.Namespace})
	o.begin("Document")
	o.put(kml.Name(e.About.Title), kml.Open(true), kml.Description(aboutWords(e.About)))
	o.put(styles(icons)...)
	o.put(kml.ExtendedData(aboutData(e.About)...))
	for _, l := range e.Layers {
		if err := o.layer(ctx, l); err != nil {
			return err
		}
	}
	o.drawCircles()
	o.end("Document")
	o.end("kml")
	if o.err != nil {
		return o.err
	}
	return o.Flush()
}

func (o *output) layer(ctx context.Context, l format.Layer) error {
	o.begin("Folder")
	o.put(kml.Name(l.Collection.Title), kml.Open(len(o.circles) == 0), kml.ExtendedData(datum(collectionMark, l.Collection.Name)))
	for f, err := range l.Features {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			o.feature(l.Collection, f)
			err = o.err
		}
		if err != nil {
			return err
		}
	}
	o.end("Folder")
	return nil
}

func (o *output) begin(name string, attributes ...xml.Attr) {
	o.token(xml.StartElement{Name: xml.Name{Local: name}, Attr: attributes})
	o.token(xml.CharData("\n"))
}

func (o *output) end(name string) {
	o.token(xml.EndElement{Name: xml.Name{Local: name}})
	o.token(xml.CharData("\n"))
}

func (o *output) token(t xml.Token) {
	if o.err == nil {
		o.err = o.EncodeToken(t)
	}
}

// put writes elements, a line each.
func (o *output) put(elements ...kml.Element) {
	for _, e := range elements {
		if o.err == nil {
			o.err = e.MarshalXML(o.Encoder, xml.StartElement{})
		}
		o.token(xml.CharData("\n"))
	}
}

// feature writes one placemark.
func (o *output) feature(c data.Collection, f data.Feature) {
	title, words := titleOf(c, f), o.factsOf(c, f)
	elements := []kml.Element{kml.Name(title), kml.Description(words)}
	if span := timeSpan(f.Text("period")); span != nil {
		elements = append(elements, span)
	}
	elements = append(elements, kml.StyleURL("#"+format.PaintOf(f)), kml.ExtendedData(values(c, f, title, words)...))
	if g := shapeOf(f.Geometry); g != nil {
		elements = append(elements, g)
	}
	o.put(kml.Placemark(elements...))
	o.remember(f, title)
}

// timeSpan lets programs show what was buried when; nil if the period has no end that is
// known.
func timeSpan(period string) kml.Element {
	p, err := data.ParsePeriod(period)
	if err != nil {
		return nil
	}
	var ends []kml.Element
	for _, end := range []struct {
		tag string
		day string
	}{{"begin", first(p)}, {"end", last(p)}} {
		if end.day != "" {
			ends = append(ends, day{end.tag, end.day})
		}
	}
	return kml.TimeSpan(ends...)
}

// day is a begin or end to the day; those of go-kml are to the second.
type day struct{ tag, text string }

// MarshalXML writes the element.
func (d day) MarshalXML(e *xml.Encoder, _ xml.StartElement) error {
	return e.EncodeElement(d.text, xml.StartElement{Name: xml.Name{Local: d.tag}})
}

func dateOf(t time.Time) string { return t.UTC().Format(time.RFC3339) }
