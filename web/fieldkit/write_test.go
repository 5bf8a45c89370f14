package fieldkit_test

import (
	"bytes"
	"testing"
)

func TestTheSameKitGivesTheSameBytes(t *testing.T) {
	k := kit(t)
	first, second := unzipped(t, zipped(t, k)), unzipped(t, zipped(t, k))
	for name, content := range first {
		if !bytes.Equal(content, second[name]) {
			t.Errorf("%s differs", name)
		}
	}
}

func TestAPackageHoldsEverythingAndSaysSo(t *testing.T) {
	_, m := packed(t, kit(t))
	if len(m.Files) < 10 {
		t.Errorf("%+v", m)
	}
}
