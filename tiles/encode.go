package tiles

// The field numbers of the messages Tile, Layer and Feature of the specification.
const (
	tileLayer = 3

	layerName     = 1
	layerFeature  = 2
	layerKey      = 3
	layerValue    = 4
	layerExtent   = 5
	layerVersion  = 15
	layerVersion2 = 2

	featureID       = 1
	featureTags     = 2
	featureKind     = 3
	featureGeometry = 4
)

// appendLayer writes a layer, or nothing if it has no features.
func appendLayer(tile []byte, s schema, items []item) []byte {
	if len(items) == 0 {
		return tile
	}
	words := newDictionary()
	layer := appendUint(nil, layerVersion, layerVersion2)
	layer = appendBytes(layer, layerName, s.collection.Name)
	var feature []byte
	var tags []uint32
	for _, it := range items {
		tags = s.tags(tags[:0], words, it)
		feature = appendFeature(feature[:0], it, tags)
		layer = appendBytes(layer, layerFeature, feature)
	}
	for _, key := range words.keys {
		layer = appendBytes(layer, layerKey, key)
	}
	layer = append(layer, words.values...)
	layer = appendUint(layer, layerExtent, Extent)
	return appendBytes(tile, tileLayer, layer)
}

func appendFeature(b []byte, it item, tags []uint32) []byte {
	b = appendUint(b, featureID, uint64(it.feature.FID))
	b = appendPacked(b, featureTags, tags)
	b = appendUint(b, featureKind, uint64(it.kind))
	return appendPacked(b, featureGeometry, it.geometry)
}

// tags are the properties of a feature. One that stands for others as well says only what
// is true of all of them, beside its own id.
func (s schema) tags(tags []uint32, words *dictionary, it item) []uint32 {
	tags = words.add(tags, "id", it.feature.ID)
	fields := s.fields
	if it.merged > 0 {
		fields = s.looks
	}
	for _, field := range fields {
		tags = words.add(tags, field, value(it.feature, field))
	}
	if it.merged > 0 {
		tags = words.add(tags, "merged", int64(it.merged))
	}
	return tags
}
