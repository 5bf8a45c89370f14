package shapefile

import (
	"context"
	"errors"
	"io"
	"math"
	"strings"

	"burialmap/data/format"
)

// wgs84 is the coordinate system of our own exports, in the words of ESRI.
const wgs84 = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`

// settleCRS takes the system that the .prj defines. Without one, coordinates that could be
// degrees are taken for WGS 84, with a warning; others are an error.
func (o *opened) settleCRS(ctx context.Context, l layer, opt format.Options) error {
	prj, err := l.text("prj")
	switch {
	case err != nil || !l.has("shp"):
		return err
	case prj != "":
		if plainText(prj) != plainText(wgs84) {
			o.crs = prj
		}
		return nil
	case opt.CRS != "":
		return nil
	}
	degrees, err := allDegrees(ctx, l)
	if err != nil {
		return err
	}
	if !degrees {
		return errors.New("there is no .prj that says in which coordinate reference system the shapes are, and they are no degrees: name it with --crs, such as --crs EPSG:28425")
	}
	o.warn("crs_missing", "there is no .prj that says in which coordinate reference system the shapes are; they were taken for longitude and latitude of WGS 84",
		"name it with --crs if it is another one: between WGS 84 and the Soviet systems lie 100 m and more")
	return nil
}

func plainText(wkt string) string {
	wkt = strings.Join(strings.Fields(wkt), "")
	return strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(wkt, ".0,", ","), ".0]", "]"))
}

// allDegrees walks all shapes to see whether each coordinate could be one of degrees.
func allDegrees(ctx context.Context, l layer) (bool, error) {
	o := &opened{}
	defer o.close()
	if err := o.openShapes(ctx, l); err != nil {
		return false, err
	}
	for {
		s, err := o.shp.next()
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
		if !couldBeDegrees(s) {
			return false, nil
		}
	}
}

func couldBeDegrees(s shape) bool {
	if s.fault != nil {
		return true
	}
	for _, p := range positionsOf(s.content) {
		if math.Abs(p[0]) > 180 || math.Abs(p[1]) > 90 {
			return false
		}
	}
	return true
}
