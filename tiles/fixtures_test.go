package tiles_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// fixtures is where npm puts the tiles that the authors of the format publish for tests.
const fixtures = "../web/app/node_modules/@mapbox/mvt-fixtures"

// leftOpen are those tiles that a decoder may take or refuse, or that only say of themselves
// that they are valid.
var leftOpen = map[string]string{
	"016": "a feature of unknown kind",
	"039": "a feature of unknown kind, written as such",
	"046": "a step that goes nowhere",
	"057": "a count without coordinates",
}

// TestTheAuthorsTilesAreDecodedOrRefused: what our tests read tiles with must not panic on
// any of them, and must read those that are valid.
func TestTheAuthorsTilesAreDecodedOrRefused(t *testing.T) {
	if _, err := os.Stat(fixtures); err != nil {
		t.Skip("needs the front end's packages: npm ci in web/app")
	}
	paths, err := filepath.Glob(fixtures + "/fixtures/*/tile.mvt")
	if err != nil || len(paths) < 70 {
		t.Fatalf("%d fixtures, %v", len(paths), err)
	}
	for _, path := range paths {
		var info struct {
			Description string
			Validity    struct{ V2 bool }
		}
		text, err := os.ReadFile(filepath.Join(filepath.Dir(path), "info.json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &info); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		number := filepath.Base(filepath.Dir(path))
		if _, err = read(raw); (err != nil) == info.Validity.V2 && leftOpen[number] == "" {
			t.Errorf("%s (%s), valid: %v: %v", number, info.Description, info.Validity.V2, err)
		}
	}
	world, err := filepath.Glob(fixtures + "/real-world/*/*.mvt")
	if err != nil || len(world) < 100 {
		t.Fatalf("%d tiles of the real world, %v", len(world), err)
	}
	for _, path := range world {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := read(raw); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}
