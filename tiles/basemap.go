package tiles

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Basemap is a PMTiles archive that somebody else made, to be drawn beneath the records. It
// is handed out as it is, in ranges; only what describes it is read here.
type Basemap struct {
	file  *os.File
	size  int64
	when  time.Time
	tag   string
	about BasemapAbout
}

// BasemapAbout describes a basemap to the map. Texts are plain: what an archive says of itself
// in HTML is put into words here, since nobody knows who wrote it.
type BasemapAbout struct {
	Kind        string     `json:"kind"`             // vector or raster
	Schema      string     `json:"schema,omitempty"` // of vector tiles: protomaps or openmaptiles
	Media       string     `json:"media"`            // of a tile
	Name        string     `json:"name,omitempty"`
	Attribution string     `json:"attribution,omitempty"`
	MinZoom     int        `json:"minzoom"`
	MaxZoom     int        `json:"maxzoom"`
	Bounds      [4]float64 `json:"bounds"` // west, south, east, north
	Layers      []string   `json:"layers,omitempty"`
}

// basemapMedia are the kinds of tiles that a browser can draw, by their code in the header.
var basemapMedia = map[byte]string{mvtTiles: "application/vnd.mapbox-vector-tile", 2: "image/png", 3: "image/jpeg", 4: "image/webp"}

// basemapSchemas tell vector tiles by layers that all of a kind have: those of the Protomaps
// basemaps 3 and 4, and of OpenMapTiles 3.
var basemapSchemas = []struct {
	name   string
	layers []string
}{
	{"protomaps", []string{"earth", "roads", "places"}},
	{"openmaptiles", []string{"transportation", "place"}},
}

// OpenBasemap opens an archive, and refuses one that the map could not draw.
func OpenBasemap(path string) (*Basemap, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	b := &Basemap{file: f}
	if err := b.open(); err != nil {
		_ = f.Close() // it was only read
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return b, nil
}

func (b *Basemap) open() error {
	info, err := b.file.Stat()
	if err != nil {
		return err
	}
	b.size, b.when = info.Size(), info.ModTime()
	first := make([]byte, headerLength)
	if n, err := io.ReadFull(b.file, first); err != nil {
		first = first[:n] // and is no archive
	}
	h, err := readAnyHeader(first, b.size)
	if err != nil {
		return err
	}
	root, metadata := make([]byte, h.root.length), make([]byte, h.metadata.length)
	for at, part := range map[int64][]byte{int64(h.root.offset): root, int64(h.metadata.offset): metadata} {
		if _, err := io.ReadFull(io.NewSectionReader(b.file, at, int64(len(part))), part); err != nil {
			return fmt.Errorf("the beginning of the archive: %w", err)
		}
	}
	b.tag = basemapTag(first, root, metadata, info)
	if raw, err := unpack(root, h.directories); err != nil {
		return fmt.Errorf("the root directory: %w", err)
	} else if _, err := readDirectory(raw); err != nil {
		return fmt.Errorf("the root directory: %w", err)
	}
	raw, err := unpack(metadata, h.directories)
	if err != nil {
		return fmt.Errorf("the metadata: %w", err)
	}
	b.about, err = aboutBasemap(h, raw)
	return err
}

// basemapTag names the content of an archive by its size, its time and all that says where its
// tiles are: to read a hundred gigabytes for it would take too long.
func basemapTag(header, root, metadata []byte, info os.FileInfo) string {
	sum := sha256.New()
	for _, part := range [][]byte{header, root, metadata, fmt.Append(nil, info.Size(), info.ModTime().UnixNano())} {
		_, _ = sum.Write(part) // a hash takes everything
	}
	return fmt.Sprintf(`"%x"`, sum.Sum(nil)[:12])
}

func aboutBasemap(h archiveHeader, metadata []byte) (BasemapAbout, error) {
	media, ok := basemapMedia[h.kind]
	if !ok {
		return BasemapAbout{}, errors.New("the archive holds tiles that no browser draws: vector tiles (MVT), PNG, JPEG or WebP are needed")
	}
	var said struct {
		Name, Attribution string
		VectorLayers      []struct{ ID string } `json:"vector_layers"`
	}
	if err := json.Unmarshal(metadata, &said); err != nil {
		return BasemapAbout{}, fmt.Errorf("the metadata: %w", err)
	}
	about := BasemapAbout{Kind: "raster", Media: media, Name: plainText(said.Name), Attribution: plainText(said.Attribution),
		MinZoom: h.minZoom, MaxZoom: h.maxZoom, Bounds: h.bounds}
	if h.kind != mvtTiles {
		return about, nil
	}
	for _, l := range said.VectorLayers {
		about.Layers = append(about.Layers, l.ID)
	}
	about.Kind, about.Schema = "vector", schemaOf(about.Layers)
	switch {
	case h.packing != gzipped && h.packing != notPacked:
		return about, errPacking
	case about.Schema == "":
		return about, fmt.Errorf("the layers of the archive (%s) are neither those of Protomaps nor of OpenMapTiles", strings.Join(about.Layers, ", "))
	}
	return about, nil
}

func schemaOf(layers []string) string {
	for _, schema := range basemapSchemas {
		missing := slices.ContainsFunc(schema.layers, func(l string) bool { return !slices.Contains(layers, l) })
		if !missing {
			return schema.name
		}
	}
	return ""
}

var markup = regexp.MustCompile(`<[^>]*>`)

// longestText is how much of a text of an archive is shown, in characters.
const longestText = 300

// plainText is a text without its markup, on one line.
func plainText(s string) string {
	s = strings.Join(strings.Fields(html.UnescapeString(markup.ReplaceAllString(s, ""))), " ")
	if r := []rune(s); len(r) > longestText {
		s = string(r[:longestText]) + "…"
	}
	return s
}

// Close closes the file.
func (b *Basemap) Close() error { return b.file.Close() }

// About describes the basemap.
func (b *Basemap) About() BasemapAbout { return b.about }

// Content is the whole archive, for one reader, with the time of its last change and a tag
// that is another when it is replaced before the next start.
func (b *Basemap) Content() (content io.ReadSeeker, changed time.Time, tag string) {
	return io.NewSectionReader(b.file, 0, b.size), b.when, b.tag
}
