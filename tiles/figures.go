package tiles

import "time"

// Figures tell of the work of a pyramid since it was made.
type Figures struct {
	Hits    uint64 // tiles that were kept when they were asked for, in memory or in the file
	Misses  uint64 // tiles that were not
	Drawn   uint64 // tiles drawn, for those who asked and ahead of them
	Drawing time.Duration
	Dropped uint64 // kept tiles that changes have touched

	Kept        int // tiles in memory now
	KeptBytes   int64
	Stored      int // tiles in the file now
	StoredBytes int64

	Revision int64     // of the store, that tiles show
	Followed time.Time // when they last moved to a revision
}
