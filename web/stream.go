package web

import (
	"bufio"
	"net/http"
)

// stream is an answer that is written while it is being found.
type stream struct {
	*bufio.Writer
	w       http.ResponseWriter
	written int
}

func newStream(w http.ResponseWriter, media string) *stream {
	w.Header().Set("Content-Type", media)
	return &stream{Writer: bufio.NewWriterSize(w, 32<<10), w: w}
}

func (s *stream) Write(b []byte) (int, error) {
	n, err := s.Writer.Write(b)
	s.written += n
	return n, err
}

// fail ends the answer with an error. As long as nothing has left, that is a problem like
// any other; later the connection is cut, so that nobody takes a part for the whole.
func (s *stream) fail(err error) error {
	if s.written == s.Buffered() {
		return err
	}
	return cutOffError{err}
}

// end sends the rest. If the client is gone, nobody is left to tell.
func (s *stream) end() error {
	_ = s.Flush()
	return nil
}
