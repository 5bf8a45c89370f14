package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"burialmap/data"
)

func TestPlacesOfAFileAreKnownBesideTheBuiltInOnes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "invented.csv")
	if err := os.WriteFile(path, []byte("name,ru,lat,lon\nVydumka,Выдумка,52.1,127.1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	places, err := gazetteers{Gazetteer: []string{path}}.places()
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"4 км к СЗ от Выдумки", "4 км к СЗ от Горина"} {
		if p := places.Locate(words, data.Hint{}); !p.Found {
			t.Errorf("%s: %s", words, p.Why)
		}
	}
}

func TestAGazetteerThatCannotBeReadIsAMistakeInTheArguments(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wrong.csv")
	if err := os.WriteFile(path, []byte("name,lat,lon\nVydumka,52.1,far\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{path: `line 2, column lon: "far"`, path + ".gone": "wrong.csv.gone"} {
		var usage usageError
		if _, err := (gazetteers{Gazetteer: []string{file}}).places(); !errors.As(err, &usage) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", file, err)
		}
	}
}
