package shapefile

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"time"

	"burialmap/data"
)

// kind writes the parts of one layer.
func (a *archiveWriter) kind(ctx context.Context, s *spool) error {
	for _, c := range s.columns {
		a.names = append(a.names, []string{s.name, string(c.raw), c.name})
	}
	if err := a.table(ctx, s); err != nil {
		return err
	}
	if err := a.text(s.name+".cpg", "UTF-8"); err != nil {
		return err
	}
	if s.overflow > 0 {
		if err := a.copied(ctx, s.name+moreSuffix, s.more); err != nil {
			return err
		}
	}
	if s.kind == nullShape {
		return nil
	}
	if err := a.text(s.name+".prj", wgs84); err != nil {
		return err
	}
	if err := a.index(s); err != nil {
		return err
	}
	return a.copied(ctx, s.name+".shp", s.shapes, encodeHeader(s, headerSize+s.bytes)...)
}

// copied writes a part that is a temporary file, behind a header.
func (a *archiveWriter) copied(ctx context.Context, name string, file *temporary, header ...byte) error {
	w, err := a.create(name)
	if err != nil {
		return err
	}
	r, err := file.read()
	if err != nil {
		return err
	}
	if _, err := w.Write(header); err != nil {
		return err
	}
	_, err = io.Copy(w, stopped{ctx, r})
	return err
}

// encodeHeader is the header of .shp and .shx, which differ in their length.
func encodeHeader(s *spool, length int64) []byte {
	b := make([]byte, 36, headerSize)
	binary.BigEndian.PutUint32(b, fileCode)
	binary.BigEndian.PutUint32(b[24:], uint32(length/2))
	binary.LittleEndian.PutUint32(b[28:], fileVersion)
	binary.LittleEndian.PutUint32(b[32:], uint32(s.kind))
	return append(appendBound(b, s.bound), make([]byte, headerSize-68)...) // no height, no measure
}

// index writes the .shx: where each shape begins and how long it is, in words.
func (a *archiveWriter) index(s *spool) error {
	w, err := a.create(s.name + ".shx")
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 64<<10)
	out.Write(encodeHeader(s, headerSize+8*int64(len(s.lengths))))
	at := int32(headerSize / 2)
	var entry [8]byte
	for _, words := range s.lengths {
		binary.BigEndian.PutUint32(entry[:], uint32(at))
		binary.BigEndian.PutUint32(entry[4:], uint32(words))
		out.Write(entry[:])
		at += words + recordHead/2
	}
	return out.Flush()
}

// table writes the .dbf.
func (a *archiveWriter) table(ctx context.Context, s *spool) error {
	header, width := encodeTableHeader(s, a.date)
	if total := int64(len(header)) + int64(s.n)*int64(width); total > maxFile {
		return fmt.Errorf("%w: its table of %d MB is too large for a Shapefile, which holds 2 GB: export FlatGeobuf or GeoPackage", data.ErrInvalid, total>>20)
	}
	w, err := a.create(s.name + ".dbf")
	if err != nil {
		return err
	}
	rows, err := s.rows.read()
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 256<<10)
	out.Write(header)
	row, text := make([]byte, 0, width), make([]byte, maxText)
	for n := range s.n {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		row = append(row[:0], ' ')
		for _, c := range s.columns {
			size, err := binary.ReadUvarint(rows)
			if err == nil {
				_, err = io.ReadFull(rows, text[:size])
			}
			if err != nil {
				return fmt.Errorf("reading the temporary file: %w", err)
			}
			row = padded(row, c, text[:size])
		}
		if _, err := out.Write(row); err != nil {
			return err
		}
	}
	out.WriteByte(endOfTable)
	return out.Flush()
}

// encodeTableHeader is the header of a table of dBase III, and how many bytes a row has.
func encodeTableHeader(s *spool, date time.Time) (header []byte, width int) {
	const version = 3
	b := make([]byte, tableHead, tableHead+columnSize*len(s.columns)+1)
	year := min(max(date.Year()-1900, 0), 255)
	b[0], b[1], b[2], b[3] = version, byte(year), byte(date.Month()), byte(date.Day())
	width = 1
	for _, c := range s.columns {
		var d [columnSize]byte
		copy(d[:maxName], c.raw)
		d[11], d[16], d[17] = c.kind, byte(c.width), byte(c.decimals)
		b = append(b, d[:]...)
		width += c.width
	}
	b = append(b, terminator)
	binary.LittleEndian.PutUint32(b[4:], uint32(s.n))
	binary.LittleEndian.PutUint16(b[8:], uint16(len(b)))
	binary.LittleEndian.PutUint16(b[10:], uint16(width))
	return b, width
}
