package flatgeobuf

// Fields of the tables of FlatGeobuf 3 in their order (header.fbs and feature.fbs).
const (
	headerName = iota
	headerEnvelope
	headerGeometryType
	headerHasZ
	headerHasM
	headerHasT
	headerHasTM
	headerColumns
	headerCount
	headerNodeSize
	headerCRS
)

const (
	columnName = iota
	columnType
)

const (
	crsOrg = iota
	crsCode
	crsName
	crsDescription
	crsWKT
	crsCodeString
)

const (
	featureGeometry = iota
	featureProperties
	featureColumns
)

const (
	geometryEnds = iota
	geometryXY
	geometryZ
	geometryM
	geometryT
	geometryTM
	geometryType
	geometryParts
)

// Geometry types.
const (
	unknown = iota
	point
	lineString
	polygon
	multiPoint
	multiLineString
	multiPolygon
	geometryCollection
)

// kindNames are the geometry types for people.
var kindNames = []string{"", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection",
	"CircularString", "CompoundCurve", "CurvePolygon", "MultiCurve", "MultiSurface", "Curve", "Surface", "PolyhedralSurface", "TIN", "Triangle"}

// Column types.
const (
	typeByte = iota
	typeUByte
	typeBool
	typeShort
	typeUShort
	typeInt
	typeUInt
	typeLong
	typeULong
	typeFloat
	typeDouble
	typeString
	typeJSON
	typeDateTime
	typeBinary
)

// magic begins a file: the letters, the major version between them, the patch level last.
const (
	magic     = "fgb\x03fgb"
	magicSize = 8
)

// What a header may be.
const (
	maxHeader  = 16 << 20
	maxColumns = 4096
	nodeBytes  = 40 // of the index: a box and an offset
)
