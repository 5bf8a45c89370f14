package format

import (
	"context"
	"encoding/json"
	"iter"
	"runtime"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// maxEncoders is how many goroutines encode at once: reading features is slower than what
// four of them encode.
const maxEncoders = 4

// Encode turns features into the bytes of a file: encode appends one feature to b. What
// comes back are runs of whole features in their order, each good until the next is asked
// for. Reading, encoding and what is done with the bytes go on at the same time, on as
// many processors as there are; encode is called from several goroutines. The first error
// of features or of encode comes last, after some or all of what was encoded before it.
//
// Memory does not grow with the number of features: a few megabytes, or a few times what
// the largest ones take.
func Encode(ctx context.Context, features iter.Seq2[data.Feature, error], encode func(b []byte, f data.Feature) ([]byte, error)) iter.Seq2[[]byte, error] {
	work := func(b *batch[data.Feature]) {
		for _, f := range b.items {
			text, err := encode(b.text, f)
			if err != nil {
				b.err = err
				return
			}
			b.text = text
		}
	}
	return func(yield func([]byte, error) bool) {
		for b := range batches(ctx, features, min(maxEncoders, runtime.GOMAXPROCS(0)), weighFeature, work) {
			if len(b.text) > 0 && !yield(b.text, nil) {
				return
			}
			if b.err != nil {
				yield(nil, b.err)
				return
			}
		}
	}
}

// weighFeature is roughly how many bytes of memory a feature takes.
func weighFeature(f data.Feature) int {
	const plain = 1 << 10 // without long texts
	n := plain + weighGeometry(f.Geometry) + len(f.Location.Text)
	for _, v := range f.Properties {
		switch v := v.(type) {
		case string:
			n += len(v)
		case json.RawMessage:
			n += len(v)
		}
	}
	for name, text := range f.Extra {
		n += len(name) + len(text)
	}
	return n
}

func weighGeometry(g orb.Geometry) int {
	const position = 16
	switch g := g.(type) {
	case orb.MultiPoint:
		return position * len(g)
	case orb.LineString:
		return position * len(g)
	case orb.Ring:
		return position * len(g)
	case orb.MultiLineString:
		return weighAll(g)
	case orb.Polygon:
		return weighAll(g)
	case orb.MultiPolygon:
		return weighAll(g)
	case orb.Collection:
		return weighAll(g)
	}
	return position
}

func weighAll[T orb.Geometry](parts []T) (n int) {
	for _, part := range parts {
		n += weighGeometry(part)
	}
	return n
}
