package web

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// app serves the built map: few files, known when the program starts.
type app struct {
	files map[string]asset // by path, without a leading slash
}

// asset is a file in memory, with its compressed form if that is worth while.
type asset struct {
	name   string
	media  string
	tag    string
	body   []byte
	packed []byte
}

// mediaTypes are those of the files that a build holds. They are not left to the
// machine, whose list differs from place to place.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".json": "application/json", ".geojson": "application/geo+json", ".map": "application/json",
	".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf",
	".wasm": "application/wasm", ".pbf": "application/x-protobuf", ".pmtiles": "application/vnd.pmtiles",
}

// newApp reads the build. It is an error if there is no index.html in it.
func newApp(build fs.FS) (*app, error) {
	a := &app{files: map[string]asset{}}
	err := fs.WalkDir(build, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		file, err := readAsset(build, name)
		a.files[name] = file
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("web: read the map: %w", err)
	}
	if _, ok := a.files["index.html"]; !ok {
		return nil, fmt.Errorf("web: the map has no index.html")
	}
	return a, nil
}

func readAsset(build fs.FS, name string) (asset, error) {
	body, err := fs.ReadFile(build, name)
	if err != nil {
		return asset{}, err
	}
	media, ok := mediaTypes[path.Ext(name)]
	if !ok {
		media = "application/octet-stream"
	}
	file := asset{name: name, media: media, tag: contentTag(body), body: body}
	if !textual(media) {
		return file, nil
	}
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return asset{}, err
	}
	if _, err = w.Write(body); err != nil {
		return asset{}, err
	}
	if err = w.Close(); err == nil && out.Len() < len(body)*9/10 {
		file.packed = out.Bytes()
	}
	return file, err
}

// ServeHTTP answers with a file, or a part of it: the basemap is read in ranges.
func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" {
		name = "index.html"
	}
	file, ok := a.files[name]
	if !ok {
		writeProblem(w, missing("There is nothing at this address."))
		return
	}
	h := w.Header()
	h.Set("Content-Type", file.media)
	h.Set("Cache-Control", "no-cache")
	if strings.HasPrefix(name, "assets/") { // their names change with their content
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	body, tag := file.body, file.tag
	if file.packed != nil {
		h.Set("Vary", "Accept-Encoding")
		if takesGzip(r) && r.Header.Get("Range") == "" {
			h.Set("Content-Encoding", "gzip")
			body, tag = file.packed, zipped(file.tag)
		}
	}
	h.Set("ETag", tag)
	http.ServeContent(w, r, file.name, time.Time{}, bytes.NewReader(body))
}
