package route

// left says which sites are on no tour, and why.
func (f *facts) left(p *plan) []Left {
	var left []Left
	var nights []chains
	for site, slot := range p.on {
		if slot >= 0 {
			continue
		}
		if nights == nil {
			for crew := range f.Crews {
				nights = append(nights, f.nights(crew))
			}
		}
		left = append(left, Left{Site: site, Reason: f.why(int32(site), nights)})
	}
	return left
}

func (f *facts) why(site int32, nights []chains) Reason {
	open, within := false, false
	for s := range f.slots {
		if len(f.slots[s].begin[site]) > 0 {
			open = true
			within = within || f.alone(s, site, nights[f.slots[s].crew])
		}
	}
	switch {
	case !open:
		return NeverOpen
	case !within:
		return OutOfReach
	case f.Sites[site].Lock != nil:
		return LockBroken
	}
	return NoRoom
}

// alone says whether the site can be visited in a slot if nothing else is: from a place
// that the crew can be at, to a place that it can go on from.
func (f *facts) alone(s int, site int32, c chains) bool {
	slot := &f.slots[s]
	for start, there := range c.there[slot.day] {
		if f.stuck(s, start) {
			continue
		}
		now := slot.hours.From + slot.there[int(start)*f.Places+int(site)]
		now = begin(slot.begin[site], now) + f.Sites[site].Minutes
		for _, e := range slot.hours.Ends {
			rest, ok := c.rest[slot.day+1][int32(e)]
			home := now + slot.there[int(site)*f.Places+e]
			if ok && there.idle+rest.idle <= c.best.idle && home <= slot.hours.To+slack && f.reaches(s, start, int32(e)) {
				return true
			}
		}
	}
	return false
}
