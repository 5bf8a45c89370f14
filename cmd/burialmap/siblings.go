package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// siblings opens the files that lie beside one in its folder and have its name but for the
// extension, whatever its case: "graves.DBF" beside "graves.shp". The same name in other
// letters, "Graves.dbf", is taken where there is no better one.
func siblings(name string) func(ext string) (io.ReadSeekCloser, error) {
	folder, base := filepath.Split(name)
	stem := strings.TrimSuffix(base, filepath.Ext(base))
	return func(ext string) (io.ReadSeekCloser, error) {
		entries, err := os.ReadDir(filepath.Join(folder, "."))
		if err != nil {
			return nil, err
		}
		found := ""
		for _, e := range entries {
			its := strings.TrimSuffix(e.Name(), filepath.Ext(e.Name()))
			if !strings.EqualFold(filepath.Ext(e.Name()), "."+ext) || !strings.EqualFold(its, stem) || e.IsDir() {
				continue
			}
			if found == "" || its == stem {
				found = e.Name()
			}
		}
		if found == "" {
			return nil, nil
		}
		file, err := os.Open(filepath.Join(folder, found))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil // it was taken away meanwhile
		}
		if err != nil {
			return nil, err
		}
		return file, nil
	}
}
