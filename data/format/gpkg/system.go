package gpkg

import (
	"database/sql/driver"
	"fmt"
	"strings"
)

// wgs84 is the system whose coordinates are taken as they stand. In a GeoPackage the
// longitude comes first, whatever the authority says.
const wgs84 = "EPSG:4326"

// systems states the reference system of each layer: by its code where it has one of
// EPSG, by its definition otherwise.
func (f *file) systems(layers []*layer, known objects) error {
	if !known.real("gpkg_spatial_ref_sys") {
		return nil
	}
	stated := map[int64]string{}
	err := f.listing("SELECT srs_id, organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys", func(row []driver.Value) {
		id, _ := row[0].(int64)
		number, _ := row[2].(int64)
		stated[id] = systemOf(textOf(row[1]), number, textOf(row[3]))
	})
	if err != nil {
		return err
	}
	for _, l := range layers {
		if l.geometry != "" && l.srs > 0 { // 0 and -1 are the undefined ones
			l.crs = stated[l.srs]
		}
	}
	return nil
}

func systemOf(organization string, number int64, definition string) string {
	definition = strings.TrimSpace(definition)
	switch {
	case strings.EqualFold(organization, "EPSG") && number > 0:
		return fmt.Sprintf("EPSG:%d", number)
	case strings.EqualFold(organization, "OGC") && strings.Contains(definition, "CRS84"):
		return wgs84
	case strings.EqualFold(definition, "undefined"):
		return ""
	}
	return definition
}

// recordCRS is what the records of a layer say: nothing where coordinates are already
// longitude and latitude of WGS 84.
func (l *layer) recordCRS() string {
	if l.crs == wgs84 {
		return ""
	}
	return l.crs
}
