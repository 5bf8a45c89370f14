package geojson_test

import (
	"testing"

	"burialmap/data/format/geojson"
	"burialmap/data/formattest"
)

func TestRoundTrip(t *testing.T) {
	formattest.RoundTrip(t, formattest.Format{Reader: geojson.Reader{}, Writer: geojson.Writer{}})
}

func TestRoundTripOfLines(t *testing.T) {
	formattest.RoundTrip(t, formattest.Format{Reader: geojson.Reader{}, Writer: geojson.LineWriter{}, NoEmpty: true})
}
