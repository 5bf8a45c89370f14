package detect

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"
)

func TestReasonsAreWrittenAsEncodingJSONWritesThem(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1945, 1956))
	texts := []string{"", "", "plots/17", "захоронение № 3", "墓地", `a "quoted" \ one`, "<b>&</b>", "a\nb\u2028\x7f", "\xff broken"}
	numbers := []float64{0, 1, 0.5, 12.345678, 1e-6, 9.99e-7, 1e-9, 123456789.123456, 9.9e20, 1e21, -3.25, 0.1 + 0.2}
	for range 2000 {
		var r Reason
		v := reflect.ValueOf(&r).Elem()
		for _, f := range v.Fields() {
			switch f.Kind() {
			case reflect.String:
				f.SetString(texts[rnd.IntN(len(texts))])
			case reflect.Int64:
				f.SetInt(rnd.Int64N(3) * rnd.Int64N(1e6))
			default:
				if n := numbers[rnd.IntN(len(numbers))]; rnd.IntN(2) == 0 {
					f.Set(reflect.ValueOf(&n))
				}
			}
		}
		list := []Reason{r, {Code: CodeTouch}}[:1+rnd.IntN(2)]
		want, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(appendReasons(nil, list)); got != string(want) {
			t.Fatalf("%s\nencoding/json writes %s", got, want)
		}
	}
}
