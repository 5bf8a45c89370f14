package tiles

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Coding is a content coding, as HTTP names it.
type Coding string

// The codings in which a tile can be had. Every tile is kept with gzip; the others are made
// when they are first asked for.
const (
	Identity Coding = "identity"
	Gzip     Coding = "gzip"
	Brotli   Coding = "br"
	Zstd     Coding = "zstd"
)

// codings are those that are kept, by the number that the shelf knows them by.
var codings = [...]Coding{Gzip, Brotli, Zstd}

func (c Coding) number() int {
	for i, one := range codings {
		if one == c {
			return i
		}
	}
	return -1
}

// The levels are where more work begins to gain little. Measured on the tiles of a million
// plots, 14 kB each before:
//
//	gzip  1: 34.4 %, 95 µs   4: 32.6 %, 114 µs   6: 31.1 %, 144 µs   9: 30.0 %, 951 µs
//	br    2: 30.1 %, 296 µs  4: 29.7 %, 556 µs   5: 27.4 %, 831 µs   7: 27.1 %, 1290 µs
//	zstd  fastest: 33.5 %, 88 µs   default: 31.3 %, 124 µs   better: 30.7 %, 281 µs
//
// A tile that somebody waits for is packed fast: it takes longer to pack than to draw, and
// browsers get it in Brotli from the second time on. What is written once and served by
// others, an archive, is packed well.
const (
	gzipFast    = 2
	gzipWell    = 9
	brotliLevel = 5
	zstdLevel   = zstd.SpeedDefault
)

var (
	fastWriters   = gzipWriters(gzipFast)
	wellWriters   = gzipWriters(gzipWell)
	gzipReaders   = sync.Pool{New: func() any { return new(gzip.Reader) }}
	brotliWriters = sync.Pool{New: func() any { return brotli.NewWriterLevel(io.Discard, brotliLevel) }}
	zstdWriter    = sync.OnceValue(func() *zstd.Encoder {
		w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstdLevel), zstd.WithEncoderConcurrency(1))
		if err != nil {
			panic(err) // cannot happen: the options are constant
		}
		return w
	})
)

func gzipWriters(level int) *sync.Pool {
	return &sync.Pool{New: func() any {
		w, err := gzip.NewWriterLevel(io.Discard, level)
		if err != nil {
			panic(err) // cannot happen: there is such a level
		}
		return w
	}}
}

// compress packs with gzip, fast.
func compress(raw []byte) ([]byte, error) { return zipped(raw, fastWriters) }

// compressWell packs with gzip, small.
func compressWell(raw []byte) ([]byte, error) { return zipped(raw, wellWriters) }

func zipped(raw []byte, writers *sync.Pool) ([]byte, error) {
	w := writers.Get().(*gzip.Writer)
	defer writers.Put(w)
	return written(raw, w, w.Reset)
}

// recode packs with a coding.
func recode(raw []byte, c Coding) ([]byte, error) {
	switch c {
	case Gzip:
		return compress(raw)
	case Brotli:
		w := brotliWriters.Get().(*brotli.Writer)
		defer brotliWriters.Put(w)
		return written(raw, w, w.Reset)
	case Zstd:
		return bytes.Clone(zstdWriter().EncodeAll(raw, nil)), nil
	}
	return nil, fmt.Errorf("compress: unknown coding %q", c)
}

// written is what a writer makes of bytes.
func written(raw []byte, w io.WriteCloser, reset func(io.Writer)) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(raw)/3 + 64)
	reset(&out)
	if _, err := w.Write(raw); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return bytes.Clone(out.Bytes()), nil
}

// uncompress is the opposite of compress.
func uncompress(packed []byte) ([]byte, error) {
	r := gzipReaders.Get().(*gzip.Reader)
	defer gzipReaders.Put(r)
	if err := r.Reset(bytes.NewReader(packed)); err != nil {
		return nil, fmt.Errorf("uncompress: %w", err)
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("uncompress: %w", err)
	}
	return raw, nil
}

// contentTag names content: the beginning of its SHA-256.
type contentTag [12]byte

func tagOf(raw []byte) contentTag {
	sum := sha256.Sum256(raw)
	return contentTag(sum[:12])
}

// String is the tag as a strong entity tag.
func (t contentTag) String() string { return `"` + hex.EncodeToString(t[:]) + `"` }
