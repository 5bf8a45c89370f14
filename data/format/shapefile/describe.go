package shapefile

import (
	"context"

	"burialmap/data/format"
)

// Describe opens each layer as Read does and looks at the headers of its parts.
func (Reader) Describe(ctx context.Context, in format.Input, opt format.Options) (format.Description, error) {
	s, err := open(in, opt)
	if err != nil {
		return format.Description{}, err
	}
	var d format.Description
	for i, l := range s.layers {
		info, encoding, err := describe(ctx, l, opt)
		if err != nil {
			return d, err
		}
		if d.Encoding == "" {
			d.Encoding = encoding
		}
		if i == 0 {
			d.CRS = info.CRS
		} else if d.CRS != info.CRS {
			d.CRS = ""
		}
		d.Layers = append(d.Layers, info)
	}
	return d, nil
}

func describe(ctx context.Context, l layer, opt format.Options) (info format.LayerInfo, encoding string, err error) {
	o, err := openLayer(ctx, l, opt)
	if err != nil {
		return info, "", err
	}
	defer o.close()
	info = format.LayerInfo{Name: l.name, Records: -1, CRS: o.crs}
	if o.shp != nil {
		info.Geometry = kindNames[plain(o.shp.kind)]
		if o.shp.index != nil {
			info.Records = o.shp.index.count
		}
	}
	if o.dbf != nil {
		info.Records = o.dbf.count
		for _, c := range o.dbf.columns {
			info.Columns = append(info.Columns, c.name)
		}
	}
	return info, o.encoding, nil
}
