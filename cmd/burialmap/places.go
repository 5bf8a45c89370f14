package main

import "burialmap/data"

// gazetteers is the flag of the commands that read places in words.
type gazetteers struct {
	Gazetteer []string `placeholder:"FILE" help:"Further places that words may name: CSV with name, lat, lon."`
}

func locator(_ []string) (data.Locator, error) { return nil, nil }
