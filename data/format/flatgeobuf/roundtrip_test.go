package flatgeobuf_test

import (
	"testing"

	"burialmap/data/format/flatgeobuf"
	"burialmap/data/formattest"
)

func TestRoundTrip(t *testing.T) {
	formattest.RoundTrip(t, formattest.Format{Reader: flatgeobuf.Reader{}, Writer: flatgeobuf.Writer{}, Reorders: true})
}
