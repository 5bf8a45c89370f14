package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/paulmach/orb/geojson"
)

// The tests of this package run the program as its users do: built as it is released,
// started as a process, asked over HTTP.

var program string // path of the built program

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "burialmap-test-")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		program = filepath.Join(dir, "burialmap")
		if runtime.GOOS == "windows" {
			program += ".exe"
		}
		build := exec.Command("go", "build", "-trimpath", "-o", program, ".")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			os.Stderr.Write(out)
			return 1
		}
		return m.Run()
	}())
}

// result is what a finished run of the program left.
type result struct {
	code           int
	stdout, stderr string
}

// burialmap runs the program to its end in dir.
func burialmap(t testing.TB, dir string, args ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("burialmap %v: %v\n%s", args, err, stderr.String())
	}
	return result{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// mustRun is burialmap for runs that have to end well.
func mustRun(t testing.TB, dir string, args ...string) result {
	t.Helper()
	r := burialmap(t, dir, args...)
	if r.code != exitDone {
		t.Fatalf("burialmap %v: exit code %d\n%s%s", args, r.code, r.stdout, r.stderr)
	}
	return r
}

// server is a running program.
type server struct {
	url string
	cmd *exec.Cmd
	log *bytes.Buffer
}

var addressLine = regexp.MustCompile(`http://[0-9.]+:[0-9]+`)

// serve starts the program in dir on a free port, waits for the address it prints, and
// stops it when the test ends.
func serve(t testing.TB, dir string, args ...string) *server {
	t.Helper()
	s := &server{log: new(bytes.Buffer)}
	s.cmd = exec.Command(program, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)
	s.cmd.Dir = dir
	s.cmd.Stderr = s.log
	stdout, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.stop(t) })
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if s.url = addressLine.FindString(lines.Text()); s.url != "" {
			go func() { _, _ = io.Copy(io.Discard, stdout) }()
			return s
		}
	}
	_ = s.cmd.Wait()
	t.Fatalf("serve printed no address and ended:\n%s", s.log)
	return nil
}

// stop asks the program to end, as a service manager does, and waits for it.
func (s *server) stop(t testing.TB) {
	t.Helper()
	if s.cmd.ProcessState != nil {
		return
	}
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		_ = s.cmd.Process.Kill() // Windows knows no SIGTERM
	}
	if err := s.cmd.Wait(); err != nil && runtime.GOOS != "windows" {
		t.Errorf("serve did not end cleanly: %v\n%s", err, s.log)
	}
}

// get fetches an address of the server and returns the answer's body.
func (s *server) get(t testing.TB, path string, wantStatus int) []byte {
	t.Helper()
	response, err := http.Get(s.url + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != wantStatus {
		t.Fatalf("GET %s: %s\n%.500s", path, response.Status, body)
	}
	return body
}

// page is what a test reads from an items page.
type page struct {
	NumberMatched  int
	NumberReturned int
	Features       []item
	Links          []struct{ Rel, Href, Type string }
}

type item struct {
	ID         string
	Geometry   *geojson.Geometry
	Properties map[string]any
}

func (s *server) page(t testing.TB, path string) page {
	t.Helper()
	var p page
	if err := json.Unmarshal(s.get(t, path, http.StatusOK), &p); err != nil {
		t.Fatalf("GET %s: %v", path, err)
	}
	return p
}

// needTool returns the path of a tool from the operating system. Where it is missing the
// test is skipped and says so; on the build server that is a failure.
func needTool(t testing.TB, name, advice string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is missing: %s", name, advice)
	}
	t.Skipf("%s is missing: %s", name, advice)
	return ""
}

// importTime is how long the import itself takes, without the search for overlaps that
// follows it.
func importTime(t testing.TB, dir, file string) time.Duration {
	t.Helper()
	removeDatabase(filepath.Join(dir, "timed.gpkg"))
	cmd := exec.Command(program, "import", file, "--collection", "plots", "--db", "timed.gpkg")
	cmd.Dir = dir
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if !bufio.NewScanner(stdout).Scan() { // the line with its counts
		t.Error("the import says nothing")
	}
	took := time.Since(began)
	_ = cmd.Process.Kill()
	_ = cmd.Wait() // killed
	return took
}
