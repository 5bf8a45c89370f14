package geopackage

import (
	"context"
	"hash/maphash"
)

// fresh knows what a transaction has surely not put into a table that was empty when it
// began, so that a first import need not look in the table for every record. It is a Bloom
// filter (B. H. Bloom, Communications of the ACM 13, 1970): what it meets for the first
// time is not there; anything else is looked for. After a million features, each with a
// key and an id, one in 6,000 is looked for in vain, after ten million one in four.
type fresh struct {
	seed maphash.Seed
	bits []uint64
}

const (
	freshBits   = 1 << 26 // 8 MB
	freshProbes = 4
)

// newFresh is nil unless the table is empty.
func newFresh(ctx context.Context, c *conn, l *layer) (*fresh, error) {
	rows, err := c.integer(ctx, "SELECT EXISTS (SELECT 1 FROM "+quoted(l.Name)+")")
	if err != nil || rows > 0 {
		return nil, err
	}
	return &fresh{maphash.MakeSeed(), make([]uint64, freshBits/64)}, nil
}

// meet notes a key in its source, or an id in no source, and reports whether it is met for
// the first time. Nothing is new to nil.
func (n *fresh) meet(source, key string) bool {
	if n == nil {
		return false
	}
	first := false
	// Probes at equal steps are as good as independent ones (Kirsch and Mitzenmacher, Less
	// Hashing, Same Performance, 2006).
	at := maphash.Comparable(n.seed, [2]string{source, key})
	step := at>>32 | 1
	for range freshProbes {
		word, bit := &n.bits[at%freshBits/64], uint64(1)<<(at%64)
		first = first || *word&bit == 0
		*word |= bit
		at += step
	}
	return first
}
