package shapefile

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// part is one of the files of a layer.
type part struct {
	size int64 // bytes as stated, -1 if nobody states it
	open func() (io.ReadCloser, error)
}

// layer is one shapefile: parts by their extension in lower case, without the dot.
type layer struct {
	name  string
	parts map[string]part
	names map[string]string // full field names by the short ones, from our own exports
	more  part              // what did not fit into the table, from our own exports
}

func (l layer) has(ext string) bool { return l.parts[ext].open != nil }

// extensions are the parts that are read.
var extensions = []string{"shp", "dbf", "shx", "prj", "cpg", "dbt", "fpt"}

// source is a file that was opened, with the layers in it.
type source struct {
	layers   []layer
	findings []data.Problem // about the file
}

// open finds the layers of a ZIP file, a bare .shp or a bare .dbf.
func open(in format.Input, opt format.Options) (source, error) {
	head := make([]byte, 64<<10)
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return source{}, err
	}
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return source{}, err
	}
	var s source
	switch head = head[:n]; {
	case len(head) == 0:
		return s, errors.New("the file is empty")
	case isArchive(head):
		s, err = openArchive(in)
	case isShapes(head):
		s, err = openBare(in, "shp")
	case isTable(head):
		s, err = openBare(in, "dbf")
	default:
		err = errors.New("the file is no Shapefile and no ZIP file with one")
	}
	if err == nil {
		err = s.pick(opt.Layer)
	}
	return s, err
}

// pick keeps the one layer that was named.
func (s *source) pick(name string) error {
	if len(s.layers) == 0 {
		return errors.New("there is no .shp and no .dbf in the archive")
	}
	if name == "" {
		return nil
	}
	var names []string
	for i, l := range s.layers {
		if l.name == name {
			if s.layers = []layer{l}; i > 0 { // layers may be read one by one: it is said with the first
				s.findings = nil
			}
			return nil
		}
		names = append(names, l.name)
	}
	return fmt.Errorf("%w: there is no layer %q; the layers are %.40q", data.ErrInvalid, name, names)
}

func isArchive(head []byte) bool {
	return strings.HasPrefix(string(head), "PK\x03\x04") || strings.HasPrefix(string(head), "PK\x05\x06")
}

// isShapes knows the file code and the version of a .shp.
func isShapes(head []byte) bool {
	return len(head) >= 32 && binary.BigEndian.Uint32(head) == fileCode && binary.LittleEndian.Uint32(head[28:]) == fileVersion
}

// openBare takes a .shp or .dbf with what lies beside it.
func openBare(in format.Input, ext string) (source, error) {
	whole := func() (io.ReadCloser, error) {
		_, err := in.Seek(0, io.SeekStart)
		return kept{in.ReadSeeker}, err
	}
	l := layer{name: strings.TrimSuffix(path.Base(in.Name), path.Ext(in.Name)), parts: map[string]part{ext: {in.Size, whole}}}
	if in.Sibling == nil || ext != "shp" {
		return source{layers: []layer{l}}, nil
	}
	for _, ext := range extensions[1:] {
		file, err := in.Sibling(ext)
		if err != nil {
			return source{}, fmt.Errorf("opening the .%s: %w", ext, err)
		}
		if file == nil {
			continue
		}
		if err := file.Close(); err != nil {
			return source{}, err
		}
		l.parts[ext] = part{-1, func() (io.ReadCloser, error) { return in.Sibling(ext) }}
	}
	return source{layers: []layer{l}}, nil
}

// kept is a file that somebody else closes.
type kept struct{ io.ReadSeeker }

func (kept) Close() error { return nil }

// text is a short part as text; empty if it is missing.
func (l layer) text(ext string) (string, error) {
	p := l.parts[ext]
	if p.open == nil {
		return "", nil
	}
	r, err := p.open()
	if err != nil {
		return "", fmt.Errorf("opening the .%s: %w", ext, err)
	}
	defer r.Close()
	const most = 64 << 10 // no definition of a coordinate system is longer
	b, err := io.ReadAll(io.LimitReader(r, most))
	if err != nil {
		return "", fmt.Errorf("reading the .%s: %w", ext, err)
	}
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimRight(string(b), "\x00"), "\ufeff")), nil
}

// stopped makes reading end with the context.
type stopped struct {
	ctx context.Context
	io.Reader
}

func (s stopped) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.Reader.Read(p)
}
