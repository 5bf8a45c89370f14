package xlsx_test

import (
	"testing"

	"burialmap/data/format/xlsx"
	"burialmap/data/formattest"
)

func TestRoundTrip(t *testing.T) {
	formattest.RoundTrip(t, formattest.Format{Reader: xlsx.Reader{}, Writer: xlsx.Writer{}})
}
