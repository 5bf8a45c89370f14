// Package shapefile reads and writes ESRI Shapefiles, whole ones in a ZIP file.
//
// In goes a ZIP file with one or several shapefiles, in folders or not, or a bare .shp
// whose siblings (.dbf, .shx, .prj, .cpg, .dbt) are asked for by [format.Input.Sibling].
// Out come records: shape and row of the same number joined, with geometry by every shape
// type but MultiPatch, and values of the field types of dBase III to 7 and FoxPro. Rings
// become outlines and holes by which lies in which, whatever way round they run. The
// encoding of the table is what .cpg or the table's own byte state, unless the bytes say
// otherwise, and is found at the bytes where nothing states it.
//
// A missing .shx, .dbf or .prj is a finding. Without .prj, coordinates that are degrees
// are taken for WGS 84, and others are an error that asks for --crs. Deleted rows are left
// out with their shapes and counted, blank rows without a shape too. A shape that cannot be read is a Refused record;
// a file that ends before it should is an error, and so is an archive with names that
// climb out of it, with more than 200 entries, or that unpacks to more than 4 GiB.
//
// The files are taken apart here and not by jonas-p/go-shp, which allocates by counts that
// it has not checked, panics on negative ones, and knows neither encodings nor the order
// that the .shx gives. It is the second method in the tests.
package shapefile
