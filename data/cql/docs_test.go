package cql

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"burialmap/data"
)

// Each line of a block that begins with ```cql COLLECTION is a filter on it.
var documented = regexp.MustCompile("(?s)```cql ([a-z]+)\n(.*?)```")

func TestTheFiltersOfTheDocumentCanBeAsked(t *testing.T) {
	document, err := os.ReadFile(filepath.Join("..", "..", "docs", "FILTERS.md"))
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, block := range documented.FindAllStringSubmatch(strings.ReplaceAll(string(document), "\r\n", "\n"), -1) {
		collection, ok := data.CollectionNamed(block[1])
		if !ok {
			t.Errorf("there is no collection %s", block[1])
		}
		for line := range strings.Lines(block[2]) {
			seen++
			f, err := Parse(line)
			if err == nil {
				err = data.CheckFilter(collection, f)
			}
			if err != nil {
				t.Errorf("%s: %v", strings.TrimSpace(line), err)
			}
		}
	}
	json := regexp.MustCompile("(?s)```json\n(.*?)```").FindSubmatch(document)
	if json == nil {
		t.Fatal("no filter in JSON")
	}
	if f, err := ParseJSON(json[1]); err != nil || data.CheckFilter(data.Plots, f) != nil {
		t.Errorf("%s: %v", json[1], err)
	}
	if seen < 20 {
		t.Errorf("only %d filters seen", seen)
	}
}
