package flatgeobuf

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math"
	"os"

	"github.com/gogama/flatgeobuf/packedrtree"
	"github.com/paulmach/orb"

	"burialmap/geo"
)

// nodeSize is how many boxes a node of the index holds, the usual number.
const nodeSize = 16

// spool keeps encoded features in a temporary file until all are known, since the index,
// which stands before them, wants them sorted.
type spool struct {
	file *os.File
	w    *bufio.Writer

	bounds []orb.Bound // of each feature
	ends   []int64     // where each ends in the file
	extent orb.Bound
	kind   int // of all geometries so far; unknown if they differ
	placed int // features with a geometry
	buf    []byte
}

func newSpool() (*spool, error) {
	file, err := os.CreateTemp("", "burialmap-*")
	if err != nil {
		return nil, err
	}
	return &spool{file: file, w: bufio.NewWriterSize(file, 1<<20), extent: nowhere}, nil
}

// remove ends the spool; nothing of it stays.
func (s *spool) remove() {
	_ = s.file.Close() // what it holds is of no use any more
	os.Remove(s.file.Name())
}

// nowhere is the bound of what has no place: no box meets it.
var nowhere = orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}

// add keeps an encoded feature.
func (s *spool) add(encoded []byte, g orb.Geometry) error {
	at := int64(len(encoded))
	if n := len(s.ends); n > 0 {
		at += s.ends[n-1]
	}
	s.ends = append(s.ends, at)
	bound := nowhere
	if g != nil {
		bound = g.Bound()
		s.extent = s.extent.Union(bound)
		if kind := kindOf(g); s.placed == 0 {
			s.kind = kind
		} else if s.kind != kind {
			s.kind = unknown
		}
		s.placed++
	}
	s.bounds = append(s.bounds, bound)
	_, err := s.w.Write(encoded)
	return err
}

// indexed reports whether there is anything to index.
func (s *spool) indexed() bool { return s.placed > 0 }

// writeSorted writes the index and then the features in its order.
func (s *spool) writeSorted(ctx context.Context, w io.Writer) error {
	if err := s.w.Flush(); err != nil {
		return err
	}
	order := geo.HilbertOrder(s.bounds)
	if s.indexed() {
		if err := s.writeIndex(w, order); err != nil {
			return err
		}
	}
	s.bounds = nil
	for n, i := range order {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := s.copy(w, i); err != nil {
			return err
		}
	}
	return nil
}

func (s *spool) writeIndex(w io.Writer, order []uint32) error {
	refs := make([]packedrtree.Ref, len(order))
	at := int64(0)
	for k, i := range order {
		b := &s.bounds[i]
		refs[k] = packedrtree.Ref{Box: packedrtree.Box{XMin: b.Min[0], YMin: b.Min[1], XMax: b.Max[0], YMax: b.Max[1]}, Offset: at}
		at += s.ends[i] - s.begin(i)
	}
	tree, err := packedrtree.New(refs, nodeSize)
	if err != nil {
		return fmt.Errorf("making the index: %w", err)
	}
	_, err = tree.Marshal(w)
	return err
}

func (s *spool) begin(i uint32) int64 {
	if i == 0 {
		return 0
	}
	return s.ends[i-1]
}

// copy writes one feature of the file.
func (s *spool) copy(w io.Writer, i uint32) error {
	from := s.begin(i)
	size := int(s.ends[i] - from)
	if cap(s.buf) < size {
		s.buf = make([]byte, size)
	}
	if _, err := s.file.ReadAt(s.buf[:size], from); err != nil {
		return fmt.Errorf("reading the temporary file: %w", err)
	}
	_, err := w.Write(s.buf[:size])
	return err
}
