package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"burialmap/data"
)

// The exit codes of the program.
const (
	exitDone    = 0
	exitFailed  = 1 // nothing was changed, or the message says what
	exitUsage   = 2 // the arguments were wrong
	exitPartial = 3 // done, but some records were refused; the report says which
)

// errSomeRefused ends an import that is done but had to refuse records.
var errSomeRefused = errors.New("some records were refused")

type commands struct {
	Serve    serveCommand    `cmd:"" help:"Serve the map, the API and the tiles. Without a database it makes one from the built-in sample."`
	Import   importCommand   `cmd:"" help:"Load files into the database and find overlaps around what changed."`
	Overlaps overlapsCommand `cmd:"" help:"Find all overlaps again and print a summary."`
	Export   exportCommand   `cmd:"" help:"Write collections to a file or to standard output."`
	Tiles    tilesCommand    `cmd:"" help:"Write all vector tiles as one PMTiles archive, or check those that a server keeps."`
	Sources  sourcesCommand  `cmd:"" help:"Show where records come from, how to cite it and what rests on it; record a source."`
	Prefer   preferCommand   `cmd:"" help:"Let a feature stand at one of the positions that several sources give it."`
	Plan     planCommand     `cmd:"" help:"Plan the visits of a field team: who goes where on which day, and what forbids it."`
	History  historyCommand  `cmd:"" help:"Show what happened to a feature: when, by whom, and what became different."`
	Sample   sampleCommand   `cmd:"" help:"Write an invented data set of any size, for load tests."`
	Token    tokenCommand    `cmd:"" help:"Make a token for somebody who may change the data of a running server."`
	Health   healthCommand   `cmd:"" help:"Ask a running server whether it is ready; for container health checks."`

	LogLevel slog.Level       `default:"info" help:"Least level of log lines: debug, info, warn or error."`
	Version  kong.VersionFlag `env:"-" help:"Print the version."`
}

func main() {
	os.Exit(run(os.Args[1:]))
}

// run is main with its exit code as a value.
func run(args []string) int {
	var c commands
	parser, err := kong.New(&c,
		kong.Name("burialmap"),
		kong.Description("Burial sites of Japanese prisoners of war and local cemeteries in the Russian Far East: where they are, how surely, and where they may share ground."),
		kong.DefaultEnvars("BURIALMAP"),
		kong.Vars{
			"version": versionText(), "formats": formats().ReaderNames(), "writers": formats().WriterNames(),
			"kinds": strings.Join(data.SourceKinds, ", "), "methods": strings.Join(data.Methods, ", "),
			"maxzoom": strconv.Itoa(maxZoom),
		},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	)
	if err != nil {
		panic(err) // the command structure above is wrong
	}
	selected, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(os.Stderr, "burialmap: %v\nTry: burialmap --help\n", err)
		return exitUsage
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: c.LogLevel}))
	slog.SetDefault(log)

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	selected.BindTo(ctx, (*context.Context)(nil))
	selected.Bind(log)
	return exitCode(selected.Run())
}

func exitCode(err error) int {
	var usage usageError
	var partly partlyDoneError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errSomeRefused):
		return exitPartial
	case errors.As(err, &usage):
		fmt.Fprintf(os.Stderr, "burialmap: %v\nTry: burialmap --help\n", err)
		return exitUsage
	case errors.Is(err, context.Canceled) && errors.As(err, &partly):
		fmt.Fprintf(os.Stderr, "burialmap: stopped; %s; 'burialmap overlaps' finds what overlaps there\n", partly.kept)
		return exitFailed
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(os.Stderr, "burialmap: stopped; nothing was changed")
		return exitFailed
	}
	fmt.Fprintf(os.Stderr, "burialmap: %v\n", err)
	return exitFailed
}

// usageError is a mistake in the arguments that only the command itself can see.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }
