package data

// SourceKinds is the vocabulary of sources.kind.
var SourceKinds = []string{"survey", "plan", "map", "list", "report", "press", "web", "osm", "gazetteer", "file", "demonstration", "unknown"}

// Sources say where records come from: lineage in the sense of ISO 19115. A source has
// no geometry.
var Sources = Collection{
	Name:  "sources",
	Title: "Sources",
	About: "Where the records come from: titles, addresses, licences and how positions were derived.",
	Fields: []Field{
		{Name: "title", Type: Text, Title: "Title", About: "What the source is called."},
		{Name: "kind", Type: Enum, Values: SourceKinds, Title: "Kind", About: "What kind of document it is."},
		{Name: "citation", Type: Text, Title: "Citation", About: "How to cite it."},
		{Name: "url", Type: Text, Title: "Address", About: "Where it can be read; several are separated by spaces."},
		{Name: "licence", Type: Text, Title: "Licence", About: "Terms under which it may be used."},
		{Name: "date", Type: Text, Title: "Date", About: "Date of the source, as EDTF."},
		{Name: "crs_operation", Type: Text, Title: "Coordinate operation", About: "The operation that turned its coordinates into WGS 84, by EPSG code."},
		{Name: "shift_accuracy_m", Type: Real, Unit: "m", Title: "Shared shift", About: "95 % radius of the error that all features digitised from this source share."},
	},
}
