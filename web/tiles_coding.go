package web

import (
	"net/http"
	"strconv"
	"strings"

	"burialmap/tiles"
)

// preferred are the codings of tiles, the smallest first: that is how they are chosen among
// where a client takes several alike. Of gzip and zstd, which come to the same, gzip is
// there already.
var preferred = [...]tiles.Coding{tiles.Brotli, tiles.Gzip, tiles.Zstd}

// codingFor chooses the coding in which a client gets a tile (RFC 9110, 12.5.3). Among those
// that it takes alike it gets the smallest that is there; one that is not is made for the
// next time.
func codingFor(accept []string, t tiles.Tile) (tiles.Coding, error) {
	if len(accept) == 0 {
		return tiles.Identity, nil
	}
	wishes := readCodings(accept)
	best := wishes.most()
	switch {
	case best == 0 && wishes.identity == 0:
		return "", &problem{Status: http.StatusNotAcceptable, Detail: "This cannot be had in any of the codings that the header Accept-Encoding names: tiles come as br, zstd, gzip and as they are."}
	case best == 0 || wishes.identity > best:
		return tiles.Identity, nil
	}
	first := tiles.Coding("")
	for i, c := range preferred {
		if wishes.coded[i] < best {
			continue
		}
		if t.Has(c) {
			if first != "" {
				t.Prepare(first)
			}
			return c, nil
		}
		if first == "" {
			first = c
		}
	}
	return first, nil // nothing it likes as well is there
}

// codingWishes are how much a client wants each coding, in thousandths.
type codingWishes struct {
	coded    [len(preferred)]int
	identity int
}

func (w codingWishes) most() (most int) {
	for _, q := range w.coded {
		most = max(most, q)
	}
	return most
}

// readCodings reads the header Accept-Encoding. Identity is acceptable unless it is refused.
func readCodings(accept []string) codingWishes {
	w := codingWishes{coded: [len(preferred)]int{-1, -1, -1}, identity: -1}
	others := -1 // what * says of codings that are not named
	for _, line := range accept {
		for part := range strings.SplitSeq(line, ",") {
			name, weight, _ := strings.Cut(part, ";")
			q := quality(weight)
			switch name = strings.TrimSpace(name); {
			case name == "*":
				others = q
			case strings.EqualFold(name, string(tiles.Identity)):
				w.identity = q
			case strings.EqualFold(name, "x-gzip"):
				w.coded[1] = q
			}
			for i, c := range preferred {
				if strings.EqualFold(name, string(c)) {
					w.coded[i] = q
				}
			}
		}
	}
	for i, q := range w.coded {
		if q < 0 {
			w.coded[i] = max(0, others)
		}
	}
	switch {
	case w.identity >= 0:
	case others == 0:
		w.identity = 0
	default:
		w.identity = 1 // the least that is not refused
	}
	return w
}

// quality reads q=0.5 as thousandths; what is no quality counts as 1.
func quality(weight string) int {
	weight = strings.TrimSpace(weight)
	if weight == "" {
		return 1000
	}
	name, value, _ := strings.Cut(weight, "=")
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if !strings.EqualFold(strings.TrimSpace(name), "q") || err != nil || !(q >= 0 && q <= 1) {
		return 1000
	}
	return int(q*1000 + 0.5)
}

// codedTag is the strong entity tag of a tile in a coding: a strong tag names one sequence
// of bytes.
func codedTag(tag string, c tiles.Coding) string {
	if c == tiles.Identity {
		return tag
	}
	return tag[:len(tag)-1] + "-" + string(c) + `"`
}

// matchesTile reports whether a list of entity tags names a tile, in whatever coding: who
// has one of them has the tile.
func matchesTile(list []string, tag string) bool {
	content := tag[:len(tag)-1]
	for _, line := range list {
		for candidate := range strings.SplitSeq(line, ",") {
			candidate = strings.TrimPrefix(strings.TrimSpace(candidate), "W/")
			if candidate == "*" {
				return true
			}
			rest, ok := strings.CutPrefix(candidate, content)
			if ok && (rest == `"` || rest == `-gzip"` || rest == `-br"` || rest == `-zstd"`) {
				return true
			}
		}
	}
	return false
}
