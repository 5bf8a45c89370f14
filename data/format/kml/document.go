package kml

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/xmltext"
)

// document is a KML document being read.
type document struct {
	*xmltext.Decoder
	opt format.Options
	format.Handing

	folders  []folder // that are open, the outermost first
	schemas  map[string]map[string]string
	links    int                    // to other files
	raised   bool                   // a height was met and spoken of
	warned   bool                   // of a wrong encoding
	linked   func(link string) bool // whether it leads to another document of the archive
	problems []data.Problem
	scratch  []byte
}

// folder is a Folder or Document that is open.
type folder struct {
	name   string
	hidden bool // the Document around everything says nothing of a record
	ours   bool // we have written it ourselves
	circle bool // drawings of accuracies: no records
	says   int  // descriptions and values of its own
}

func (d *document) read(ctx context.Context, in format.Input) error {
	zipped, err := isArchive(in)
	switch {
	case err != nil:
		return err
	case zipped:
		err = d.archive(ctx, in)
	default:
		err = d.file(ctx, in)
	}
	if err != nil {
		return err
	}
	return d.finish()
}

func isArchive(in io.ReadSeeker) (bool, error) {
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return false, err
	}
	head := make([]byte, len(entryMark))
	n, _ := io.ReadFull(in, head) // what cannot be read is told of by who reads on
	return string(head[:n]) == entryMark, nil
}

// archive reads the documents of an archive one after the other.
func (d *document) archive(ctx context.Context, in io.ReadSeeker) error {
	a, err := openArchive(in)
	if err != nil {
		return err
	}
	if a.nested > 0 {
		d.problems = append(d.problems, format.Warning("archive_nested", fmt.Sprintf("the archive holds %d archives", a.nested),
			"they are not opened; unpack it and import them one by one if they hold records"))
	}
	left := int64(maxUnpacked)
	for _, f := range a.documents {
		file := &unpacked{File: f, most: left}
		d.linked = func(link string) bool { return a.has(f, link) }
		err := d.file(ctx, file)
		file.close()
		if err != nil {
			return err
		}
		left -= file.read
	}
	return nil
}

// file reads one document.
func (d *document) file(ctx context.Context, file io.ReadSeeker) (err error) {
	d.schemas = map[string]map[string]string{}
	if d.Decoder, err = xmltext.Open(ctx, file, d.opt.Encoding); err != nil {
		return err
	}
	root, err := d.Root()
	if err != nil {
		return err
	}
	if root.Name.Local != "kml" {
		return fmt.Errorf("the file is not KML: its outermost element is <%.40s>", root.Name.Local)
	}
	if err := d.Children(d.feature); err != nil {
		return err
	}
	if d.Mislabelled && !d.warned {
		d.warned = true
		d.problems = append(d.problems, format.Mislabelled(d.Encoding))
	}
	return d.End()
}

// finish tells what is to be said of the file as a whole.
func (d *document) finish() error {
	problems := d.problems
	if met, missing := d.Missing(); missing {
		return fmt.Errorf("%w: there is no folder %q; the outermost folders are %.40q", data.ErrInvalid, d.Layer, met)
	}
	if d.links > 0 {
		problems = append(problems, format.Warning("network_link", fmt.Sprintf("the file has %d links to other files", d.links),
			"links are never followed: save what they lead to and import it as well"))
	}
	return d.Finish(problems, "look at the file in Google Earth if they may say something about burials")
}

// feature reads a child of the document or of a folder.
func (d *document) feature(e xml.StartElement) error {
	switch e.Name.Local {
	case "Document", "Folder":
		return d.folder(e)
	case "Placemark":
		return d.placemark(e)
	case "Schema":
		return d.schema(e)
	case "NetworkLink":
		return d.networkLink()
	case "NetworkLinkControl":
		d.links++
	case "GroundOverlay", "PhotoOverlay", "ScreenOverlay":
		d.LeaveOut("images laid over the map")
	case "Tour":
		d.LeaveOut("tours")
	case "name", "description", "ExtendedData":
		if len(d.folders) > 0 {
			return d.about(e.Name.Local, &d.folders[len(d.folders)-1])
		}
	}
	return nil // styles, views and what else does not concern records
}

// networkLink counts a link, unless it leads to a document that is read anyway.
func (d *document) networkLink() error {
	within := false
	err := d.Children(func(e xml.StartElement) error {
		if e.Name.Local != "Link" && e.Name.Local != "Url" {
			return nil
		}
		return d.Children(func(e xml.StartElement) error {
			if e.Name.Local != "href" {
				return nil
			}
			link, _, err := d.Text()
			within = d.linked != nil && d.linked(strings.TrimSpace(link))
			return err
		})
	})
	if !within {
		d.links++
	}
	return err
}

func (d *document) folder(e xml.StartElement) error {
	d.folders = append(d.folders, folder{hidden: len(d.folders) == 0 && e.Name.Local == "Document"})
	err := d.Children(d.feature)
	if f := d.folders[len(d.folders)-1]; f.says > 0 && !f.ours {
		d.LeaveOut("descriptions of folders")
	}
	d.folders = d.folders[:len(d.folders)-1]
	return err
}

// about reads what a folder says of itself.
func (d *document) about(what string, f *folder) error {
	if what == "ExtendedData" {
		return d.Children(func(e xml.StartElement) error {
			name, value, err := d.datum(e)
			switch name {
			case exportMark:
				f.ours = true
			case collectionMark:
				f.ours, f.name = true, value
			case circleMark:
				f.ours, f.circle = true, true
			default:
				f.says++
			}
			return err
		})
	}
	text, _, err := d.Text()
	text = strings.TrimSpace(text)
	switch {
	case what == "name" && !f.ours:
		f.name = text
	case what == "description" && text != "":
		f.says++
	}
	return err
}

// where is the layer of a record, which is the outermost folder, and the path of folders.
// The second is empty for records that we have written ourselves.
func (d *document) where() (layer, path string) {
	var names []string
	for _, f := range d.folders {
		if !f.hidden && f.name != "" {
			names = append(names, f.name)
		}
	}
	if len(names) == 0 {
		return "", ""
	}
	if d.ours() {
		return names[0], ""
	}
	return names[0], strings.Join(names, " / ")
}

// ours reports whether what is being read was written by ourselves.
func (d *document) ours() bool {
	return slices.ContainsFunc(d.folders, func(f folder) bool { return f.ours && !f.hidden })
}
