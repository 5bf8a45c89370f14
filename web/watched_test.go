package web

import (
	"bytes"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// line is a connection that notes until when it may be written to.
type line struct {
	http.ResponseWriter

	deadline time.Time
	pieces   []int
	each     time.Duration // that taking a piece takes
}

func (l *line) SetWriteDeadline(t time.Time) error { l.deadline = t; return nil }

func (l *line) Write(b []byte) (int, error) {
	time.Sleep(l.each)
	l.pieces = append(l.pieces, len(b))
	return len(b), nil
}

func TestASlowClientIsGivenTimeForEachPiece(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		l := &line{each: 20 * time.Second}
		w := newWatched(l, began)
		n, err := w.Write(bytes.Repeat([]byte{'x'}, 3*pieceBytes+1))
		if n != 3*pieceBytes+1 || err != nil || len(l.pieces) != 4 || w.bytes != int64(n) {
			t.Fatalf("%d bytes in pieces %v, %d counted: %v", n, l.pieces, w.bytes, err)
		}
		if want := began.Add(60*time.Second + stallTime); !l.deadline.Equal(want) {
			t.Errorf("the last piece is to be taken within %v, want %v", l.deadline.Sub(began), want.Sub(began))
		}
	})
}

func TestNobodyIsGivenTimeForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		l := &line{each: 25 * time.Second}
		w := newWatched(l, began)
		for range 30 {
			w.Write([]byte("x"))
		}
		if !l.deadline.Equal(began.Add(exportTime)) {
			t.Errorf("the deadline is %v after the beginning, want %v", l.deadline.Sub(began), exportTime)
		}
	})
}

func TestAQuickAnswerNeedsNoMoreTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &line{}
		w := newWatched(l, time.Now())
		w.Write(nil)
		w.Write([]byte("x"))
		if !l.deadline.IsZero() {
			t.Errorf("the deadline of the server was replaced by %v", l.deadline)
		}
	})
}
