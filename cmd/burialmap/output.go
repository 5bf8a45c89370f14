package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

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
	if err := needFolder(name); err != nil {
		return err
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder; name a file to write", name)
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

// needFolder is an error if there is no folder that a file could be written to.
func needFolder(name string) error {
	folder := filepath.Dir(name)
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no folder %s to write %s to", folder, filepath.Base(name))
	}
	return nil
}
