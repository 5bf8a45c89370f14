package tiles

// The drawing commands of section 4.3 of the specification.
const (
	moveTo    = 1
	lineTo    = 2
	closePath = 7
)

// pen draws a geometry as the specification does: commands with counts, then zigzag
// differences from where it stands. It starts at the tile's corner.
type pen struct {
	out  []uint32
	x, y int32
}

func (p *pen) command(id, count int) { p.out = append(p.out, uint32(count)<<3|uint32(id)) }

func (p *pen) move(c corner) {
	p.out = append(p.out, zigzag(c.x-p.x), zigzag(c.y-p.y))
	p.x, p.y = c.x, c.y
}

// line draws a line of at least two corners.
func (p *pen) line(run []corner) {
	p.command(moveTo, 1)
	p.move(run[0])
	p.command(lineTo, len(run)-1)
	for _, c := range run[1:] {
		p.move(c)
	}
}

// ring draws a ring without its closing corner, for which the command stands.
func (p *pen) ring(ring []corner) {
	p.line(ring)
	p.command(closePath, 1)
}

func zigzag(n int32) uint32 { return uint32(n<<1) ^ uint32(n>>31) }
