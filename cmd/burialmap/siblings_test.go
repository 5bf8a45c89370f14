package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestSiblingsAreFoundWhateverTheirCase(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"graves.shp", "graves.DBF", "Graves.prj", "graves.Prj", "other.shx"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sibling := siblings(filepath.Join(folder, "graves.shp"))
	for ext, want := range map[string]string{"dbf": "graves.DBF", "prj": "graves.Prj", "shx": "", "cpg": ""} {
		file, err := sibling(ext)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if file != nil {
			content, err := io.ReadAll(file)
			if err != nil {
				t.Fatal(err)
			}
			got = string(content)
			file.Close()
		}
		if got != want {
			t.Errorf("beside graves.shp the .%s is %q, want %q", ext, got, want)
		}
	}
}
