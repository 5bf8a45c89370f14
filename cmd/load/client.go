package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"
)

// client is one connection that is kept, with one request at a time. It takes far less time
// than the client of net/http, which would take as much from two cores as the server.
type client struct {
	host string
	conn net.Conn
	in   *bufio.Reader
	out  []byte
}

// askTime is how long an answer may take.
const askTime = 2 * time.Minute

// get asks for an address and takes the answer to its end. It is an error if the answer is
// not whole: shorter than it says, or without the end that a chunked one has.
func (c *client) get(ctx context.Context, path string, plain bool) (status, size int, err error) {
	if c.conn == nil {
		dialer := net.Dialer{Timeout: 5 * time.Second}
		if c.conn, err = dialer.DialContext(ctx, "tcp", c.host); err != nil {
			c.conn = nil
			return 0, 0, err
		}
		c.in = bufio.NewReaderSize(c.conn, 64<<10)
	}
	if err = c.conn.SetDeadline(time.Now().Add(askTime)); err != nil {
		return 0, 0, err
	}
	c.out = append(append(append(c.out[:0], "GET "...), path...), " HTTP/1.1\r\nHost: "...)
	c.out = append(c.out, c.host...)
	if !plain {
		c.out = append(c.out, "\r\nAccept-Encoding: gzip"...)
	}
	if _, err = c.conn.Write(append(c.out, "\r\n\r\n"...)); err != nil {
		c.close()
		return 0, 0, err
	}
	status, size, goOn, err := readAnswer(c.in)
	if err != nil || !goOn {
		c.close()
	}
	return status, size, err
}

func (c *client) close() {
	if c.conn != nil {
		_ = c.conn.Close() // it is done with, whatever became of it
		c.conn = nil
	}
}

// head is what the header of an answer says of its body.
type head struct {
	status  int
	length  int // -1 if it is not said
	chunked bool
	closes  bool
}

func readAnswer(in *bufio.Reader) (status, size int, goOn bool, err error) {
	h, err := readHead(in)
	if err != nil {
		return h.status, 0, false, err
	}
	switch {
	case h.status == 204 || h.status == 304:
	case h.chunked:
		size, err = skipChunks(in)
	case h.length >= 0:
		if size, err = in.Discard(h.length); err != nil {
			err = fmt.Errorf("%d of %d bytes: %w", size, h.length, err)
		}
	default:
		err = errors.New("an answer that does not say where it ends")
	}
	return h.status, size, !h.closes, err
}

func readHead(in *bufio.Reader) (head, error) {
	h := head{length: -1}
	line, err := in.ReadSlice('\n')
	if err != nil {
		return h, err
	}
	if len(line) < 12 || !bytes.HasPrefix(line, []byte("HTTP/1.1 ")) {
		return h, fmt.Errorf("no answer in HTTP/1.1: %q", line)
	}
	if h.status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return h, err
	}
	for {
		if line, err = in.ReadSlice('\n'); err != nil {
			return h, fmt.Errorf("in the header: %w", err)
		}
		if line = bytes.TrimRight(line, "\r\n"); len(line) == 0 {
			return h, nil
		}
		if err := h.field(line); err != nil {
			return h, err
		}
	}
}

// field reads a line of the header; the server writes their names in one way.
func (h *head) field(line []byte) (err error) {
	name, value, _ := bytes.Cut(line, []byte(": "))
	switch string(name) {
	case "Content-Length":
		h.length, err = strconv.Atoi(string(value))
	case "Transfer-Encoding":
		h.chunked = string(value) == "chunked"
	case "Connection":
		h.closes = string(value) == "close"
	}
	return err
}

func skipChunks(in *bufio.Reader) (size int, err error) {
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return size, fmt.Errorf("no end after %d bytes: %w", size, err)
		}
		n, err := strconv.ParseUint(string(bytes.TrimRight(line, "\r\n")), 16, 31)
		if err != nil {
			return size, err
		}
		if m, err := in.Discard(int(n) + 2); err != nil { // with the end of its line
			return size + m, fmt.Errorf("no end after %d bytes: %w", size+m, err)
		}
		if n == 0 {
			return size, nil
		}
		size += int(n)
	}
}
