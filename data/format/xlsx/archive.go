package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"burialmap/data/format"
)

// What an archive may hold at most, in bytes where nothing else is said.
const (
	maxFile    = 256 << 20 // packed
	maxPart    = 64 << 20  // of a part that is held in memory, unpacked
	maxSheet   = 256 << 20 // of a sheet, unpacked; it is streamed
	maxRatio   = 200       // unpacked to packed, of parts beyond maxPart
	maxEntries = 10_000    // parts
)

// archive is the zip file that a workbook is.
type archive map[string]*zip.File // by name in lower case

// openArchive looks at what a file is and reads the directory of its archive.
func openArchive(in format.Input) (archive, error) {
	size, err := in.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	file := &fileAt{in: in}
	if err := recognise(file, size); err != nil {
		return nil, err
	}
	if size > maxFile {
		return nil, fmt.Errorf("the workbook is larger than %d MB: save it as CSV, or in parts", maxFile>>20)
	}
	if err := countEntries(in); err != nil {
		return nil, err
	}
	directory, err := zip.NewReader(file, size)
	if err != nil {
		return nil, fmt.Errorf("the workbook is damaged or cut short: %w", err)
	}
	a := archive{}
	for _, part := range directory.File {
		name := strings.ReplaceAll(part.Name, `\`, "/")
		if path.IsAbs(name) || name != path.Clean(name) && name != path.Clean(name)+"/" || strings.HasPrefix(name, "..") {
			return nil, fmt.Errorf("the archive has a part named %.80q: no spreadsheet program writes that", part.Name)
		}
		if name = strings.ToLower(name); a[name] == nil {
			a[name] = part
		}
	}
	return a, nil
}

// oleMark begins compound files: workbooks of Excel 97–2003, and those behind a password.
const oleMark = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// recognise says of files that people take for workbooks why they cannot be read.
func recognise(file io.ReaderAt, size int64) error {
	head := make([]byte, min(size, 64<<10))
	if n, err := file.ReadAt(head, 0); n < len(head) {
		return err
	}
	switch {
	case size == 0:
		return errors.New("the file is empty")
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return nil
	case !bytes.HasPrefix(head, []byte(oleMark)):
		return errors.New("this is no workbook of the form .xlsx; if it opens in a spreadsheet program, save it as .xlsx or CSV")
	}
	encrypted, err := holds(file, size, utf16le("EncryptedPackage"))
	switch {
	case err != nil:
		return err
	case encrypted:
		return errors.New("the workbook is behind a password: save it without one, as .xlsx or CSV")
	}
	return errors.New("this is a workbook of Excel 97–2003 (.xls), which is not read: save it as .xlsx or CSV")
}

// holds looks for words in the first 16 MB of a file, and in its last.
func holds(file io.ReaderAt, size int64, words []byte) (bool, error) {
	const most = 16 << 20
	for _, from := range []int64{0, max(0, size-most)} {
		section, err := io.ReadAll(io.NewSectionReader(file, from, most))
		if err != nil || bytes.Contains(section, words) {
			return err == nil, err
		}
	}
	return false, nil
}

func utf16le(ascii string) []byte {
	var b []byte
	for _, c := range []byte(ascii) {
		b = append(b, c, 0)
	}
	return b
}

// countEntries counts what looks like entries of a zip directory, so that none is held in
// memory that is hostile by their number alone.
func countEntries(in io.ReadSeeker) error {
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return err
	}
	mark := []byte("PK\x01\x02")
	buf, kept, n := make([]byte, 1<<20), 0, 0
	for {
		read, err := in.Read(buf[kept:])
		n += bytes.Count(buf[:kept+read], mark)
		if n > maxEntries {
			return fmt.Errorf("the archive has more than %d parts: this is no workbook", maxEntries)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		whole := kept + read
		kept = copy(buf, buf[max(0, whole-len(mark)+1):whole])
	}
}

// fileAt reads a file at any place by seeking. It is not for several goroutines.
type fileAt struct{ in io.ReadSeeker }

func (f *fileAt) ReadAt(p []byte, offset int64) (int, error) {
	if _, err := f.in.Seek(offset, io.SeekStart); err != nil {
		return 0, err
	}
	n, err := io.ReadFull(f.in, p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

// part finds a part by its name, whatever its case.
func (a archive) part(name string) *zip.File {
	return a[strings.ToLower(strings.TrimPrefix(name, "/"))]
}

// size is that of a part, unpacked.
func (a archive) size(name string) uint64 {
	if part := a.part(name); part != nil {
		return part.UncompressedSize64
	}
	return 0
}

// open unpacks a part of at most so many bytes. Nil means that there is none of that name.
func (a archive) open(name string, most int64) (io.ReadCloser, error) {
	part := a.part(name)
	if part == nil {
		return nil, nil
	}
	size, packed := part.UncompressedSize64, part.CompressedSize64
	if size > uint64(most) {
		return nil, fmt.Errorf("%s unpacks to %d MB, more than the %d MB that are read: save the workbook in parts or as CSV", name, size>>20, most>>20)
	}
	if size > maxPart && size/maxRatio > packed {
		return nil, fmt.Errorf("%s is packed more than %d-fold: this is no honest workbook", name, maxRatio)
	}
	r, err := part.Open()
	if err != nil {
		return nil, fmt.Errorf("%s cannot be unpacked: %w", name, err)
	}
	return &unpacked{ReadCloser: r, name: name}, nil
}

// unpacked names the part in its errors. A part that is longer than the directory says is
// an error of the zip reader.
type unpacked struct {
	io.ReadCloser
	name string
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.ReadCloser.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("%s is damaged: %w", u.name, err)
	}
	return n, err
}
