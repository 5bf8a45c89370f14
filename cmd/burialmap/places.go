package main

import (
	"fmt"
	"os"
	"path/filepath"

	"burialmap/data/gazetteer"
)

// gazetteers is the flag of the commands that read places in words.
type gazetteers struct {
	Gazetteer []string `placeholder:"FILE" help:"Further places that words may name: CSV or TSV with name, lat, lon and, if known, ru, ja, admin1, fcode, population."`
}

// places are those that the program knows, and those of the files.
func (g gazetteers) places() (*gazetteer.Gazetteer, error) {
	all := gazetteer.Default()
	for _, name := range g.Gazetteer {
		file, err := os.Open(name)
		if err != nil {
			return nil, usageError{fmt.Errorf("--gazetteer: %w", err)}
		}
		more, err := gazetteer.Read(file, filepath.Base(name))
		_ = file.Close() // it was only read
		if err != nil {
			return nil, usageError{fmt.Errorf("--gazetteer: %w", err)}
		}
		all = all.With(more)
	}
	return all, nil
}
