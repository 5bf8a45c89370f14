package tiles

import (
	"cmp"
	"context"
	"iter"
	"slices"
)

// places are the tiles in which something is drawn. Outlines and dust reach into the buffers
// of the tiles beside theirs; what counts, in the tile that holds its middle.
func (g *ground) places(ctx context.Context, lo, hi int) iter.Seq2[place, error] {
	return func(yield func(place, error) bool) {
		if err := g.wait(ctx); err != nil {
			yield(place{}, err)
			return
		}
		s := g.now.Load()
		for z := lo; z <= min(hi, g.maxZoom); z++ {
			for _, at := range s.occupied(z, g.maxZoom) {
				if err := ctx.Err(); err != nil {
					yield(place{}, err)
					return
				}
				if !yield(at, nil) {
					return
				}
			}
		}
	}
}

// occupied are those of one zoom, in the order of an archive.
func (s *snapshot) occupied(z, maxZoom int) []place {
	found := map[place]struct{}{}
	for _, l := range s.layers {
		drawn := z >= l.schema.from || z >= maxZoom
		for _, c := range l.chunks {
			if z <= aggregatesTo {
				for i := range c.cells {
					found[placeOf(z, c.cells[i].at>>(2*(cellZoom-z)))] = struct{}{}
				}
			}
			for i := range c.fids {
				if drawn && (c.counts[i]&countExcept == 0 || z >= maxZoom) {
					c.occupy(found, i, z)
				}
			}
		}
	}
	all := make([]place, 0, len(found))
	for at := range found {
		all = append(all, at)
	}
	slices.SortFunc(all, func(a, b place) int { return cmp.Compare(a.tileID(), b.tileID()) })
	return all
}

// looked is from how many tiles on it is worth looking which of them a feature really meets.
const looked = 4

// occupy adds the tiles that a feature shows in. What is too little to be drawn in any of
// them is dust at its anchor, and there its label is.
func (c *chunk) occupy(found map[place]struct{}, i, z int) {
	box := c.shapes.box(i)
	if box.empty() {
		return
	}
	if addTiles(found, box, z, looked) {
		return
	}
	x, y := c.shapes.anchor(i)
	addTiles(found, gridBox{x, y, x, y}, z, looked)
	c.descend(found, i, place{}, z)
}

// addTiles adds the tiles that a box meets, their buffers included, unless they are more
// than most.
func addTiles(found map[place]struct{}, box gridBox, z int, most int64) bool {
	s := unitsOf(z)
	buffer := int32(Buffer) << (fineZoom - z)
	last := int32(1)<<z - 1
	x0, x1 := (box.minX-buffer-1)>>s, (box.maxX+buffer)>>s
	y0, y1 := max(0, (box.minY-buffer-1)>>s), min(last, (box.maxY+buffer)>>s)
	if int64(x1-x0+1)*int64(y1-y0+1) > most {
		return false
	}
	for x := x0; x <= x1; x++ {
		for y := y0; y <= y1; y++ {
			found[place{z, int(x & last), int(y)}] = struct{}{}
		}
	}
	return true
}

// descend looks from the top down in which tiles a large feature shows: below one in which
// nothing of it is drawn there is none either.
func (c *chunk) descend(found map[place]struct{}, i int, at place, z int) {
	if !c.shapes.box(i).meetsTile(at) {
		return
	}
	if at.z == z {
		if drawn, _ := c.shapes.appendCommands(nil, i, at); len(drawn) > 0 {
			found[at] = struct{}{}
		}
		return
	}
	if at.z > 4 {
		if drawn, _ := c.shapes.appendCommands(nil, i, at); len(drawn) == 0 {
			return
		}
	}
	for k := range 4 {
		c.descend(found, i, place{at.z + 1, 2*at.x + k%2, 2*at.y + k/2}, z)
	}
}
