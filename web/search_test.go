package web_test

import (
	"net/url"
	"testing"

	"burialmap/data"
)

// searched is the first feature that a search finds.
type searched struct {
	Features []struct {
		Collection, ID, Camp string
		MinistryNo           string `json:"ministry_no"`
		Score                float64
	}
}

func TestASearchFindsByNameNumberAndCamp(t *testing.T) {
	site := func(id, name, number, camp string) data.Feature {
		return data.Feature{ID: id, Collection: "sites", Properties: map[string]any{"name": name, "ministry_no": number, "camp": camp}}
	}
	h := newHandler(t, newStore(t,
		site("village", "フルムリ", "3054;3055", "Camp 18, branch 5"),
		site("camp", "Горин", "1234", "Camp 5"),
		site("hospital", "Старт", "17", "4923rd field hospital"),
		data.Feature{ID: "grave-1234", Collection: "plots", Properties: map[string]any{"name": "Grave 1234"}},
	), nil)
	for words, want := range map[string]string{
		"Khurmuli": "village", "フルムリ": "village", "Хурмули": "village", "hurmuli": "village",
		"1234": "camp", "№ 1234": "camp", "3055": "village", "No. 17": "hospital", "№17": "hospital",
		"лагерь № 5": "camp", "camp 5": "camp", "第5収容所": "camp", "収容所 5": "camp", "4923": "hospital",
	} {
		got := answer[searched](t, get(t, h, "/api/search?q="+url.QueryEscape(words)))
		if len(got.Features) == 0 || got.Features[0].ID != want {
			t.Errorf("%s finds %+v, want %s first", words, got.Features, want)
		}
	}
	got := answer[searched](t, get(t, h, "/api/search?q=1234"))
	if f := got.Features[0]; f.MinistryNo != "1234" || f.Camp != "Camp 5" || f.Score != 1 {
		t.Errorf("the number finds %+v", f)
	}
}

func TestARestrictionIsFoundByItsName(t *testing.T) {
	store := newStore(t, append(ground(), data.Feature{ID: "zone", Collection: "restrictions", Location: data.Location{Fictional: true},
		Properties: map[string]any{"name": "Пограничная зона", "name_en": "Border zone", "kind": "border_zone", "effect": "needs_paper"}})...)
	found := answer[struct {
		Features []struct{ Collection, ID string }
	}](t, get(t, newHandler(t, store, nil), "/api/search?q=border"))
	if len(found.Features) != 1 || found.Features[0].Collection != "restrictions" || found.Features[0].ID != "zone" {
		t.Errorf("%+v", found)
	}
}
