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
