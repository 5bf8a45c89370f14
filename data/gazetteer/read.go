package gazetteer

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// Limits of one file: more than any regional gazetteer needs, and little enough to keep
// in memory with its keys.
const (
	MaxPlaces = 50_000
	MaxBytes  = 32 << 20
)

// Read reads a gazetteer from CSV or TSV in UTF-8. The first row names the columns:
//
//	geonameid or id, name, ascii, ru, ja, lat, lon, fcode, admin1, population
//
// in any order, with others among them. Name, lat and lon are needed. Coordinates are
// WGS 84 in decimal degrees; admin1 is the GeoNames code of a region of Russia or its
// name in one of three languages. Name says in candidates where the places come from, and makes their ids
// together with the row's id or line. An error names line and column; there is nothing
// to use if there is one.
func Read(r io.Reader, name string) (*Gazetteer, error) { return read(r, name, name, true) }

func read(r io.Reader, name, source string, added bool) (*Gazetteer, error) {
	rows, err := newRows(r)
	if err != nil {
		return nil, fmt.Errorf("gazetteer %s: %w", name, err)
	}
	var places []place
	for {
		p, err := rows.next()
		if errors.Is(err, io.EOF) {
			return newGazetteer(places), nil
		}
		if err == nil && len(places) == MaxPlaces {
			err = fmt.Errorf("line %d: more than %d places; keep those of the region", rows.line, MaxPlaces)
		}
		if err != nil {
			return nil, fmt.Errorf("gazetteer %s: %w", name, err)
		}
		p.id, p.source, p.added = name+"/"+p.id, source, added
		places = append(places, p)
	}
}

// rows reads places from lines.
type rows struct {
	csv     *csv.Reader
	input   *io.LimitedReader
	columns map[string]int
	cells   []string
	line    int
}

// columnNames are what the columns may be called.
var columnNames = map[string][]string{
	"id": {"geonameid", "id", "geonames_id"}, "name": {"name", "name_en", "название", "名称"}, "ascii": {"ascii", "asciiname"},
	"ru": {"ru", "name_ru", "русское название"}, "ja": {"ja", "name_ja", "日本語名"},
	"lat": {"lat", "latitude", "широта", "緯度"}, "lon": {"lon", "lng", "long", "longitude", "долгота", "経度"},
	"fcode": {"fcode", "feature_code", "featurecode"}, "admin1": {"admin1", "admin1code", "region", "регион", "地域"},
	"population": {"population", "население", "人口"},
}

var errColumn = errors.New("there is no such column; the first row must name the columns, with name, lat and lon among them")

func newRows(r io.Reader) (*rows, error) {
	limited := &io.LimitedReader{R: r, N: MaxBytes + 1}
	buffered := bufio.NewReaderSize(limited, 64<<10)
	head, _ := buffered.Peek(32 << 10)
	reader := csv.NewReader(skipMark(buffered, head))
	first, _, _ := strings.Cut(string(head), "\n")
	reader.Comma = separator(first)
	reader.LazyQuotes = reader.Comma == '\t'
	reader.ReuseRecord, reader.FieldsPerRecord = true, -1
	t := &rows{csv: reader, input: limited, columns: map[string]int{}}
	header, err := reader.Read()
	if err != nil {
		return nil, fmt.Errorf("the first row cannot be read: %w", err)
	}
	for i, title := range header {
		title = strings.ToLower(strings.TrimSpace(title))
		for column, known := range columnNames {
			if _, taken := t.columns[column]; !taken && slices.Contains(known, title) {
				t.columns[column] = i
			}
		}
	}
	for _, needed := range []string{"name", "lat", "lon"} {
		if _, ok := t.columns[needed]; !ok {
			return nil, fmt.Errorf("line 1, column %s: %w", needed, errColumn)
		}
	}
	return t, nil
}

// skipMark passes over a byte order mark.
func skipMark(r *bufio.Reader, head []byte) io.Reader {
	if strings.HasPrefix(string(head), "\ufeff") {
		_, _ = r.Discard(len("\ufeff")) // it was peeked
	}
	return r
}

func separator(header string) rune {
	best, most := ',', strings.Count(header, ",")
	for _, r := range "\t;" {
		if n := strings.Count(header, string(r)); n > most {
			best, most = r, n
		}
	}
	return best
}

// next is the next place, or io.EOF. Empty lines are passed over.
func (t *rows) next() (place, error) {
	for {
		cells, err := t.csv.Read()
		if t.input.N <= 0 {
			return place{}, fmt.Errorf("more than %d MiB; keep the places of the region", MaxBytes>>20)
		}
		if err != nil {
			return place{}, err // csv names line and column
		}
		t.cells = cells
		t.line, _ = t.csv.FieldPos(0)
		if slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" }) {
			return t.place()
		}
	}
}

func (t *rows) cell(column string) string {
	if i, ok := t.columns[column]; ok && i < len(t.cells) {
		return strings.TrimSpace(t.cells[i])
	}
	return ""
}

func (t *rows) place() (place, error) {
	p := place{id: t.cell("id"), name: t.cell("name"), ascii: t.cell("ascii"), ru: t.cell("ru"), ja: t.cell("ja"), fcode: strings.ToUpper(t.cell("fcode"))}
	if p.id == "" {
		p.id = strconv.Itoa(t.line)
	}
	if p.name == "" {
		return place{}, t.fault("name", "is empty; every place needs a name")
	}
	var err error
	if p.point, p.coordinateError, err = t.point(); err != nil {
		return place{}, err
	}
	p.admin1, p.region = t.region()
	if text := t.cell("population"); text != "" {
		n, err := strconv.ParseUint(text, 10, 31)
		if err != nil {
			return place{}, t.fault("population", "is no whole number of people; leave it empty if it is not known")
		}
		p.population = int(n)
	}
	return p, nil
}

func (t *rows) point() (orb.Point, float64, error) {
	lon, err := decimal(t.cell("lon"))
	if err != nil || lon < -180 || lon > 180 {
		return orb.Point{}, 0, t.fault("lon", "is no longitude in decimal degrees, -180 to 180")
	}
	lat, err := decimal(t.cell("lat"))
	if err != nil || lat < -89 || lat > 89 {
		return orb.Point{}, 0, t.fault("lat", "is no latitude in decimal degrees, -89 to 89")
	}
	return orb.Point{lon, lat}, digitsError(lat, coordinateStep(t.cell("lon"), t.cell("lat"))), nil
}

// region is the code and name of the row's region. What is not known as a region has no
// code: it tells no places apart, and is shown as it stands.
func (t *rows) region() (code, name string) {
	text := t.cell("admin1")
	if codes := regionCodes(text); len(codes) == 1 {
		return codes[0], regionName(codes[0])
	}
	return "", text
}

func (t *rows) fault(column, what string) error {
	return fmt.Errorf("line %d, column %s: %q %s", t.line, column, t.cell(column), what)
}
