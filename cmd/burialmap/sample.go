package main

import (
	"bufio"
	"os"

	"burialmap/data/sample"
)

type sampleCommand struct {
	Plots      int    `default:"10000" help:"Number of plots."`
	Cemeteries int    `default:"20" help:"Number of cemeteries they lie in."`
	Seed       uint64 `default:"1" help:"The same seed gives the same data."`
	Output     string `short:"o" placeholder:"FILE" help:"Write to a file instead of standard output."`
}

// Run writes plots as newline-delimited GeoJSON, every one marked fictional.
func (c sampleCommand) Run() error {
	return writeOutput(c.Output, func(w *bufio.Writer) error {
		return sample.Generate(w, sample.Spec{Plots: c.Plots, Cemeteries: c.Cemeteries, Seed: c.Seed})
	})
}

// writeOutput writes a whole file or nothing: what is written appears under its name only
// when it is complete. An empty name is standard output.
func writeOutput(name string, write func(*bufio.Writer) error) error {
	if name == "" || name == "-" {
		out := bufio.NewWriterSize(os.Stdout, 1<<16)
		if err := write(out); err != nil {
			return err
		}
		return out.Flush()
	}
	file, err := os.Create(name + ".unfinished")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	out := bufio.NewWriterSize(file, 1<<16)
	err = write(out)
	if err == nil {
		err = out.Flush()
	}
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}
