package flatgeobuf

import (
	"slices"

	"github.com/gogama/flatgeobuf/flatgeobuf/flat"
	flatbuffers "github.com/google/flatbuffers/go"

	"burialmap/data"
	"burialmap/data/format"
)

// types are the column types of fields.
var types = map[data.FieldType]int{
	data.Text: typeString, data.Enum: typeString, data.Interval: typeString,
	data.Integer: typeLong, data.Real: typeDouble, data.Boolean: typeBool, data.JSON: typeJSON,
}

// headed is a column of ours with what it says to people.
type headed struct {
	column

	title, about string
	key          bool
}

// columnsOf are the columns in which an encoder counts.
func columnsOf(c data.Collection) []headed {
	list := []headed{{column{data.KeyColumn, typeString}, "Id", "Stable id, unique in the collection.", true}}
	for _, f := range slices.Concat(c.Fields, data.LocationFields) {
		list = append(list, headed{column{f.Name, types[f.Type]}, f.Title, f.About, false})
	}
	return append(list,
		headed{column{"extra", typeJSON}, "Extra", "What the source says beyond the fields, by its own names.", false},
		headed{column{"revision", typeLong}, "Revision", "The change that last wrote the feature.", false},
		headed{column{"updated", typeDateTime}, "Updated", "Time of that change.", false})
}

// encodeHeader says what the file holds, with its size before it.
func encodeHeader(c data.Collection, about format.About, s *spool) []byte {
	b := flatbuffers.NewBuilder(4 << 10)
	columns := encodeColumns(b, columnsOf(c))
	crs := encodeCRS(b)
	name, title, description := b.CreateString(c.Name), b.CreateString(about.Title), b.CreateString(about.Text())
	metadata := b.CreateString(string(about.JSON()))
	var envelope flatbuffers.UOffsetT
	if s.indexed() {
		flat.HeaderStartEnvelopeVector(b, 4)
		for _, v := range []float64{s.extent.Max[1], s.extent.Max[0], s.extent.Min[1], s.extent.Min[0]} {
			b.PrependFloat64(v)
		}
		envelope = b.EndVector(4)
	}
	flat.HeaderStart(b)
	flat.HeaderAddName(b, name)
	if s.indexed() {
		flat.HeaderAddEnvelope(b, envelope)
		flat.HeaderAddIndexNodeSize(b, nodeSize)
	} else {
		flat.HeaderAddIndexNodeSize(b, 0)
	}
	flat.HeaderAddGeometryType(b, flat.GeometryType(s.kind))
	flat.HeaderAddColumns(b, columns)
	flat.HeaderAddFeaturesCount(b, uint64(len(s.ends)))
	flat.HeaderAddCrs(b, crs)
	flat.HeaderAddTitle(b, title)
	flat.HeaderAddDescription(b, description)
	flat.HeaderAddMetadata(b, metadata)
	flat.FinishSizePrefixedHeaderBuffer(b, flat.HeaderEnd(b))
	return b.FinishedBytes()
}

func encodeColumns(b *flatbuffers.Builder, columns []headed) flatbuffers.UOffsetT {
	offsets := make([]flatbuffers.UOffsetT, len(columns))
	for i, c := range columns {
		name, title, about := b.CreateString(c.name), b.CreateString(c.title), b.CreateString(c.about)
		flat.ColumnStart(b)
		flat.ColumnAddName(b, name)
		flat.ColumnAddType(b, flat.ColumnType(c.kind))
		flat.ColumnAddTitle(b, title)
		flat.ColumnAddDescription(b, about)
		if c.key {
			flat.ColumnAddNullable(b, false)
			flat.ColumnAddUnique(b, true)
			flat.ColumnAddPrimaryKey(b, true)
		}
		offsets[i] = flat.ColumnEnd(b)
	}
	flat.HeaderStartColumnsVector(b, len(offsets))
	for _, at := range slices.Backward(offsets) {
		b.PrependUOffsetT(at)
	}
	return b.EndVector(len(offsets))
}

// encodeCRS names WGS 84; that longitude comes first is the rule of the format.
func encodeCRS(b *flatbuffers.Builder) flatbuffers.UOffsetT {
	org, name := b.CreateString("EPSG"), b.CreateString("WGS 84")
	flat.CrsStart(b)
	flat.CrsAddOrg(b, org)
	flat.CrsAddCode(b, 4326)
	flat.CrsAddName(b, name)
	return flat.CrsEnd(b)
}
