package shapefile

import (
	"context"
	"errors"
	"io"
)

// maxSample is how many bytes of texts beyond ASCII decide about an encoding.
const maxSample = 1 << 20

// sampleTexts collects texts beyond ASCII, each followed by a line feed, from the names of
// the fields and then from the rows: from all of them until there is enough, since one name
// far down can decide.
func sampleTexts(ctx context.Context, t *table) ([]byte, error) {
	var sample []byte
	add := func(b []byte) {
		if !ascii(b) {
			sample = append(append(sample, b...), '\n')
		}
	}
	for _, c := range t.columns {
		add(c.raw)
	}
	for len(sample) < maxSample {
		row, err := t.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if t.n%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if ascii(row) {
			continue
		}
		for _, c := range t.columns {
			if c.kind == 'C' || c.kind == 'V' {
				add(trimmed(row[c.at : c.at+c.width]))
			}
		}
	}
	return sample, nil
}

func trimmed(b []byte) []byte {
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == 0) {
		b = b[:len(b)-1]
	}
	return b
}
