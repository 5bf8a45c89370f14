package main

import (
	"bufio"

	"burialmap/data/sample"
)

type sampleCommand struct {
	Plots      int    `default:"10000" help:"Number of plots."`
	Prisoners  int    `placeholder:"N" help:"How many of them are prisoners' graves; half unless it is said."`
	Cemeteries int    `default:"20" help:"Number of cemeteries they lie in."`
	Seed       uint64 `default:"1" help:"The same seed gives the same data."`
	Output     string `short:"o" placeholder:"FILE" help:"Write to a file instead of standard output."`
}

// Run writes plots as newline-delimited GeoJSON, every one marked fictional.
func (c sampleCommand) Run() error {
	return writeOutput(c.Output, func(w *bufio.Writer) error {
		return sample.Generate(w, sample.Spec{Plots: c.Plots, Prisoners: c.Prisoners, Cemeteries: c.Cemeteries, Seed: c.Seed})
	})
}
