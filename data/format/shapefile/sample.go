package shapefile

import (
	"bytes"
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

// sampleMemo collects words beyond ASCII from the beginning of a file of long texts: what
// stands between the control characters of its blocks, unless it is too short for words.
func sampleMemo(r io.Reader) ([]byte, error) {
	const shortest = 6
	text, err := io.ReadAll(io.LimitReader(r, maxSample))
	if err != nil || len(text) < dbtBlock {
		return nil, err
	}
	var sample []byte
	for _, words := range bytes.FieldsFunc(text[dbtBlock:], func(r rune) bool { return r < ' ' }) {
		if len(words) >= shortest && !ascii(words) {
			sample = append(append(sample, words...), '\n')
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
