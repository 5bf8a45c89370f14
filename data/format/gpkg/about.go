package gpkg

import (
	"encoding/xml"
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
	if err := x.note(textStandard, "text/plain", a.Text(), ""); err != nil {
		return err
	}
	return x.note(jsonStandard, "application/json", string(a.JSON()), "")
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

// describe writes what QGIS shows as the metadata of a layer.
func (x *export) describe(c data.Collection, a format.About) error {
	m := layerMetadata{
		Version: styleVersion, Identifier: c.Name, Title: c.Title, Kind: "dataset",
		Abstract: c.About + "\n\n" + a.Text(), Date: a.Date.UTC().Format(time.DateOnly),
	}
	for _, s := range a.Sources {
		m.Rights = append(m.Rights, format.Attribution(s))
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
