//go:build linux

// Command peers is our side of .ci/bench-postgis, which compares the joins with PostGIS
// and the areas with GEOS. In a folder with plots.geojsonl
//
//	peers data FOLDER      writes what the others are given
//	peers measure FOLDER   prints what we take for the same work
//	peers memory FOLDER    does the join of all plots and prints what memory it took
//
// A line of figures has a name, the seconds that passed, the seconds of CPU, the number of
// things counted and a sum over them; times are the median of three runs.
package main

import (
	"fmt"
	"log"
	"os"
	"runtime"
	"slices"
	"syscall"
	"time"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: peers data|measure|memory FOLDER")
	}
	commands := map[string]func(folder) error{"data": writeData, "measure": measure, "memory": memory}
	command, ok := commands[os.Args[1]]
	if !ok {
		log.Fatal("the commands are data, measure and memory")
	}
	if err := command(folder(os.Args[2])); err != nil {
		log.Fatal(err)
	}
}

// measure prints a line for each task, joins once on all cores and once on one.
func measure(dir folder) error {
	g, err := readGrounds(dir)
	if err != nil {
		return err
	}
	for _, on := range []struct {
		name  string
		cores int
	}{{"all", runtime.NumCPU()}, {"1", 1}} {
		runtime.GOMAXPROCS(on.cores)
		for _, t := range g.tasks() {
			if err := t.print(on.name); err != nil {
				return err
			}
		}
	}
	for _, name := range pairFiles {
		pairs, err := readPairs(dir, name)
		if err != nil {
			return err
		}
		t := task{name, func() (int, float64, error) { return sharedAreas(pairs) }}
		if err := t.print("1"); err != nil {
			return err
		}
	}
	return nil
}

// memory prints the most memory that this process has had while it joined all plots, the
// plots included.
func memory(dir folder) error {
	g, err := readGrounds(dir)
	if err != nil {
		return err
	}
	n, _, err := g.crisp()
	if err != nil {
		return err
	}
	use, err := usage()
	if err != nil {
		return err
	}
	fmt.Println("memory", use.Maxrss>>10, "MiB", n)
	return nil
}

// task is a piece of work that counts things and sums a figure over them.
type task struct {
	name string
	run  func() (n int, sum float64, err error)
}

func (t task) print(cores string) error {
	const runs = 3
	var walls, cpus []time.Duration
	var n int
	var sum float64
	for range runs {
		runtime.GC()
		before, err := usage()
		if err != nil {
			return err
		}
		began := time.Now()
		if n, sum, err = t.run(); err != nil {
			return err
		}
		walls = append(walls, time.Since(began))
		after, err := usage()
		if err != nil {
			return err
		}
		cpus = append(cpus, cpuTime(after)-cpuTime(before))
	}
	slices.Sort(walls)
	slices.Sort(cpus)
	fmt.Printf("ours_%s_%s %.9f %.9f %d %.9f\n", t.name, cores, walls[runs/2].Seconds(), cpus[runs/2].Seconds(), n, sum)
	return nil
}

func usage() (syscall.Rusage, error) {
	var use syscall.Rusage
	err := syscall.Getrusage(syscall.RUSAGE_SELF, &use)
	return use, err
}

// cpuTime is that of all cores, the system's included.
func cpuTime(use syscall.Rusage) time.Duration {
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
