package flatgeobuf

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// Reader reads FlatGeobuf. The zero value is ready.
type Reader struct{}

func (Reader) Name() string         { return "flatgeobuf" }
func (Reader) Title() string        { return "FlatGeobuf" }
func (Reader) Extensions() []string { return []string{".fgb"} }

// Sniff knows the letters that a file begins with.
func (Reader) Sniff(head []byte) bool { return strings.HasPrefix(string(head), magic) }

// Read streams the features in the order of the file; the package comment says what is
// refused and what is an error.
func (Reader) Read(ctx context.Context, in format.Input, opt format.Options) iter.Seq2[data.Record, error] {
	return func(yield func(data.Record, error) bool) {
		r := reading{ctx: ctx, yield: yield}
		if err := r.file(in, opt); err != nil && !errors.Is(err, format.ErrEnough) {
			yield(data.Record{}, err)
		}
	}
}

// Describe reads the header.
func (Reader) Describe(ctx context.Context, in format.Input, _ format.Options) (format.Description, error) {
	r := reading{ctx: ctx}
	if err := r.open(in); err != nil {
		return format.Description{}, err
	}
	info := format.LayerInfo{Name: r.name, Records: -1, CRS: r.crs}
	if r.kind < len(kindNames) {
		info.Geometry = kindNames[r.kind]
	}
	if r.count > 0 && r.count < 1<<31 {
		info.Records = int(r.count)
	}
	for _, c := range r.columns {
		info.Columns = append(info.Columns, c.name)
	}
	return format.Description{CRS: r.crs, Layers: []format.LayerInfo{info}}, nil
}

// reading is a file on its way to records.
type reading struct {
	header

	ctx   context.Context
	yield func(data.Record, error) bool
	r     *bufio.Reader
	buf   []byte
	notes notes
}

// notes are what is to be said once for a whole file.
type notes struct {
	dimensions bool // heights, measures or times
	binary     int  // values that are no text
}

func (r *reading) open(in format.Input) error {
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return err
	}
	r.r = bufio.NewReaderSize(in, 256<<10)
	var err error
	r.header, err = readHeader(r.r)
	return err
}

// file reads a whole file.
func (r *reading) file(in format.Input, opt format.Options) error {
	if err := r.open(in); err != nil {
		return err
	}
	if opt.Layer != "" && opt.Layer != r.name {
		return fmt.Errorf("%w: there is no layer %q; the file has one, %q", data.ErrInvalid, opt.Layer, r.name)
	}
	if r.noCRS && opt.CRS == "" {
		if err := r.guessCRS(in); err != nil {
			return err
		}
	}
	number := 0
	err := r.features(func(record data.Record) error {
		number++
		record.Number, record.CRS = number, r.crs
		record.Place = fmt.Sprintf("feature %d", number)
		if !r.yield(record, nil) {
			return format.ErrEnough
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.closing()
}

// features hands on every feature behind the index.
func (r *reading) features(use func(data.Record) error) error {
	if err := r.skip(r.index); err != nil {
		return err
	}
	for n := uint64(0); r.count == 0 || n < r.count; n++ {
		if n%1024 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		record, err := r.next()
		if errors.Is(err, io.EOF) && r.count == 0 {
			return nil
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return fmt.Errorf("the file ends after %d of %d features: it may be truncated", n, r.count)
		}
		if err != nil {
			return err
		}
		if err := use(record); err != nil {
			return err
		}
	}
	return nil
}

func (r *reading) skip(n int64) error {
	for n > 0 {
		k, err := r.r.Discard(int(min(n, 1<<20)))
		n -= int64(k)
		if err != nil {
			return errors.Join(errors.New("the file ends in its index: it may be truncated"), notEnd(err))
		}
	}
	return nil
}

// next reads one feature, or is io.EOF.
func (r *reading) next() (data.Record, error) {
	var head [4]byte
	if _, err := io.ReadFull(r.r, head[:]); err != nil {
		return data.Record{}, err
	}
	size := int64(binary.LittleEndian.Uint32(head[:]))
	if size > format.MaxRecordBytes {
		n, err := io.CopyN(io.Discard, r.r, size)
		if n < size && err != nil {
			return data.Record{}, unexpected(err)
		}
		return refused("too_large", fmt.Sprintf("the feature has %d bytes, %d are taken", size, format.MaxRecordBytes), "simplify it or divide it into several"), nil
	}
	if int64(cap(r.buf)) < size {
		r.buf = make([]byte, size)
	}
	b := r.buf[:size]
	if _, err := io.ReadFull(r.r, b); err != nil {
		return data.Record{}, unexpected(err)
	}
	return r.feature(b), nil
}

func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

func refused(rule, message, advice string) data.Record {
	return data.Record{Problems: []data.Problem{{Severity: data.Refused, Rule: rule, Message: message, Advice: advice}}}
}

// closing is what only the end of the file shows.
func (r *reading) closing() error {
	var list []data.Problem
	warn := func(is bool, rule, message, advice string) {
		if is {
			list = append(list, data.Problem{Severity: data.Warning, Rule: rule, Message: message, Advice: advice})
		}
	}
	_, err := r.r.ReadByte()
	warn(err == nil, "features_beyond", fmt.Sprintf("the file states %d features, but more follows, which was not read", r.count), "have the program that made the file write it anew")
	warn(r.notes.dimensions, "height_left_out", "positions have heights, measures or times, which are left out", "keep the file for them")
	warn(r.notes.binary > 0, "binary_left_out", fmt.Sprintf("%d values are pictures or other data that are no text, and were left out", r.notes.binary), "keep the file for them")
	if len(list) > 0 && !r.yield(data.Record{Problems: list}, nil) {
		return format.ErrEnough
	}
	return nil
}
