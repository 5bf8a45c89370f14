package tiles

import (
	"cmp"
	"slices"
)

// A tile is not to be larger than a client on a slow line can wait for. Compressed, tiles
// are about a third of these.
const (
	tileBytes = 280_000 // below the highest zoom
	atHighest = 4       // times that at the highest, where all is as it is
)

// limits are how a tile that would be too large is made smaller: first the size below which
// features turn to dust is doubled, and with it the cells in which they are drawn together;
// then the least important are left out, and counted.
type limits struct {
	dust  int32     // units of the tile below which a feature is dust; 0 for none
	least *standing // the last that stays; nil for all
}

// coarsest is how large dust can become: 8 pixels, the width of the buffer.
const coarsest = Buffer

// standing is how important a feature is among those of a tile.
type standing struct {
	rank uint8
	side int32
	fid  int64
}

// compare puts first the feature that stays longer: by its rank, then the larger
// one, then the older.
func (s standing) compare(o standing) int {
	return cmp.Or(cmp.Compare(s.rank, o.rank), cmp.Compare(o.side, s.side), cmp.Compare(s.fid, o.fid))
}

// stay reports whether a feature is drawn.
func (d *drawer) stay(s standing) bool {
	if d.limits.least != nil && s.compare(*d.limits.least) > 0 {
		return false
	}
	d.stays = append(d.stays, s)
	return true
}

// tighter makes the limits tighter if the tile that was drawn is too large. False says that
// it stays.
func (l *limits) tighter(d *drawer) bool {
	if len(d.out) <= d.bytes || len(d.stays) == 0 {
		return false
	}
	if l.dust > 0 && l.dust < coarsest {
		l.dust *= 2
		return true
	}
	slices.SortFunc(d.stays, standing.compare)
	n := len(d.stays) * d.bytes / len(d.out) * 9 / 10
	if n == 0 {
		return false
	}
	least := d.stays[n-1]
	l.least = &least
	return true
}
