// Command load asks a server for much and says how it answered: the client of
// .ci/bench-serve.
//
//	load lists PLOTS FOLDER    writes what to ask for: tiles that hold plots, boxes, ids
//	load ask [flags] LIST      asks for the addresses of a list, prints a line of figures
//	load ready HOST:PORT       waits until a server is ready, prints the seconds that took
//
// A line of figures has a name, then requests, failures, seconds, answers a second, and the
// milliseconds in which half, 99 % and all were answered.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	log.SetFlags(0)
	if err := run(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		args = []string{""}
	}
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	var p plan
	most := flags.Int("most", 5000, "tiles of a zoom at most, spread evenly")
	flags.StringVar(&p.name, "name", "answers", "name of the line of figures")
	flags.StringVar(&p.host, "at", "127.0.0.1:8080", "the server")
	flags.IntVar(&p.clients, "clients", 4, "connections")
	flags.DurationVar(&p.last, "for", 0, "how long; until interrupted if 0")
	flags.BoolVar(&p.once, "once", false, "ask for each address once")
	flags.Float64Var(&p.rate, "rate", 0, "requests a second, whatever the answers take; as fast as can be if 0")
	flags.BoolVar(&p.plain, "plain", false, "accept no compression")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	switch {
	case args[0] == "lists" && flags.NArg() == 2:
		return writeLists(flags.Arg(0), flags.Arg(1), *most)
	case args[0] == "ready" && flags.NArg() == 1:
		return waitReady(flags.Arg(0))
	case args[0] == "ask" && flags.NArg() == 1:
		paths, err := readList(flags.Arg(0))
		if err != nil {
			return err
		}
		p.paths = paths
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		f := p.ask(ctx)
		fmt.Println(f)
		return f.err
	}
	return fmt.Errorf("usage: load lists PLOTS FOLDER | load ask [flags] LIST | load ready HOST:PORT")
}

// waitReady asks until the answer is that the server is ready.
func waitReady(host string) error {
	const patience = 5 * time.Minute
	for began := time.Now(); time.Since(began) < patience; time.Sleep(2 * time.Millisecond) {
		c := client{host: host}
		status, _, err := c.get(context.Background(), "/readyz", true)
		c.close()
		if err == nil && status == 200 {
			fmt.Printf("%.3f\n", time.Since(began).Seconds())
			return nil
		}
	}
	return fmt.Errorf("%s is not ready after %v", host, patience)
}
