package overlap

import (
	"hash/fnv"
	"math"
	"slices"
)

// shift is by how much a body is displaced in one draw, east and north in metres. Single
// precision resolves a micrometre of a hundred metres.
type shift [2]float32

// draws holds the shift of every body at every node.
type draws struct {
	nodes  int
	shared map[string][][2]float64 // standard normal, by key
	bodies map[uint64][]shift
}

// maxSpread is up to how many shared errors are spread evenly together; more are drawn at
// random.
const maxSpread = 8

func newDraws(bodies []Body, nodes int) *draws {
	d := &draws{nodes: nodes, shared: map[string][][2]float64{}, bodies: map[uint64][]shift{}}
	var keys []string
	for _, b := range bodies {
		for _, s := range b.Error.Shared {
			if _, known := d.shared[s.Key]; !known {
				d.shared[s.Key] = nil
				keys = append(keys, s.Key)
			}
		}
	}
	slices.Sort(keys)
	for i, key := range keys {
		d.shared[key] = sharedDraws(key, i, len(keys), nodes)
	}
	return d
}

// sharedDraws are the draws of one shared error of several.
func sharedDraws(key string, i, of, nodes int) [][2]float64 {
	name := fnv.New64a()
	name.Write([]byte(key))
	seed := name.Sum64()
	list := make([][2]float64, nodes)
	if of > maxSpread {
		for k := range list {
			list[k][0], list[k][1] = randomPair(seed, k)
		}
		return list
	}
	steps := spreadSteps(2 * of)
	n := nodes / replicates
	for k := range list {
		start := mix(seed ^ mix(uint64(k/n)))
		u := fraction(even(start) + float64(k%n)*steps[2*i])
		v := fraction(even(mix(start)) + float64(k%n)*steps[2*i+1])
		list[k][0], list[k][1] = normalPair(u, v)
	}
	return list
}

func randomPair(seed uint64, k int) (x, y float64) {
	bits := mix(seed ^ mix(uint64(k)))
	return normalPair(even(bits), even(mix(bits)))
}

// of gives the shifts of a body: its own error and those it shares.
func (d *draws) of(b Body) []shift {
	if list, ok := d.bodies[b.Seed]; ok {
		return list
	}
	list := make([]shift, d.nodes)
	own := b.Error.Own.Sigma()
	for k := range list {
		x, y := randomPair(b.Seed, k)
		x, y = own*x, own*y
		for _, s := range b.Error.Shared {
			z := d.shared[s.Key][k]
			sigma := s.Accuracy.Sigma()
			if math.IsNaN(sigma) {
				continue
			}
			x, y = x+sigma*z[0], y+sigma*z[1]
		}
		list[k] = shift{float32(x), float32(y)}
	}
	d.bodies[b.Seed] = list
	return list
}
