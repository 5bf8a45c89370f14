package web_test

import (
	"context"
	"fmt"
	"io"

	"burialmap/data/format"
)

// listing is a format for these tests: one id a line.
type listing struct{}

func (listing) Name() string      { return "list" }
func (listing) Title() string     { return "List of ids" }
func (listing) MediaType() string { return "text/plain" }
func (listing) Extension() string { return ".txt" }

func (listing) Holds() format.Holds { return format.Holds{} }

func (listing) Write(_ context.Context, w io.Writer, e format.Export) error {
	features := e.Layers[0].Features
	for f, err := range features {
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(w, f.ID); err != nil {
			return err
		}
	}
	return nil
}
