package format_test

import (
	"testing"

	"burialmap/data"
	"burialmap/data/format"
)

func TestATableOfUnknownColumnsIsReadOnlyToBeToldWhatTheyAre(t *testing.T) {
	opt := format.Options{Collection: data.Sites}
	header := []string{"Графа 1", "Графа 2"}
	if _, err := format.NewTable(header, opt); err == nil {
		t.Error("a table none of whose columns is known is taken")
	}
	opt.AnyColumns = true
	if _, err := format.NewTable(header, opt); err != nil {
		t.Error(err)
	}
}

func TestAFieldCanBeSaidToHaveNoColumn(t *testing.T) {
	opt := format.Options{Collection: data.Sites, Map: map[string]string{"burials": ""}}
	if _, err := format.NewTable([]string{"name", "burials", ""}, opt); err != nil {
		t.Error(err)
	}
}
