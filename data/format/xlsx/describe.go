package xlsx

import (
	"context"
	"fmt"

	"burialmap/data/format"
)

// maxCounted is how many bytes of a sheet, unpacked, are read to count its rows.
const maxCounted = 4 << 20

// Describe lists the sheets that hold a table, with their columns. Sheets of which no
// column is known are among them only if that is so of all.
func (Reader) Describe(ctx context.Context, in format.Input, opt format.Options) (format.Description, error) {
	book, err := openWorkbook(ctx, in)
	if err != nil {
		return format.Description{}, err
	}
	var tables, others []format.LayerInfo
	for _, info := range book.sheets {
		layer, known, err := book.layer(ctx, info, opt)
		switch {
		case err != nil:
			return format.Description{}, fmt.Errorf("sheet %.40s: %w", info.name, err)
		case known > 0:
			tables = append(tables, layer)
		case layer.Name != "":
			others = append(others, layer)
		}
	}
	if len(tables) == 0 {
		tables = others
	}
	if len(tables) == 0 {
		return format.Description{}, fmt.Errorf("no sheet of the workbook has any rows (%s)", book.names())
	}
	return format.Description{Layers: tables}, nil
}

// layer describes a sheet, with the number of its columns that are known. It has no name
// if there is nothing to read.
func (w *workbook) layer(ctx context.Context, info sheetInfo, opt format.Options) (format.LayerInfo, int, error) {
	rows, err := w.openSheet(ctx, info)
	if err != nil {
		return format.LayerInfo{}, 0, err
	}
	defer rows.Close() //nolint:errcheck // of what was only read
	t, err := findHeader(rows, info, opt)
	if t == nil || err != nil {
		return format.LayerInfo{}, 0, err
	}
	layer := format.LayerInfo{Name: info.name, Records: -1}
	for i := range t.columns {
		layer.Columns = append(layer.Columns, format.ColumnName(t.columns, i))
	}
	if w.size(info.part) <= maxCounted {
		layer.Records, err = t.count()
	}
	return layer, t.known, err
}
