package tiles

import "sync"

// Tile is one tile. The zero value is an empty one.
type Tile struct {
	// Data is the tile, compressed with gzip; nil if it is empty. It must not be changed.
	Data []byte
	// ETag is a strong entity tag, with quotes, made from the content; "" if it is empty.
	ETag string
	// Revision is that of the data the tile shows.
	Revision int64
	// Merged counts the features that others stand for, Dropped those that are not shown.
	Merged, Dropped int

	forms *forms
}

// Empty reports whether nothing lies here.
func (t Tile) Empty() bool { return len(t.Data) == 0 }

// Plain is the tile without compression, for clients that take none.
func (t Tile) Plain() ([]byte, error) {
	if t.Empty() {
		return nil, nil
	}
	return uncompress(t.Data)
}

// Coded is the tile in a coding, made now if it has not been asked for before. It must not
// be changed.
func (t Tile) Coded(c Coding) ([]byte, error) {
	switch {
	case t.Empty():
		return nil, nil
	case c == Gzip:
		return t.Data, nil
	case c == Identity:
		return t.Plain()
	case t.forms == nil:
		return recoded(t.Data, c)
	}
	return t.forms.get(t.Data, c)
}

// Has reports whether the tile is there in a coding, without work.
func (t Tile) Has(c Coding) bool {
	return c == Gzip || t.forms != nil && t.forms.has(c)
}

func recoded(packed []byte, c Coding) ([]byte, error) {
	raw, err := uncompress(packed)
	if err != nil {
		return nil, err
	}
	return recode(raw, c)
}

// forms are the further codings of one tile. They are made once, whoever asks.
type forms struct {
	mu   sync.Mutex
	made [len(codings)][]byte
	// stored reads a form that was made before, or is nil; kept takes one that was made.
	stored func(Coding) []byte
	kept   func(Coding, []byte)
}

func (f *forms) get(packed []byte, c Coding) ([]byte, error) {
	i := c.number()
	if i < 0 {
		return recoded(packed, c) // an error
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.made[i] != nil {
		return f.made[i], nil
	}
	if f.stored != nil {
		if b := f.stored(c); b != nil {
			f.made[i] = b
			return b, nil
		}
	}
	b, err := recoded(packed, c)
	if err != nil {
		return nil, err
	}
	f.made[i] = b
	if f.kept != nil {
		f.kept(c, b)
	}
	return b, nil
}

func (f *forms) has(c Coding) bool {
	i := c.number()
	if i < 0 || !f.mu.TryLock() { // locked: it is being made
		return false
	}
	defer f.mu.Unlock()
	return f.made[i] != nil
}

// recoding lets one coding at a time be made that nobody waits for.
var recoding = make(chan struct{}, 1)

// Prepare has a coding made that nobody waits for, unless another one is being made: then
// it is left for the next time.
func (t Tile) Prepare(c Coding) {
	if t.forms == nil {
		return
	}
	select {
	case recoding <- struct{}{}:
		go func() {
			defer func() { <-recoding }()
			_, _ = t.Coded(c) // who needs it gets the error
		}()
	default:
	}
}
