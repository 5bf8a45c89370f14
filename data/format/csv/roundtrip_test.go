package csv_test

import (
	"testing"

	"burialmap/data/format/csv"
	"burialmap/data/formattest"
)

func TestRoundTrip(t *testing.T) {
	formattest.RoundTrip(t, formattest.Format{Reader: csv.Reader{}, Writer: csv.Writer{}})
}
