package tiles

import "runtime"

// Refilled returns when everything that a change has dropped is drawn again.
func (p *Pyramid) Refilled() {
	for p.waiting.Load() > 0 {
		runtime.Gosched()
	}
}
