package web_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"

	"burialmap/data"
	"burialmap/web"
)

// The same questions to a server that keeps encoded features, to one whose memory is too
// small for them, and to one that keeps nothing.
func TestAnswersAreTheSameBytesWhateverIsKept(t *testing.T) {
	store := newStore(t, append(plots(430), ground()...)...)
	keeping := func(bytes int) func(*web.Config) {
		return func(c *web.Config) { c.FeatureBytes = bytes }
	}
	handlers := map[string]func(*web.Config){"64 MiB": keeping(0), "20 kB": keeping(20_000), "nothing": keeping(-1)}
	answers := map[string]string{}
	for round := range 3 {
		for name, change := range handlers {
			h := newHandler(t, store, change)
			for _, address := range []string{
				"plots/items", "plots/items?limit=1000", "plots/items?limit=40&after=80", "plots/items?bbox=131,48,131.003,48.0001", "plots/items?occupancy=civilian",
				"plots/items?q=Grave", "plots/items?limit=1000", "plots/items/p00042", "plots/items/p00042", "plots/items/row-1?f=json", "sites/items", "sites/items?limit=1",
				"overlaps/items", "sources/items", "plots/items?ids=nothing",
			} {
				w := get(t, h, "/api/collections/"+address)
				key := fmt.Sprint(round, address)
				if said, ok := answers[key]; ok && said != w.Body.String() || w.Code != 200 {
					t.Errorf("%s with %s kept: status %d\n%s\nelsewhere\n%s", address, name, w.Code, w.Body, said)
				}
				answers[key] = w.Body.String()
			}
		}
		changed := plots(430)[42]
		changed.Properties["name"] = fmt.Sprint("Row ", round)
		put(t, store, changed)
	}
}

func TestAChangedFeatureIsNeverShownAsItWas(t *testing.T) {
	store := newStore(t, plots(20)...)
	h := newHandler(t, store, nil)
	for i := range 5 {
		f := plots(20)[7]
		f.Properties["name"] = fmt.Sprint("Name ", i)
		put(t, store, f)
		for _, address := range []string{"/api/collections/plots/items/p00007", "/api/collections/plots/items"} {
			if body := get(t, h, address).Body.String(); !strings.Contains(body, fmt.Sprintf(`"Name %d"`, i)) || strings.Count(body, `"Name `) != 1 {
				t.Errorf("%s after change %d: %s", address, i, body)
			}
		}
	}
	_, err := store.Write(context.Background(), "test", "deletion", func(tx data.Tx) error {
		return tx.Delete(context.Background(), "plots", "p00007")
	})
	if err != nil {
		t.Fatal(err)
	}
	if w := get(t, h, "/api/collections/plots/items/p00007"); w.Code != 404 {
		t.Errorf("deleted, but status %d", w.Code)
	}
	if ids := answer[items](t, get(t, h, "/api/collections/plots/items")).ids(); slices.Contains(ids, "p00007") || len(ids) != 19 {
		t.Errorf("deleted, but among %v", ids)
	}
}

// restless is a store in which a feature changes between its key and itself.
type restless struct {
	data.Store
	change func()
}

func (r restless) Keys(ctx context.Context, q data.Query) iter.Seq2[data.Key, error] {
	keys := r.Store.Keys(ctx, q)
	return func(yield func(data.Key, error) bool) {
		for k, err := range keys {
			if !yield(k, err) {
				return
			}
		}
		r.change()
	}
}

func TestAPageOfAStoreThatNeverRestsIsWhole(t *testing.T) {
	store := newStore(t, plots(20)...)
	n := 0
	h := newHandler(t, restless{store, func() {
		n++
		f := plots(20)[3]
		f.Properties["name"] = fmt.Sprint("Name ", n)
		put(t, store, f)
	}}, nil)
	page := answer[items](t, get(t, h, "/api/collections/plots/items"))
	if page.NumberReturned != 20 || len(page.Features) != 20 || *page.NumberMatched != 20 {
		t.Errorf("%d features", page.NumberReturned)
	}
}

func TestManyMayAskWhileOneWrites(t *testing.T) {
	store := newStore(t, plots(300)...)
	h := newHandler(t, store, func(c *web.Config) { c.FeatureBytes = 100_000 })
	var asking sync.WaitGroup
	for range 4 {
		asking.Go(func() {
			for i := range 30 {
				page := answer[items](t, get(t, h, fmt.Sprintf("/api/collections/plots/items?limit=50&after=%d", i*8)))
				if page.NumberReturned != 50 || len(page.Features) != 50 || *page.NumberMatched != 300 {
					t.Errorf("%d features of %d", page.NumberReturned, *page.NumberMatched)
				}
			}
		})
	}
	for i := range 10 {
		f := plots(300)[i*20]
		f.Properties["name"] = "changed"
		put(t, store, f)
	}
	asking.Wait()
}
