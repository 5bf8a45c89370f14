package data

import "fmt"

// FilterError says in a sentence for people what is wrong with a filter. It is an
// ErrInvalid.
type FilterError struct {
	// At is the character of the text at which reading it failed, counted from 1; 0 where
	// no place can be named.
	At      int
	Message string
}

func (e *FilterError) Error() string {
	if e.At > 0 {
		return fmt.Sprintf("at character %d: %s", e.At, e.Message)
	}
	return e.Message
}

func (e *FilterError) Unwrap() error { return ErrInvalid }

func filterErrorf(format string, args ...any) error {
	return &FilterError{Message: fmt.Sprintf(format, args...)}
}
