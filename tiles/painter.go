package tiles

// painter writes a tile: layer by layer, and in each of them feature by feature.
type painter struct {
	out    []byte // the tile
	layers []span

	// The layer at hand.
	features []byte
	count    int // of them
	words    dictionary
	layer    []byte
	merged   int
	dropped  int

	// The feature at hand.
	tags     []uint32
	geometry []uint32
	message  []byte
}

// begin begins a layer.
func (p *painter) begin() {
	p.features, p.count = p.features[:0], 0
	p.words.reset()
	p.merged, p.dropped = 0, 0
}

// tag gives the feature at hand a property.
func (p *painter) tag(key string, value any) { p.tags = p.words.add(p.tags, key, value) }

// feature writes the feature of the tags and the geometry at hand.
func (p *painter) feature(id uint64, k kind) {
	b := appendUint(p.message[:0], featureID, id)
	b = appendPacked(b, featureTags, p.tags)
	b = appendUint(b, featureKind, uint64(k))
	b = appendPacked(b, featureGeometry, p.geometry)
	p.message = b
	p.features = appendBytes(p.features, layerFeature, b)
	p.count++
}

// end ends the layer; one without features is left out.
func (p *painter) end(name string) {
	if len(p.features) == 0 {
		return
	}
	l := appendUint(p.layer[:0], layerVersion, layerVersion2)
	l = appendBytes(l, layerName, name)
	l = append(l, p.features...)
	for _, key := range p.words.keys {
		l = appendBytes(l, layerKey, key)
	}
	l = append(l, p.words.values...)
	l = appendUint(l, layerExtent, Extent)
	p.layer = l
	start := len(p.out)
	p.out = appendBytes(p.out, tileLayer, l)
	p.layers = append(p.layers, span{name, start, len(p.out), p.merged, p.dropped})
}

// total is what all layers leave out or draw together.
func (p *painter) total() (merged, dropped int) {
	for _, l := range p.layers {
		merged += l.merged
		dropped += l.dropped
	}
	return merged, dropped
}
