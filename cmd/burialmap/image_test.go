package main

import (
	"bufio"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// These tests read the Dockerfile and do natively what the image would do.

// instructions are the values of one instruction of the Dockerfile, in order.
func instructions(t *testing.T, name string) []string {
	t.Helper()
	file, err := os.Open("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var found []string
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), name+" "); ok {
			found = append(found, value)
		}
	}
	if len(found) == 0 {
		t.Fatalf("the Dockerfile has no %s", name)
	}
	return found
}

// words reads the JSON form of CMD and the like.
func words(t *testing.T, value string) []string {
	t.Helper()
	var list []string
	_, inner, _ := strings.Cut(value, "[")
	if err := json.Unmarshal([]byte("["+inner), &list); err != nil {
		t.Fatalf("%s: %v", value, err)
	}
	return list
}

func TestTheImageIsBuiltFromWhatIsThere(t *testing.T) {
	for _, value := range instructions(t, "COPY") {
		fields := strings.Fields(value)
		if strings.HasPrefix(fields[0], "--") {
			continue // from an earlier stage
		}
		for _, source := range fields[:len(fields)-1] {
			if _, err := os.Stat(filepath.Join("../..", source)); err != nil {
				t.Errorf("COPY %s: %v", value, err)
			}
		}
	}
}

func TestTheImageRunsAsNobody(t *testing.T) {
	stages := instructions(t, "FROM")
	if last := stages[len(stages)-1]; !strings.HasPrefix(last, "gcr.io/distroless/static") || !strings.HasSuffix(last, ":nonroot") {
		t.Errorf("the last stage is %s", last)
	}
}

func TestTheImagesCommandsStartAndCheckTheServer(t *testing.T) {
	dir, address := t.TempDir(), freeAddress(t)
	local := func(list []string) []string {
		for i := range list {
			list[i] = strings.NewReplacer("/data", dir, "0.0.0.0:8080", address, "127.0.0.1:8080", address).Replace(list[i])
		}
		return list
	}
	check := local(words(t, instructions(t, "HEALTHCHECK")[0])[1:])
	if r := burialmap(t, dir, check...); r.code != exitFailed {
		t.Errorf("the health check of no server: exit code %d, want %d", r.code, exitFailed)
	}
	command := local(words(t, instructions(t, "CMD")[0]))
	serve(t, dir, command[1:]...)
	mustRun(t, dir, check...)
	if _, err := os.Stat(filepath.Join(dir, "burialmap.gpkg")); err != nil {
		t.Errorf("the database is not in the volume: %v", err)
	}
}

// freeAddress is one where nobody listens at the moment.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
