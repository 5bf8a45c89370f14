package tiles

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/gzip"
)

var writers = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

func compress(raw []byte) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(raw)/3 + 64)
	w := writers.Get().(*gzip.Writer)
	defer writers.Put(w)
	w.Reset(&out)
	if _, err := w.Write(raw); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return bytes.Clone(out.Bytes()), nil
}

// Plain is the tile without compression, for clients that do not take gzip.
func (t Tile) Plain() ([]byte, error) {
	if t.Empty() {
		return nil, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(t.Data))
	if err != nil {
		return nil, fmt.Errorf("uncompress: %w", err)
	}
	return io.ReadAll(r)
}

func etag(raw []byte) string {
	sum := sha256.Sum256(raw)
	return `"` + hex.EncodeToString(sum[:12]) + `"`
}
