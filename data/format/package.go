package format

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"strings"
	"time"
)

// Package writes exports as one zip: each as a file, with README.txt for people and
// about.json for programs beside them. Where the format holds several layers they are one
// file; otherwise each layer is a file of its own.
func Package(ctx context.Context, w io.Writer, writer Writer, e Export) error {
	out := zip.NewWriter(w)
	for _, part := range parts(writer, e) {
		file, err := create(out, part.name+writer.Extension(), e.About.Date)
		if err != nil {
			return err
		}
		if err := writer.Write(ctx, file, part.Export); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	for _, beside := range [][2]string{{"README.txt", e.About.Text() + lost(writer)}, {"about.json", string(e.About.JSON()) + "\n"}} {
		file, err := create(out, beside[0], e.About.Date)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(file, beside[1]); err != nil {
			return err
		}
	}
	return out.Close()
}

type part struct {
	name string
	Export
}

func parts(writer Writer, e Export) []part {
	if writer.Holds().Layers && len(e.Layers) > 1 {
		return []part{{"burialmap", e}}
	}
	all := make([]part, len(e.Layers))
	for i, l := range e.Layers {
		all[i] = part{l.Collection.Name, Export{Layers: []Layer{l}, About: e.About}}
	}
	return all
}

func create(out *zip.Writer, name string, date time.Time) (io.Writer, error) {
	return out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: date})
}

// lost is what a format cannot hold, for the README.
func lost(writer Writer) string {
	losses := writer.Holds().Loses
	if len(losses) == 0 {
		return ""
	}
	return fmt.Sprintf("\nWhat %s cannot hold\n\n- %s\n", writer.Title(), strings.Join(losses, "\n- "))
}
