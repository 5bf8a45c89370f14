package crs

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// maxDefinition is the longest definition that is read, in bytes; real ones have some
// thousand.
const maxDefinition = 64 << 10

// Lookup finds the system that a text means: an EPSG code in any of its spellings
// ("EPSG:28425", "28425", "urn:ogc:def:crs:EPSG::28425",
// "http://www.opengis.net/def/crs/EPSG/0/28425"), "OGC:CRS84" likewise, a PROJ string, or
// well-known text of either version, such as a .prj file holds.
//
// A definition that names its datum is given the operation that is the default there; one
// with +towgs84 or TOWGS84 has the operation it defines, with unknown accuracy unless the
// numbers are those of a published one. A definition with neither is found, but converts
// only [CRS.Using] an operation.
func Lookup(text string) (CRS, error) {
	text = strings.TrimSpace(strings.TrimPrefix(text, "\ufeff"))
	switch {
	case text == "":
		return CRS{}, errors.New("no coordinate reference system was given: " + adviceLookup)
	case len(text) > maxDefinition:
		return CRS{}, fmt.Errorf("the definition of the coordinate reference system is longer than %d bytes: %s", maxDefinition, adviceLookup)
	case strings.HasPrefix(text, "+") || strings.HasPrefix(text, "proj=") || strings.HasPrefix(text, "init="):
		return parsePROJ(text)
	case strings.ContainsAny(text, "[("):
		return parseWKT(text)
	}
	if isCRS84(text) {
		return crs84(), nil
	}
	code, ok := codeIn(text)
	if !ok {
		return CRS{}, fmt.Errorf("%q names no coordinate reference system: %s", shortened(text), adviceLookup)
	}
	if c, ok := byCode(code); ok {
		return c, nil
	}
	return CRS{}, unknownCode(code)
}

func unknownCode(code int) error {
	if to, ok := withdrawn[code]; ok {
		return fmt.Errorf("EPSG:%d was withdrawn because its false easting is wrong: use EPSG:%d", code, to)
	}
	return fmt.Errorf("EPSG:%d is not among the systems of the region: "+
		"give the PROJ string or the well-known text of it, or convert the file to WGS 84 (EPSG:4326)", code)
}

// isCRS84 knows OGC:CRS84, its URN and its URL.
func isCRS84(text string) bool {
	upper := strings.ToUpper(text)
	for _, prefix := range []string{
		"", "OGC:", "CRS:", "URN:OGC:DEF:CRS:OGC::", "URN:OGC:DEF:CRS:OGC:1.3:",
		"HTTP://WWW.OPENGIS.NET/DEF/CRS/OGC/1.3/", "HTTPS://WWW.OPENGIS.NET/DEF/CRS/OGC/1.3/",
		"HTTP://WWW.OPENGIS.NET/DEF/CRS/OGC/0/", "HTTPS://WWW.OPENGIS.NET/DEF/CRS/OGC/0/",
	} {
		if upper == prefix+"CRS84" || prefix == "CRS:" && upper == "CRS:84" {
			return true
		}
	}
	return false
}

// codePattern holds the spellings of an EPSG code, of systems and of operations.
var codePattern = regexp.MustCompile(`(?i)^(?:(?:epsg|esri):|` +
	`urn:(?:x-)?ogc:def:(?:crs|coordinateoperation):epsg:[\d.]*:|` +
	`https?://www\.opengis\.net/def/(?:crs|coordinateoperation)/epsg/[\d.]+/|` +
	`https?://www\.opengis\.net/gml/srs/epsg\.xml#|https?://epsg\.io/)?(\d{4,6})$`)

// codeIn is the number in the name of a system or operation.
func codeIn(text string) (int, bool) {
	m := codePattern.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	code, err := strconv.Atoi(m[1])
	return code, err == nil
}

// shortened keeps a text fit for a message.
func shortened(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
