package format

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"burialmap/data"
)

// Registry knows the formats the program was built with.
type Registry struct {
	Readers []Reader
	Writers []Writer
}

// Reader finds the reader to use for a file: the one named, or, if name is empty, the one
// that recognises the first bytes; among several that do, the file's extension decides.
// Where none does, the extension alone names the reader, so that a broken file is answered
// by the one that knows what is wrong with it.
func (r Registry) Reader(name, file string, head []byte) (Reader, error) {
	if name != "" {
		for _, reader := range r.Readers {
			if reader.Name() == name {
				return reader, nil
			}
		}
		return nil, fmt.Errorf("%w: unknown format %q; known are %s", data.ErrInvalid, name, r.ReaderNames())
	}
	if len(head) == 0 {
		return nil, &FileError{filepath.Base(file), errors.New("the file is empty")}
	}
	var sniffed []Reader
	for _, reader := range r.Readers {
		if reader.Sniff(head) {
			sniffed = append(sniffed, reader)
		}
	}
	if reader := byExtension(sniffed, file); reader != nil {
		return reader, nil
	}
	if len(sniffed) > 0 {
		return sniffed[0], nil
	}
	if reader := byExtension(r.Readers, file); reader != nil && !strings.EqualFold(filepath.Ext(file), ".txt") { // that says nothing
		return reader, nil
	}
	return nil, &FileError{filepath.Base(file), fmt.Errorf("it is in none of the known formats (%s); name one with --format if you are sure", r.ReaderNames())}
}

// Writer finds a writer by name.
func (r Registry) Writer(name string) (Writer, error) {
	for _, w := range r.Writers {
		if w.Name() == name {
			return w, nil
		}
	}
	return nil, fmt.Errorf("unknown format %q; known are %s", name, r.WriterNames())
}

// WriterNames are the names of the formats that can be written, for people.
func (r Registry) WriterNames() string {
	names := make([]string, len(r.Writers))
	for i, w := range r.Writers {
		names[i] = w.Name()
	}
	return strings.Join(names, ", ")
}

// ReaderNames are the names of the formats that can be read, for people.
func (r Registry) ReaderNames() string {
	names := make([]string, len(r.Readers))
	for i, reader := range r.Readers {
		names[i] = reader.Name()
	}
	return strings.Join(names, ", ")
}

// byExtension is the first of the readers whose files are called like this one, or nil.
func byExtension(readers []Reader, file string) Reader {
	for _, reader := range readers {
		if hasExtension(reader, file) {
			return reader
		}
	}
	return nil
}

func hasExtension(r Reader, file string) bool {
	for _, ext := range r.Extensions() {
		if strings.EqualFold(filepath.Ext(file), ext) || strings.HasSuffix(strings.ToLower(file), ext) {
			return true
		}
	}
	return false
}
