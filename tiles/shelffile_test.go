package tiles

import (
	"bytes"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
)

func openTestShelf(t testing.TB, path string) *shelf {
	t.Helper()
	s, err := openShelf(path, [32]byte{1}, false, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func testTile(content string, revision int64) (Tile, contentTag) {
	tag := tagOf([]byte(content))
	return Tile{Data: []byte(content), ETag: tag.String(), Revision: revision, Merged: len(content)}, tag
}

// TestAShelfIsWhatItsCallsSay holds a shelf that is closed, opened and written anew again
// and again against a map.
func TestAShelfIsWhatItsCallsSay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tiles")
	s := openTestShelf(t, path)
	s.spare = 2000
	want, br := map[place]string{}, map[place]string{}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 4000 {
		at := place{10, random.IntN(30), 5}
		switch random.IntN(12) {
		case 0:
			s.drop(func(p place) bool { return p == at }, nil)
			delete(want, at)
			delete(br, at)
		case 1:
			few := map[place]struct{}{at: {}, {10, 900, 5}: {}}
			s.drop(func(place) bool { return true }, few)
			delete(want, at)
			delete(br, at)
		case 2:
			s.moved(int64(i), stamp{byte(i)})
		case 3, 4:
			if content, ok := want[at]; ok && br[at] == "" {
				form := fmt.Sprint("br of ", content)
				s.putForm(at, tagOf([]byte(content)).String(), Brotli, []byte(form))
				br[at] = form
			}
			s.putForm(at, "of another tile", Zstd, []byte("no"))
		case 5:
			if i%50 == 0 {
				s.clear()
				clear(want)
				clear(br)
			}
		case 6:
			revision, mark := s.revision, s.stamp
			if err := s.close(); err != nil {
				t.Fatal(err)
			}
			s = openTestShelf(t, path)
			s.spare = 2000
			if s.revision != revision || revision >= 0 && s.stamp != mark {
				t.Fatalf("step %d: revision %d, want %d", i, s.revision, revision)
			}
		default:
			content := fmt.Sprint("tile ", i, strings.Repeat("x", random.IntN(100)))
			tile, tag := testTile(content, int64(i))
			s.put(at, tile, tag)
			want[at] = content
			delete(br, at)
		}
		check(t, s, want, br)
	}
	if info, err := os.Stat(path); err != nil || info.Size() > 200_000 {
		t.Errorf("the file has grown to %d bytes, %v", info.Size(), err)
	}
	if err := s.close(); err != nil {
		t.Error(err)
	}
}

func check(t *testing.T, s *shelf, want, br map[place]string) {
	t.Helper()
	if s.count() != len(want) {
		t.Fatalf("%d tiles, want %d", s.count(), len(want))
	}
	for x := range 30 {
		at := place{10, x, 5}
		got, ok := s.get(at)
		content, there := want[at]
		if ok != there || string(got.Data) != content || got.Merged != len(content) {
			t.Fatalf("tile %s: %q, want %q", at, got.Data, content)
		}
		if form := s.form(at, tagOf([]byte(content)).String(), Brotli); string(form) != br[at] {
			t.Fatalf("tile %s in br: %q, want %q", at, form, br[at])
		}
	}
}

func TestADiskThatIsFullEndsOnlyTheWriting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tiles")
	s := openTestShelf(t, path)
	tile, tag := testTile("one", 1)
	s.put(place{1, 0, 0}, tile, tag)
	_ = s.file.Close() // what a disk does that fails
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	s.file = f
	s.put(place{1, 1, 0}, tile, tag)
	if _, ok := s.get(place{1, 1, 0}); ok || !s.reading {
		t.Error("a tile that was not written is there")
	}
	if got, ok := s.get(place{1, 0, 0}); !ok || string(got.Data) != "one" {
		t.Error("a tile that was written is not there")
	}
	if err := s.close(); err != nil {
		t.Error(err)
	}
}

// TestTouchedSquaresAreThoseThatMeet holds the list of tiles of a bound against the
// question asked of each.
func TestTouchedSquaresAreThoseThatMeet(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		lon, lat := random.Float64()*360-180, random.Float64()*178-89
		wide := random.ExpFloat64() * 5
		b := orb.Bound{Min: orb.Point{lon, lat}, Max: orb.Point{min(180, lon+wide), min(90, lat+wide)}}
		if random.IntN(4) == 0 {
			b.Max[0] = 180
		}
		touched := newTouching([]data.Touch{{Bound: b}})
		few := touched.list(7, 1<<30)
		for z := range 8 {
			for x := range 1 << z {
				for y := range 1 << z {
					if _, ok := few[place{z, x, y}]; touched.meets(place{z, x, y}) && !ok {
						t.Fatalf("tile %d/%d/%d is missing for %v", z, x, y, b)
					}
				}
			}
		}
		if len(few) > 8*(1<<7)*(1<<7) {
			t.Fatalf("%d tiles for %v", len(few), b)
		}
	}
}

func FuzzShelf(f *testing.F) {
	path := filepath.Join(f.TempDir(), "seed")
	s := openTestShelf(f, path)
	tile, tag := testTile("content of a tile", 3)
	s.moved(3, stamp{4})
	s.put(place{4, 5, 6}, tile, tag)
	s.putForm(place{4, 5, 6}, tile.ETag, Zstd, []byte("the same"))
	s.drop(func(place) bool { return true }, nil)
	s.put(place{4, 5, 6}, tile, tag)
	if err := s.close(); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(whole[:len(whole)-3])
	f.Add(append(shelfHeaderFor([32]byte{1}), 0, 0, 0))
	f.Add([]byte("burialmap tiles"))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "tiles")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := openShelf(path, [32]byte{1}, false, slog.New(slog.DiscardHandler))
		if err != nil {
			return
		}
		for at := range s.index {
			s.get(at)
		}
		s.put(place{2, 1, 1}, tile, tag)
		if got, ok := s.get(place{2, 1, 1}); !ok || !bytes.Equal(got.Data, tile.Data) {
			t.Error("what was stored is not there")
		}
		n := s.count()
		if err := s.close(); err != nil {
			t.Fatal(err)
		}
		again := openTestShelf(t, path)
		if again.count() != n {
			t.Errorf("%d tiles, after opening it again %d", n, again.count())
		}
		if err := again.close(); err != nil {
			t.Error(err)
		}
	})
}
