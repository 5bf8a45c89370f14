package xmltext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"burialmap/data/charset"
)

// encoding says in which encoding a document is: the one named, or what its first bytes
// show, or what it declares. A document that is said to be in UTF-8, or says nothing, is
// looked through, because many are not: then mislabelled is true. It is true as well if
// another encoding is named for a document that is in UTF-8.
func encoding(ctx context.Context, in io.ReadSeeker, named string) (name string, mislabelled bool, err error) {
	if named != "" {
		mislabelled, err = charset.Misnamed(ctx, in, named)
		return named, mislabelled, err
	}
	head := make([]byte, 1<<10)
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return "", false, err
	}
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return "", false, err
	}
	if name = stated(head[:n]); name != charset.UTF8 {
		if _, err := charset.Named(name); err != nil {
			return "", false, fmt.Errorf("the file declares an encoding that cannot be read: %w", err)
		}
		return name, false, nil
	}
	name, err = charset.Detect(ctx, in)
	return name, err == nil && name != charset.UTF8, err
}

var declaration = regexp.MustCompile(`^\s*<\?xml\s[^>]*encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']`)

// stated is the encoding that the beginning of a document shows or declares. One that is
// said to be in UTF-16 while its declaration is readable in ASCII is not.
func stated(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("<\x00")):
		return "utf-16le"
	case bytes.HasPrefix(head, []byte("\xfe\xff")), bytes.HasPrefix(head, []byte("\x00<")):
		return "utf-16be"
	}
	found := declaration.FindSubmatch(bytes.TrimPrefix(head, []byte(charset.ByteOrderMark)))
	if found == nil {
		return charset.UTF8
	}
	switch name := strings.ToLower(string(found[1])); name {
	case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "ucs-2":
		return charset.UTF8
	default:
		return name
	}
}
