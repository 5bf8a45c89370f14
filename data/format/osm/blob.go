package osm

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// The format's own limits.
const (
	maxHeader = 64 << 10
	maxBlob   = 32 << 20
)

// blobs walks through the blocks of a file.
type blobs struct {
	ctx      context.Context
	r        io.ReadSeeker
	at       int64 // offset of the next block
	packed   []byte
	unpacked bytes.Buffer
	zlib     io.ReadCloser
	zstd     *zstd.Decoder
}

var errTruncated = errors.New("the file ends within a block: it is truncated")

// next is the kind of the next block and its offset; the block itself is unpacked if
// want says so, and valid until next is called again. It is io.EOF after the last.
func (b *blobs) next(want func(kind string, offset int64) bool) (kind string, offset int64, data []byte, err error) {
	if err := b.ctx.Err(); err != nil {
		return "", 0, nil, err
	}
	offset = b.at
	kind, size, err := b.header()
	if err != nil {
		return "", 0, nil, err
	}
	if cap(b.packed) < size {
		b.packed = make([]byte, size)
	}
	b.packed = b.packed[:size]
	if _, err := io.ReadFull(b.r, b.packed); err != nil {
		return "", 0, nil, truncated(err)
	}
	b.at += int64(size)
	if want(kind, offset) {
		data, err = b.unpack(b.packed)
	}
	return kind, offset, data, err
}

// seek continues at the block with the given offset.
func (b *blobs) seek(offset int64) error {
	b.at = offset
	_, err := b.r.Seek(offset, io.SeekStart)
	return err
}

// header reads what stands before a block: its kind and packed size in bytes.
func (b *blobs) header() (kind string, size int, err error) {
	var length [4]byte
	if n, err := io.ReadFull(b.r, length[:]); err == io.EOF && n == 0 {
		return "", 0, io.EOF
	} else if err != nil {
		return "", 0, truncated(err)
	}
	n := binary.BigEndian.Uint32(length[:])
	if n > maxHeader {
		return "", 0, fmt.Errorf("at byte %d no block of OSM data begins", b.at)
	}
	header := make([]byte, n)
	if _, err := io.ReadFull(b.r, header); err != nil {
		return "", 0, truncated(err)
	}
	err = fields(header, func(f field) error {
		switch f.number {
		case 1:
			kind = string(f.bytes)
		case 3:
			size = int(int32(f.varint))
		}
		return nil
	})
	if err != nil || kind == "" || size < 0 || size > maxBlob {
		return "", 0, fmt.Errorf("at byte %d no block of OSM data begins", b.at)
	}
	b.at += 4 + int64(n)
	return kind, size, nil
}

func truncated(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errTruncated
	}
	return err
}

// unpack undoes the compression of a block, up to the format's limit.
func (b *blobs) unpack(packed []byte) ([]byte, error) {
	var blob struct{ raw, zlib, zstd, other []byte }
	err := fields(packed, func(f field) error {
		switch f.number {
		case 1:
			blob.raw = f.bytes
		case 3:
			blob.zlib = f.bytes
		case 7:
			blob.zstd = f.bytes
		case 4, 5, 6:
			blob.other = f.bytes
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, b.broken(err)
	case blob.raw != nil:
		return blob.raw, nil
	case blob.zlib != nil:
		return b.inflate(blob.zlib)
	case blob.zstd != nil:
		return b.unzstd(blob.zstd)
	case blob.other != nil:
		return nil, errors.New("the file is packed with LZMA, bzip2 or LZ4; write it again with osmium cat -o new.osm.pbf")
	}
	return nil, b.broken(errors.New("it is empty"))
}

func (b *blobs) inflate(packed []byte) ([]byte, error) {
	var err error
	if b.zlib == nil {
		b.zlib, err = zlib.NewReader(bytes.NewReader(packed))
	} else {
		err = b.zlib.(zlib.Resetter).Reset(bytes.NewReader(packed), nil)
	}
	if err != nil {
		b.zlib = nil
		return nil, b.broken(err)
	}
	b.unpacked.Reset()
	n, err := b.unpacked.ReadFrom(io.LimitReader(b.zlib, maxBlob+1))
	if err == nil && n > maxBlob {
		err = fmt.Errorf("it is larger than %d MiB", maxBlob>>20)
	}
	if err != nil {
		return nil, b.broken(err)
	}
	return b.unpacked.Bytes(), nil
}

func (b *blobs) unzstd(packed []byte) ([]byte, error) {
	var err error
	if b.zstd == nil {
		if b.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBlob)); err != nil {
			return nil, err
		}
	}
	data, err := b.zstd.DecodeAll(packed, b.unpacked.AvailableBuffer())
	if err != nil {
		return nil, b.broken(err)
	}
	return data, nil
}

// broken is an error about the block just read.
func (b *blobs) broken(err error) error {
	return fmt.Errorf("the block that ends at byte %d is broken: %w", b.at, err)
}
