package main

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

type healthCommand struct {
	URL string `default:"http://127.0.0.1:8080" help:"Address of the server."`
}

// Run fails unless the server answers that its store is ready.
func (c healthCommand) Run(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.URL+"/readyz", nil)
	if err != nil {
		return usageError{err}
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("no answer: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s", response.Status)
	}
	fmt.Println("ready")
	return nil
}
