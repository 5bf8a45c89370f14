package gpkg

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"burialmap/data"
	"burialmap/data/format"
)

// Standards that the entries of gpkg_metadata follow.
const (
	textStandard = "https://www.rfc-editor.org/rfc/rfc2046" // plain text
	jsonStandard = "https://www.rfc-editor.org/rfc/rfc8259" // JSON
	qgisStandard = "http://mrcc.com/qgis.dtd"               // what QGIS shows as a layer's metadata
)

// about writes the About as text for people and as JSON for programs, both about the
// whole file.
func (x *export) about(a format.About) error {
	if err := x.note(textStandard, "text/plain", aboutText(a), ""); err != nil {
		return err
	}
	text, err := json.Marshal(aboutJSON(a))
	if err != nil {
		return err
	}
	return x.note(jsonStandard, "application/json", string(text), "")
}

// note adds an entry about a table, or about the whole file if table is empty.
func (x *export) note(standard, mime, text, table string) error {
	x.metadata++
	if err := x.Exec(x.ctx, "INSERT INTO gpkg_metadata VALUES (?, 'dataset', ?, ?, ?)", int64(x.metadata), standard, mime, text); err != nil {
		return err
	}
	if table == "" {
		return x.Exec(x.ctx, "INSERT INTO gpkg_metadata_reference(reference_scope, md_file_id) VALUES ('geopackage', ?)", int64(x.metadata))
	}
	return x.Exec(x.ctx, "INSERT INTO gpkg_metadata_reference(reference_scope, table_name, md_file_id) VALUES ('table', ?, ?)", table, int64(x.metadata))
}

func aboutText(a format.About) string {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	line("Title", a.Title)
	line("Made by", a.Program)
	line("From", a.Address)
	line("Date", a.Date.UTC().Format(time.RFC3339))
	line("Revision of the data", fmt.Sprint(a.Revision))
	line("Selection", orAll(a.Filter))
	for _, s := range a.Sources {
		line("Source "+s.ID, attribution(s))
	}
	b.WriteString("\nA position is known to accuracy_m: the radius in metres that holds the true position with 95 % probability; where it is\n" +
		"empty, nobody has stated it. Features with fictional = true are invented.\n")
	return b.String()
}

func orAll(filter string) string {
	if filter == "" {
		return "all"
	}
	return filter
}

// attribution is how a source is credited: what it says of itself, its terms and where it
// is found.
func attribution(s data.Feature) string {
	var parts []string
	first := s.Text("citation")
	if first == "" {
		first = s.Text("title")
	}
	for _, part := range []string{first, s.Text("licence"), s.Text("url")} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "; ")
}

func aboutJSON(a format.About) any {
	return struct {
		Title    string         `json:"title"`
		Program  string         `json:"program"`
		Address  string         `json:"address,omitempty"`
		Date     time.Time      `json:"date"`
		Revision int64          `json:"revision"`
		Filter   string         `json:"filter,omitempty"`
		Sources  []data.Feature `json:"sources"`
	}{a.Title, a.Program, a.Address, a.Date.UTC(), a.Revision, a.Filter, a.Sources}
}

// describe writes what QGIS shows as the metadata of a layer.
func (x *export) describe(c data.Collection, a format.About) error {
	m := layerMetadata{
		Version: styleVersion, Identifier: c.Name, Title: c.Title, Kind: "dataset",
		Abstract: c.About + "\n\n" + aboutText(a), Date: a.Date.UTC().Format(time.DateOnly),
	}
	for _, s := range a.Sources {
		m.Rights = append(m.Rights, attribution(s))
		if licence := s.Text("licence"); licence != "" {
			m.Licences = append(m.Licences, licence)
		}
	}
	text, err := xml.Marshal(m)
	if err != nil {
		return err
	}
	return x.note(qgisStandard, "text/xml", `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>`+"\n"+string(text), c.Name)
}

// layerMetadata is metadata as QGIS keeps it (resources/qgis-resource-metadata.xsd).
type layerMetadata struct {
	XMLName    xml.Name `xml:"qgis"`
	Version    string   `xml:"version,attr"`
	Identifier string   `xml:"identifier"`
	Kind       string   `xml:"type"`
	Title      string   `xml:"title"`
	Abstract   string   `xml:"abstract"`
	Rights     []string `xml:"rights"`
	Licences   []string `xml:"license"`
	Date       string   `xml:"history"`
}
