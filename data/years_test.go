package data

import "testing"

func TestPeriodsInYearsSayWhatIsSureAndWhatMayBe(t *testing.T) {
	for text, want := range map[string]Years{
		"1946":            {1946, 1946, 1946, 1946, false},
		"1946-07-21":      {1946, 1946, 1946, 1946, false},
		"1945/1948":       {1945, 1948, 1945, 1948, false},
		"1945-12/1946-03": {1945, 1946, 1945, 1946, false},
		"194X":            {1940, 1949, 0, 0, false},
		"194X/1951":       {1940, 1951, 1949, 1951, false},
		"194X/194X":       {1940, 1949, 0, 0, false},
		"1945/..":         {1945, LastYear, 1945, LastYear, false},
		"../1945":         {FirstYear, 1945, FirstYear, 1945, false},
		// An end that nobody knows may be anywhere, but nothing between is sure.
		"1972/": {1972, LastYear, 1972, 1972, false},
		"/1952": {FirstYear, 1952, 1952, 1952, false},
		"197X/": {1970, LastYear, 0, 0, false},
		// Marks widen nothing, and leave sure what the other end says.
		"1946~":       {1946, 1946, 0, 0, true},
		"1945?/1948":  {1945, 1948, 1948, 1948, true},
		"1945/1948%":  {1945, 1948, 1945, 1945, true},
		"1947~/1948~": {1947, 1948, 0, 0, true},
		"../1950?":    {FirstYear, 1950, 0, 0, true},
		"0000":        {FirstYear, FirstYear, FirstYear, FirstYear, false},
		"9999":        {LastYear, LastYear, LastYear, LastYear, false},
	} {
		p, err := ParsePeriod(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := p.Years(); got != want {
			t.Errorf("%q is of the years %+v, want %+v", text, got, want)
		}
	}
	if (Years{}).Dated() {
		t.Error("no years are taken for dated")
	}
}
