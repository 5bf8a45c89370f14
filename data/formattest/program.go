package formattest

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"
)

// packages are those of Debian that hold the programs with which files are compared.
var packages = map[string]string{"ogrinfo": "gdal-bin", "ogr2ogr": "gdal-bin", "gpsbabel": "gpsbabel", "soffice": "libreoffice"}

// Run runs another program in a folder, that of the package under test if empty, and hands
// on all that it prints. The test is skipped where there is no such program, and ends if it
// fails or takes more than two minutes.
func Run(t *testing.T, dir, program string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("SKIPPED: %s is missing, so that nothing was compared with it; install %s", program, packages[program])
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, path, args...)
	command.Dir, command.Env = dir, append(os.Environ(), "HOME="+t.TempDir()) // for its settings
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", program, args, err, out)
	}
	return string(out)
}
