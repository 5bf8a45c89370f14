package web

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"testing"
)

func tree(t testing.TB, text string) any {
	t.Helper()
	v, err := parseTree([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// The examples are those of RFC 7396, Appendix A.
func TestPatchesAreMergedAsTheStandardShows(t *testing.T) {
	for _, c := range []struct{ target, patch, want string }{
		{`{"a":"b"}`, `{"a":"c"}`, `{"a":"c"}`},
		{`{"a":"b"}`, `{"b":"c"}`, `{"a":"b","b":"c"}`},
		{`{"a":"b"}`, `{"a":null}`, `{}`},
		{`{"a":"b","b":"c"}`, `{"a":null}`, `{"b":"c"}`},
		{`{"a":["b"]}`, `{"a":"c"}`, `{"a":"c"}`},
		{`{"a":"c"}`, `{"a":["b"]}`, `{"a":["b"]}`},
		{`{"a":{"b":"c"}}`, `{"a":{"b":"d","c":null}}`, `{"a":{"b":"d"}}`},
		{`{"a":[{"b":"c"}]}`, `{"a":[1]}`, `{"a":[1]}`},
		{`["a","b"]`, `["c","d"]`, `["c","d"]`},
		{`{"a":"b"}`, `["c"]`, `["c"]`},
		{`{"a":"foo"}`, `null`, `null`},
		{`{"a":"foo"}`, `"bar"`, `"bar"`},
		{`{"e":null}`, `{"a":1}`, `{"e":null,"a":1}`},
		{`[1,2]`, `{"a":"b","c":null}`, `{"a":"b"}`},
		{`{}`, `{"a":{"bb":{"ccc":null}}}`, `{"a":{"bb":{}}}`},
	} {
		target := tree(t, c.target)
		if got := string(appendTree(nil, mergePatch(target, tree(t, c.patch)))); got != c.want {
			t.Errorf("%s with %s is %s, want %s", c.target, c.patch, got, c.want)
		}
		if now := string(appendTree(nil, target)); now != c.target {
			t.Errorf("the target %s has become %s", c.target, now)
		}
	}
}

// merged is mergePatch by the pseudocode of RFC 7396, 2, over what encoding/json makes.
func merged(target, patch any) any {
	changes, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	result := map[string]any{}
	if old, ok := target.(map[string]any); ok {
		maps.Copy(result, old)
	}
	for name, v := range changes {
		if v == nil {
			delete(result, name)
		} else {
			result[name] = merged(result[name], v)
		}
	}
	return result
}

func FuzzMergePatch(f *testing.F) {
	f.Add([]byte(`{"a":{"b":"c"},"d":[1,{"e":null}]}`), []byte(`{"a":{"b":null,"x":{"y":null}},"d":{"z":1e2}}`))
	f.Add([]byte(`[1,2]`), []byte(`{"a":"b","c":null}`))
	f.Add([]byte(`{"\u00e9":1,"é":2}`), []byte(`null`))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		target, err := parseTree(a)
		if err != nil {
			return
		}
		patch, err := parseTree(b)
		if err != nil {
			return
		}
		var was, change, got any
		for text, into := range map[*[]byte]*any{&a: &was, &b: &change} {
			d := json.NewDecoder(bytes.NewReader(*text))
			d.UseNumber()
			if err := d.Decode(into); err != nil {
				t.Fatalf("%s is taken for JSON: %v", *text, err)
			}
		}
		d := json.NewDecoder(bytes.NewReader(appendTree(nil, mergePatch(target, patch))))
		d.UseNumber()
		if err := d.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if want := merged(was, change); !reflect.DeepEqual(got, want) {
			t.Fatalf("%s with %s is %v, want %v", a, b, got, want)
		}
		if !sameTree(target, tree(t, string(appendTree(nil, target)))) {
			t.Fatalf("%s is not written as it was read", a)
		}
	})
}
