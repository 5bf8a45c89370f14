package gpkg

import (
	"fmt"

	"burialmap/data"
)

// labeling says what is written beside features.
type labeling struct {
	Type     string        `xml:"type,attr"`
	Settings labelSettings `xml:"settings"`
}

type labelSettings struct {
	Text      labelText      `xml:"text-style"`
	Placement labelPlacement `xml:"placement"`
	Rendering labelRendering `xml:"rendering"`
}

type labelText struct {
	Field      string      `xml:"fieldName,attr"`
	Expression int         `xml:"isExpression,attr"`
	Font       string      `xml:"fontFamily,attr"`
	Size       string      `xml:"fontSize,attr"`
	Unit       string      `xml:"fontSizeUnit,attr"`
	Color      string      `xml:"textColor,attr"`
	Opacity    string      `xml:"textOpacity,attr"`
	Buffer     labelBuffer `xml:"text-buffer"`
}

type labelBuffer struct {
	Draw    int    `xml:"bufferDraw,attr"`
	Size    string `xml:"bufferSize,attr"`
	Unit    string `xml:"bufferSizeUnits,attr"`
	Color   string `xml:"bufferColor,attr"`
	Opacity string `xml:"bufferOpacity,attr"`
}

type labelPlacement struct {
	Placement int    `xml:"placement,attr"`
	Distance  string `xml:"dist,attr"`
	Unit      string `xml:"distUnits,attr"`
}

// labelRendering says from which scale on labels are seen.
type labelRendering struct {
	Scaled  int    `xml:"scaleVisibility,attr"`
	Nearest string `xml:"scaleMin,attr"` // 0: however near
	Widest  string `xml:"scaleMax,attr"` // the denominator of the smallest scale
	Overlap int    `xml:"displayAll,attr"`
}

// labelsOf writes the name of a feature, whichever there is, and whether it is invented.
func labelsOf(c data.Collection) labeling {
	name := `coalesce("name", '')`
	if _, ok := c.Field("name_en"); ok {
		name = `coalesce("name", "name_en", "name_ru", "name_ja", "id")`
	}
	seen := "10000" // plots are seen from near only
	switch c.Name {
	case data.Sites.Name:
		seen = "50000000"
	case data.Cemeteries.Name:
		seen = "100000"
	case data.Positions.Name:
		name = `coalesce("source", "of")`
	case data.Observations.Name:
		name = `coalesce("observed" || ' ', '') || coalesce("of", '')`
	case data.Restrictions.Name:
		seen = "5000000"
	case data.Overlaps.Name:
		name, seen = `"class" || coalesce(' ' || round(100 * "probability") || ' %', '')`, "5000"
	}
	return labeling{Type: "simple", Settings: labelSettings{
		Text: labelText{
			Field: fmt.Sprintf(`%s || if("fictional", '\n(invented)', '')`, name), Expression: 1, Font: "Noto Sans", Size: "8", Unit: "Point",
			Color: color(inkColor, 1), Opacity: "1", Buffer: labelBuffer{Draw: 1, Size: "0.8", Unit: "MM", Color: color(haloColor, 1), Opacity: "1"},
		},
		Placement: labelPlacement{Placement: placementOf(c), Distance: "3", Unit: "MM"},
		Rendering: labelRendering{Scaled: 1, Nearest: "0", Widest: seen},
	}}
}

// placementOf: beside a point, within an outline.
func placementOf(c data.Collection) int {
	const around, over, horizontal = 6, 1, 4
	switch c.Name {
	case data.Sites.Name, data.Positions.Name, data.Observations.Name:
		return around
	case data.Overlaps.Name:
		return over
	}
	return horizontal
}
