package shapefile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format"
)

// What an archive may be. No honest set of burial grounds comes near any of it.
const (
	maxEntries   = 200
	maxDirectory = 1 << 20 // bytes of the list of entries
	maxUnpacked  = 4 << 30
	maxRatio     = 200      // unpacked to packed,
	ratioMatters = 64 << 20 // of entries that unpack to more than this
)

// openArchive groups the entries of a ZIP file into layers.
func openArchive(in format.Input) (source, error) {
	size, err := in.Seek(0, io.SeekEnd)
	if err != nil {
		return source{}, err
	}
	file := &atReader{r: in.ReadSeeker}
	if err := checkDirectory(file, size); err != nil {
		return source{}, err
	}
	z, err := zip.NewReader(file, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return source{}, fmt.Errorf("the ZIP file cannot be read: %w", err)
	}
	if err := checkEntries(z.File); err != nil {
		return source{}, err
	}
	a := archive{byPath: map[string]int{}}
	for _, entry := range z.File {
		a.add(entry)
	}
	if err := a.joinOurs(); err != nil {
		return source{}, err
	}
	a.tellSkipped()
	return a.source, nil
}

// atReader reads from anywhere in a file that can only seek.
type atReader struct {
	mu sync.Mutex
	r  io.ReadSeeker
}

func (a *atReader) ReadAt(p []byte, at int64) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, err := a.r.Seek(at, io.SeekStart); err != nil {
		return 0, err
	}
	n, err := io.ReadFull(a.r, p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

// checkDirectory bounds the list of entries before archive/zip reads all of it: that it
// does whatever the count says, up to the end of the file.
func checkDirectory(file io.ReaderAt, size int64) error {
	const record, comment = 22, 1<<16 - 1
	tail := make([]byte, min(size, record+comment))
	if _, err := file.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || len(tail)-at < record {
		return errors.New("the ZIP file has no end: it may be truncated")
	}
	end := size - int64(len(tail)) + int64(at)
	entries := binary.LittleEndian.Uint16(tail[at+10:])
	length := int64(binary.LittleEndian.Uint32(tail[at+12:]))
	offset := int64(binary.LittleEndian.Uint32(tail[at+16:]))
	if entries > maxEntries || length > maxDirectory || end-offset > maxDirectory {
		return fmt.Errorf("the ZIP file has more than %d entries or is larger than 4 GB: give the shapefiles in an archive of their own", maxEntries)
	}
	return nil
}

// checkEntries refuses archives that are traps.
func checkEntries(entries []*zip.File) error {
	if len(entries) > maxEntries {
		return fmt.Errorf("the ZIP file has %d entries, %d are taken: give the shapefiles in an archive of their own", len(entries), maxEntries)
	}
	var total uint64
	for _, e := range entries {
		total += e.UncompressedSize64
		switch {
		case climbs(e.Name):
			return fmt.Errorf("the ZIP file is not to be trusted: its entry %.80q points out of it", e.Name)
		case e.Flags&1 != 0:
			return errors.New("the ZIP file is encrypted: unpack it and pack it without a password")
		case e.UncompressedSize64 > maxUnpacked || total > maxUnpacked:
			return errors.New("the ZIP file unpacks to more than 4 GiB")
		case e.UncompressedSize64 > ratioMatters && e.UncompressedSize64/maxRatio > e.CompressedSize64:
			return fmt.Errorf("the ZIP file is not to be trusted: its entry %.80q unpacks to more than %d times its size", e.Name, maxRatio)
		}
	}
	return nil
}

func climbs(name string) bool {
	return strings.Contains(name, "\\") || strings.HasPrefix(name, "/") || strings.Contains(name, ":") ||
		strings.Contains("/"+name+"/", "/../") || strings.Contains(name, "\x00")
}

// archive is a ZIP file whose entries are being sorted.
type archive struct {
	source

	byPath  map[string]int // folder and name in lower case → layer
	ours    map[string]*zip.File
	nested  []string
	skipped []string
}

// add puts an entry where it belongs. Names are compared whatever their case.
func (a *archive) add(entry *zip.File) {
	name := entryName(entry)
	base := path.Base(name)
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	switch {
	case strings.HasSuffix(entry.Name, "/") || strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(base, "."):
	case base == fieldsName || strings.HasSuffix(base, moreSuffix):
		if a.ours == nil {
			a.ours = map[string]*zip.File{}
		}
		a.ours[name] = entry
	case isPart(ext):
		stem := strings.TrimSuffix(name, path.Ext(name))
		a.layer(stem).parts[ext] = part{int64(entry.UncompressedSize64), bounded(entry)}
	case isOneOf(ext, "zip", "7z", "rar", "gz", "tar", "kmz", "bz2"):
		a.nested = append(a.nested, name)
	case isOneOf(ext, "csv", "tsv", "xls", "xlsx", "ods", "json", "geojson", "kml", "gpx", "gpkg", "fgb", "osm", "pbf", "mdb", "gdb", "tab", "mif"):
		a.skipped = append(a.skipped, name)
	}
}

func isPart(ext string) bool { return isOneOf(ext, extensions...) }

func isOneOf(word string, words ...string) bool { return slices.Contains(words, word) }

// entryName is the name of an entry in UTF-8, by what its bytes look like if the archive
// does not say.
func entryName(e *zip.File) string {
	if utf8.ValidString(e.Name) {
		return e.Name
	}
	if found, err := charset.Of([]byte(e.Name)); err == nil {
		if name, ok := decodeAll(e.Name, found); ok {
			return name
		}
	}
	return strings.ToValidUTF8(e.Name, "\ufffd")
}

// layer finds or makes the layer of a path without extension.
func (a *archive) layer(stem string) *layer {
	key := strings.ToLower(stem)
	i, ok := a.byPath[key]
	if !ok {
		i = len(a.layers)
		a.byPath[key] = i
		a.layers = append(a.layers, layer{name: stem, parts: map[string]part{}})
	}
	return &a.layers[i]
}

// bounded opens an entry that gives no more bytes than it states.
func bounded(entry *zip.File) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		r, err := entry.Open()
		if err != nil {
			return nil, err
		}
		return limited{io.LimitReader(r, int64(entry.UncompressedSize64)), r}, nil
	}
}

type limited struct {
	io.Reader
	io.Closer
}

// tellSkipped reports what in the archive was not looked at, and drops what is no layer:
// a .prj or .cpg alone.
func (a *archive) tellSkipped() {
	var layers []layer
	for _, l := range a.layers {
		if l.has("shp") || l.has("dbf") {
			layers = append(layers, l)
		}
	}
	a.layers = layers
	if len(layers) > 1 {
		a.shorten()
	}
	if len(a.nested) > 0 {
		a.findings = append(a.findings, data.Problem{Severity: data.Warning, Rule: "nested_archive",
			Message: fmt.Sprintf("%d archives within the archive were not opened: %.40q", len(a.nested), firstOf(a.nested)),
			Advice:  "unpack them and load them on their own"})
	}
	if len(a.skipped) > 0 {
		a.findings = append(a.findings, data.Problem{Severity: data.Warning, Rule: "other_files",
			Message: fmt.Sprintf("%d files of other formats in the archive were not read: %.40q", len(a.skipped), firstOf(a.skipped)),
			Advice:  "load them on their own"})
	}
}

// shorten drops the folders from the names of layers where the names alone differ.
func (a *archive) shorten() {
	seen := map[string]bool{}
	for _, l := range a.layers {
		name := strings.ToLower(path.Base(l.name))
		if seen[name] {
			return
		}
		seen[name] = true
	}
	for i := range a.layers {
		a.layers[i].name = path.Base(a.layers[i].name)
	}
}

func firstOf(names []string) []string { return names[:min(len(names), 5)] }
