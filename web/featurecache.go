package web

import (
	"sync"

	"burialmap/data"
)

// featureCache keeps features as GeoJSON, by collection and FID, each with the revision it
// was written in: what was encoded once is true for as long as the feature has the same
// revision. When it is full, what was asked for longest ago goes.
type featureCache struct {
	mu    sync.Mutex
	kept  map[featureKey]*keptFeature
	ids   map[featureName]idKept
	turn  keptFeature // begins the ring of all kept: later is the one asked for longest ago
	bytes int
	most  int // bytes
}

type featureKey struct {
	collection string
	fid        int64
}

type featureName struct{ collection, id string }

// idKept is the key that a feature had at a revision of the store.
type idKept struct {
	at  int64
	key data.Key
}

type keptFeature struct {
	key            featureKey
	revision       int64
	json           []byte // not to be written to
	earlier, later *keptFeature
}

// featureBytes is how much memory encoded features may take unless the configuration says.
const featureBytes = 160 << 20

// keptOverhead is what a feature costs beside its bytes, about.
const keptOverhead = 200

// maxIDsKept is how many ids are kept; beyond, all are forgotten and found again.
const maxIDsKept = 100_000

func newFeatureCache(most int) *featureCache {
	c := &featureCache{kept: map[featureKey]*keptFeature{}, ids: map[featureName]idKept{}, most: most}
	c.turn.earlier, c.turn.later = &c.turn, &c.turn
	return c
}

// get finds the features of keys. What it does not have stays nil; how many those are is
// returned.
func (c *featureCache) get(collection string, keys []data.Key, found [][]byte) (missing int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, k := range keys {
		f, ok := c.kept[featureKey{collection, k.FID}]
		if !ok || f.revision != k.Revision {
			missing++
			continue
		}
		f.leave()
		f.enter(&c.turn)
		found[i] = f.json
	}
	return missing
}

// put keeps a feature. Its bytes belong to the cache from then on.
func (c *featureCache) put(collection string, k data.Key, json []byte) {
	if keptOverhead+cap(json) > c.most/16 { // one giant must not drive out everybody else
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	key := featureKey{collection, k.FID}
	if old, ok := c.kept[key]; ok {
		if old.revision > k.Revision {
			return
		}
		c.drop(old)
	}
	f := &keptFeature{key: key, revision: k.Revision, json: json}
	c.kept[key] = f
	f.enter(&c.turn)
	c.bytes += keptOverhead + cap(json)
	for c.bytes > c.most {
		c.drop(c.turn.later)
	}
}

func (c *featureCache) drop(f *keptFeature) {
	f.leave()
	delete(c.kept, f.key)
	c.bytes -= keptOverhead + cap(f.json)
}

// keyOf is the key of a feature, if it is known at this revision of the store.
func (c *featureCache) keyOf(collection, id string, revision int64) (data.Key, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, ok := c.ids[featureName{collection, id}]
	return k.key, ok && k.at == revision
}

// keepKey notes the key that a feature had at a revision of the store.
func (c *featureCache) keepKey(collection, id string, revision int64, k data.Key) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.ids) >= maxIDsKept {
		clear(c.ids)
	}
	c.ids[featureName{collection, id}] = idKept{revision, k}
}

// enter puts a feature at the end of the ring, as the one asked for last.
func (f *keptFeature) enter(ring *keptFeature) {
	f.later, f.earlier = ring, ring.earlier
	f.earlier.later, ring.earlier = f, f
}

func (f *keptFeature) leave() { f.earlier.later, f.later.earlier = f.later, f.earlier }
