package tiles

import "github.com/paulmach/orb"

// The drawing commands of section 4.3 of the specification.
const (
	moveTo    = 1
	lineTo    = 2
	closePath = 7
)

// commands is a geometry as the specification draws it: commands with counts, then
// zigzag differences from a pen that starts at the tile's corner.
type commands struct {
	origin orb.Point // of the tile on the grid
	x, y   int32     // the pen
	out    []uint32
}

func (c *commands) command(id, count int) { c.out = append(c.out, uint32(count)<<3|uint32(id)) }

func (c *commands) move(p orb.Point) {
	x, y := int32(p[0]-c.origin[0]), int32(p[1]-c.origin[1])
	c.out = append(c.out, zigzag(x-c.x), zigzag(y-c.y))
	c.x, c.y = x, y
}

func zigzag(n int32) uint32 { return uint32(n<<1) ^ uint32(n>>31) }

// points draws points, which are one command together.
func (c *commands) points(ps []orb.Point) {
	c.command(moveTo, len(ps))
	for _, p := range ps {
		c.move(p)
	}
}

// line draws a line of at least two points.
func (c *commands) line(line []orb.Point) {
	c.command(moveTo, 1)
	c.move(line[0])
	c.command(lineTo, len(line)-1)
	for _, p := range line[1:] {
		c.move(p)
	}
}

// polygon draws closed rings: the outer one clockwise on the screen, holes the other way.
func (c *commands) polygon(polygon orb.Polygon) {
	for i, ring := range polygon {
		c.ring(ring, (area2(ring) > 0) != (i == 0))
	}
}

// ring leaves out the closing point, for which the command stands.
func (c *commands) ring(ring orb.Ring, backward bool) {
	last := len(ring) - 1
	c.command(moveTo, 1)
	c.move(ring[0])
	c.command(lineTo, last-1)
	for i := 1; i < last; i++ {
		if backward {
			c.move(ring[last-i])
		} else {
			c.move(ring[i])
		}
	}
	c.command(closePath, 1)
}
