package kml

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"slices"
	"strings"
)

const (
	// maxUnpacked is how long the documents of an archive may be in all.
	maxUnpacked = 64 << 20
	// maxDirectory is how many bytes of an archive are read to find its files: some three
	// hundred thousand of them.
	maxDirectory = 16 << 20
	// entryMark stands before each file of an archive.
	entryMark = "PK\x03\x04"
)

// holdsDocument looks for a KML file among the first files of an archive.
func holdsDocument(head []byte) bool {
	const fixed = 30 // bytes before the name
	for {
		at := bytes.Index(head, []byte(entryMark))
		if at < 0 || len(head) < at+fixed {
			return false
		}
		head = head[at:]
		n := int(binary.LittleEndian.Uint16(head[26:]))
		if len(head) >= fixed+n && isDocument(string(head[fixed:fixed+n])) {
			return true
		}
		head = head[len(entryMark):]
	}
}

func isDocument(name string) bool { return strings.EqualFold(path.Ext(name), ".kml") }

// archive is what a KMZ file holds.
type archive struct {
	documents []*zip.File // the first one that programs show comes first
	nested    int         // archives within
}

// openArchive finds the documents of an archive. The first one at its root is what Google
// Earth opens; others, which that may link to, hold records as well.
func openArchive(in io.ReadSeeker) (archive, error) {
	size, err := in.Seek(0, io.SeekEnd)
	if err != nil {
		return archive{}, err
	}
	file := &seeking{in, maxDirectory}
	z, err := zip.NewReader(file, size)
	if err != nil {
		return archive{}, fmt.Errorf("the archive cannot be opened: %w", err)
	}
	file.left = math.MaxInt64
	var a archive
	for _, f := range z.File {
		if err := checkName(f.Name); err != nil {
			return archive{}, err
		}
		switch {
		case strings.EqualFold(path.Ext(f.Name), ".kmz") || strings.EqualFold(path.Ext(f.Name), ".zip"):
			a.nested++
		case isDocument(f.Name):
			a.documents = append(a.documents, f)
		}
	}
	if len(a.documents) == 0 {
		return archive{}, errors.New("the archive holds no KML document")
	}
	if root := slices.IndexFunc(a.documents, func(f *zip.File) bool { return !strings.Contains(f.Name, "/") }); root > 0 {
		first := a.documents[root]
		a.documents = slices.Insert(slices.Delete(a.documents, root, root+1), 0, first)
	}
	return a, nil
}

// has reports whether a link from a document leads to another one of the archive.
func (a archive) has(from *zip.File, link string) bool {
	to := path.Join(path.Dir(from.Name), link)
	return slices.ContainsFunc(a.documents, func(f *zip.File) bool { return f.Name == to })
}

// checkName refuses names that lead out of the archive: whoever made them means harm.
func checkName(name string) error {
	climbs := strings.HasPrefix(name, "/") || strings.ContainsAny(name, "\\\x00") || len(name) > 1 && name[1] == ':'
	for part := range strings.SplitSeq(name, "/") {
		climbs = climbs || part == ".."
	}
	if climbs {
		return fmt.Errorf("the archive names a file outside itself, %.80q: it is not safe to open", name)
	}
	return nil
}

// seeking reads at any place of a file that can only seek, up to a number of bytes in all.
type seeking struct {
	io.ReadSeeker
	left int64
}

func (s *seeking) ReadAt(p []byte, offset int64) (int, error) {
	if s.left -= int64(len(p)); s.left < 0 {
		return 0, fmt.Errorf("its directory is longer than %d MiB", maxDirectory>>20)
	}
	if _, err := s.Seek(offset, io.SeekStart); err != nil {
		return 0, err
	}
	n, err := io.ReadFull(s.ReadSeeker, p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

// unpacked is a file of an archive, which can be read again from its beginning.
type unpacked struct {
	*zip.File
	open       io.ReadCloser
	read, most int64
}

func (u *unpacked) Read(p []byte) (int, error) {
	if u.open == nil {
		var err error
		if u.open, err = u.Open(); err != nil {
			return 0, fmt.Errorf("%.80q in the archive cannot be unpacked: %w", u.Name, err)
		}
	}
	n, err := u.open.Read(p)
	if u.read += int64(n); u.read > u.most {
		return 0, fmt.Errorf("with %.80q the archive is longer than %d MB when unpacked: unpack it and give the KML file itself", u.Name, maxUnpacked>>20)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("%.80q in the archive is damaged: %w", u.Name, err)
	}
	return n, err
}

// Seek goes back to the beginning, the only place that can be found again.
func (u *unpacked) Seek(offset int64, whence int) (int64, error) {
	if offset != 0 || whence != io.SeekStart {
		return 0, errors.ErrUnsupported
	}
	u.close()
	u.read = 0
	return 0, nil
}

func (u *unpacked) close() {
	if u.open != nil {
		u.open.Close()
		u.open = nil
	}
}
