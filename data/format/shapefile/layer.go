package shapefile

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// opened is a layer whose parts stand at their beginnings.
type opened struct {
	shp      *shapes    // nil without .shp
	dbf      *rowReader // nil without .dbf
	more     *more      // nil if all fitted into the table
	crs      string     // empty for degrees of WGS 84
	encoding string
	findings []data.Problem
	closers  []func()
}

func (o *opened) close() {
	for _, c := range o.closers {
		c()
	}
}

func (o *opened) warn(rule, message, advice string) {
	o.findings = append(o.findings, data.Problem{Severity: data.Warning, Rule: rule, Message: message, Advice: advice})
}

// openLayer opens all parts of a layer.
func openLayer(ctx context.Context, l layer, opt format.Options) (*opened, error) {
	o := &opened{}
	err := o.settleCRS(ctx, l, opt) // walks a bare .shp, and so comes before it is opened
	if err == nil {
		err = o.openShapes(ctx, l)
	}
	if err == nil {
		err = o.openTable(ctx, l, opt)
	}
	if err == nil && l.more.open != nil {
		err = o.openMore(ctx, l)
	}
	if err != nil {
		o.close()
		return nil, err
	}
	return o, nil
}

// part opens a part to be read once.
func (o *opened) part(ctx context.Context, p part) (io.Reader, error) {
	r, err := p.open()
	if err != nil {
		return nil, err
	}
	o.closers = append(o.closers, func() { r.Close() })
	return stopped{ctx, r}, nil
}

// seekable opens a part to be read from anywhere; one within an archive is unpacked to a
// temporary file.
func (o *opened) seekable(ctx context.Context, p part) (io.ReadSeeker, error) {
	r, err := p.open()
	if err != nil {
		return nil, err
	}
	if seeker, ok := r.(io.ReadSeeker); ok {
		o.closers = append(o.closers, func() { r.Close() })
		return seeker, nil
	}
	defer r.Close()
	file, err := os.CreateTemp("", "burialmap-*")
	if err != nil {
		return nil, err
	}
	o.closers = append(o.closers, func() {
		_ = file.Close() // it was only in the way
		os.Remove(file.Name())
	})
	if _, err := io.Copy(file, stopped{ctx, r}); err != nil {
		return nil, err
	}
	_, err = file.Seek(0, io.SeekStart)
	return file, err
}

func (o *opened) openShapes(ctx context.Context, l layer) error {
	if !l.has("shp") {
		if !l.notLocated() {
			o.warn("shp_missing", "there is no .shp: the rows of the .dbf are kept as not located", "give the .shp as well if there is one")
		}
		return nil
	}
	ix, err := o.openIndex(ctx, l)
	if err != nil {
		return err
	}
	if ix != nil && ix.jumps {
		file, err := o.seekable(ctx, l.parts["shp"])
		if err != nil {
			return err
		}
		o.shp, err = openShapes(file, ix)
		return err
	}
	r, err := o.part(ctx, l.parts["shp"])
	if err != nil {
		return err
	}
	o.shp, err = openShapes(r, ix)
	return err
}

// openIndex looks through the .shx, then opens it again. Without a sound one, shapes are
// taken in the order of the .shp.
func (o *opened) openIndex(ctx context.Context, l layer) (*index, error) {
	if !l.has("shx") {
		o.warn("shx_missing", "there is no .shx; the shapes were taken in the order of the .shp", "give the .shx as well")
		return nil, nil
	}
	r, err := l.parts["shx"].open()
	if err != nil {
		return nil, err
	}
	scanned, err := scanIndex(stopped{ctx, r})
	r.Close()
	if errors.Is(err, errIndex) {
		o.warn("shx_damaged", "the .shx is damaged; the shapes were taken in the order of the .shp", "have the program that made the file write it anew")
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	again, err := o.part(ctx, l.parts["shx"])
	if err != nil {
		return nil, err
	}
	ix, err := newIndex(again)
	ix.jumps, ix.sum = scanned.jumps, scanned.sum
	return &ix, err
}

func (o *opened) openTable(ctx context.Context, l layer, opt format.Options) error {
	if !l.has("dbf") {
		o.warn("dbf_missing", "there is no .dbf: the shapes have no values", "give the .dbf as well")
		return nil
	}
	cpg, err := l.text("cpg")
	if err != nil {
		return err
	}
	first, err := l.parts["dbf"].open()
	if err != nil {
		return err
	}
	defer first.Close()
	t, err := openTable(first)
	if err != nil {
		return err
	}
	sample, err := sampleTexts(ctx, t)
	if err != nil {
		return err
	}
	if len(sample) == 0 {
		if sample, err = l.memoSample(); err != nil {
			return err
		}
	}
	found, err := settle(opt.Encoding, cpg, t.driver, sample)
	if err != nil {
		return err
	}
	if found.finding != nil {
		o.findings = append(o.findings, *found.finding)
	}
	o.encoding = found.name
	return o.openRows(ctx, l, opt)
}

// memoSample is for tables whose only words beyond ASCII are long texts.
func (l layer) memoSample() ([]byte, error) {
	for _, ext := range []string{"dbt", "fpt"} {
		if !l.has(ext) {
			continue
		}
		r, err := l.parts[ext].open()
		if err != nil {
			return nil, err
		}
		defer r.Close()
		return sampleMemo(r)
	}
	return nil, nil
}

// openRows opens the table again, in the encoding that was found.
func (o *opened) openRows(ctx context.Context, l layer, opt format.Options) error {
	r, err := o.part(ctx, l.parts["dbf"])
	if err != nil {
		return err
	}
	t, err := openTable(r)
	if err != nil {
		return err
	}
	o.dbf = &rowReader{table: t}
	if o.dbf.decode, err = newDecoder(o.encoding, &o.dbf.cut); err != nil {
		return err
	}
	for i := range t.columns {
		o.dbf.nameColumn(&t.columns[i], i, l.names, opt.Collection)
	}
	for _, ext := range []string{"dbt", "fpt"} {
		if !l.has(ext) {
			continue
		}
		file, err := o.seekable(ctx, l.parts[ext])
		if err != nil {
			return err
		}
		o.dbf.memo, err = openMemo(file, ext == "fpt", t.version)
		return err
	}
	return nil
}

// nameColumn decodes the name of a field, which may be cut within its last letter. Its full
// name is the one that an export of ours gives, or that of the only field of ours that it
// can be the beginning of.
func (r *rowReader) nameColumn(c *column, i int, full map[string]string, of data.Collection) {
	var cut int
	name := decoder{r.decode.Decoder, r.decode.multibyte, &cut}.text(c.raw, true)
	c.name = strings.TrimSpace(strings.ToValidUTF8(name, ""))
	if c.name == "" {
		c.name = fmt.Sprintf("column %d", i+1)
	}
	c.name = cmp.Or(full[c.name], fullName(c.name, of), c.name)
}
