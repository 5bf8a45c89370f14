package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"

	"burialmap/data"
	"burialmap/data/detect"
	"burialmap/web"
)

// editing are the flags that say who may change the data through a running server.
type editing struct {
	Edit          bool   `help:"Let the data be changed: feature by feature through the API, and by the page for importing. Without --edit-token-file only on an address of this machine, and by everybody who reaches it."`
	EditTokenFile string `name:"edit-token-file" placeholder:"FILE" help:"Who may change the data, one a line as 'burialmap token NAME' prints it. Then --edit works on any address; TLS is for a proxy to add." type:"path"`
}

// editors are those who may change the data; nil are all who reach the server.
func (e editing) editors(serve serveCommand) (*web.Editors, error) {
	switch {
	case e.EditTokenFile != "" && !e.Edit:
		return nil, usageError{errors.New("--edit-token-file says who may change the data, but nobody may without --edit")}
	case e.EditTokenFile != "":
		return readEditors(e.EditTokenFile)
	case !e.Edit:
		return nil, nil
	case !loopback(serve.Listen):
		return nil, openToAll("--listen " + serve.Listen)
	case serve.BaseURL != "" && !loopbackURL(serve.BaseURL):
		return nil, openToAll("--base-url " + serve.BaseURL)
	case len(serve.TrustProxy) > 0:
		return nil, openToAll("--trust-proxy")
	}
	return nil, nil
}

func openToAll(flag string) error {
	return usageError{fmt.Errorf("--edit with %s would let everybody who reaches that address change the data: listen on 127.0.0.1 alone, or name those who may with --edit-token-file", flag)}
}

// loopbackURL reports whether an address leads to this machine, whatever its port.
func loopbackURL(address string) bool {
	u, err := url.Parse(address)
	return err == nil && loopback(u.Hostname()+":0") || err == nil && loopback("["+u.Hostname()+"]:0")
}

// readEditors reads the list of editors. One that others can read is refused: whoever has
// seen a token can use it, and a hash can be replaced by whoever can write.
func readEditors(path string) (*web.Editors, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("--edit-token-file: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("--edit-token-file: %w", err)
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 && runtime.GOOS != "windows" { // which has no such modes
		return nil, fmt.Errorf("--edit-token-file: others can read or write %s (mode %04o); chmod 600 %s", path, mode, path)
	}
	editors, err := web.ReadEditors(file)
	if err != nil {
		return nil, fmt.Errorf("--edit-token-file %s: %w", path, err)
	}
	return editors, nil
}

// catchingUp finds overlaps again around an edit.
func catchingUp(store data.Store) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := detect.CatchUp(ctx, store, detect.Options{})
		return err
	}
}

type tokenCommand struct {
	Name string `arg:"" help:"Who is to have the token: the history shows the name beside each edit."`
}

// Run makes a token. The line for the file goes to standard output, so that it can be added
// to it; the token, which is shown this once, to standard error.
func (c tokenCommand) Run() error {
	token, line, err := web.NewToken(c.Name)
	if err != nil {
		return usageError{err}
	}
	fmt.Fprintf(os.Stderr, "The token of %s, which is shown only now; hand it over in private:\n\n    %s\n\nThe line for the file of --edit-token-file:\n\n", c.Name, token)
	fmt.Println(line)
	return nil
}
