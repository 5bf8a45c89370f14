package data

import (
	"reflect"
	"testing"
)

func TestASeasonHasBothEndsOrNone(t *testing.T) {
	for _, c := range []struct {
		name          string
		opens, closes string // as written; "" is no value
		want          [2]any
		extra         map[string]string
		rule          string
	}{
		{"both", "06-01", "09-30", [2]any{"06-01", "09-30"}, nil, ""},
		{"over New Year", "12-01", "02-29", [2]any{"12-01", "02-29"}, nil, ""},
		{"as people write days", "6-1", "9月30日", [2]any{"06-01", "09-30"}, nil, ""},
		{"in wide digits, as XML", "--06-01", "０９-３０", [2]any{"06-01", "09-30"}, nil, ""},
		{"only its beginning", "06-01", "", [2]any{nil, nil}, map[string]string{"opens": "06-01"}, "season_value"},
		{"only its end", "", "09-30", [2]any{nil, nil}, map[string]string{"closes": "09-30"}, "season_value"},
		{"a day that no year has", "02-30", "", [2]any{nil, nil}, map[string]string{"opens": "02-30"}, "opens_value"},
		{"the date that a spreadsheet makes of it", "2026-06-01", "", [2]any{nil, nil}, map[string]string{"opens": "2026-06-01"}, "opens_value"},
		{"a month", "June", "", [2]any{nil, nil}, map[string]string{"opens": "June"}, "opens_value"},
	} {
		f, problems := rulesFor(t, Restrictions, nil).Assemble(record("kind", "season", "opens", c.opens, "closes", c.closes))
		if got := [2]any{f.Properties["opens"], f.Properties["closes"]}; got != c.want || !reflect.DeepEqual(f.Extra, c.extra) {
			t.Errorf("%s: %v, beside it %v", c.name, got, f.Extra)
		}
		rule := ""
		for _, p := range problems {
			if rule = p.Rule; p.Severity != Warning || p.Advice == "" {
				t.Errorf("%s: %+v", c.name, p)
			}
		}
		if rule != c.rule || len(problems) > 1 {
			t.Errorf("%s: %v, want %q", c.name, problems, c.rule)
		}
	}
}

func TestASpreadsheetOfRestrictionsIsUnderstoodInRussianAndJapanese(t *testing.T) {
	want := map[string]any{
		"kind": "border_zone", "effect": "needs_paper", "concerns": "digging", "region": "Амурская область", "site": "sivaki",
		"lead_days": int64(30), "issuer": "ПУ ФСБ", "in_force": "2018/..", "stated": "2026-03", "note": "по приказу",
	}
	for language, values := range map[string][]any{
		"Russian": {"Вид", "пограничная зона", "Действие", "требуется разрешение", "Касается", "раскопки", "Регион", "Амурская область", "Место захоронения", "sivaki",
			"Срок оформления, дней", "30", "Кем выдаётся", "ПУ ФСБ", "Срок действия", "2018/..", "Дата сведений", "2026-03", "Примечание", "по приказу"},
		"Japanese": {"種別", "国境地帯", "効力", "要許可", "対象作業", "掘削", "地域", "Амурская область", "埋葬地ID", "sivaki",
			"所要日数", "３０", "発行機関", "ПУ ФСБ", "有効期間", "2018/..", "時点", "2026-03", "備考", "по приказу"},
	} {
		f, problems := rulesFor(t, Restrictions, nil).Assemble(record(values...))
		if !reflect.DeepEqual(f.Properties, want) || len(f.Extra) > 0 || len(problems) > 0 {
			t.Errorf("%s: %v, beside it %v, %v", language, f.Properties, f.Extra, problems)
		}
	}
}

func TestASpreadsheetOfObservationsIsUnderstoodInRussianAndJapanese(t *testing.T) {
	want := map[string]any{
		"of": "sites/khurmuli", "takes_position": true, "observed": "2027-07-05", "observer": "А. Ким", "task": "trial_dig", "outcome": "nothing_seen",
		"marker": "none", "inscription": "安らかに", "graves": int64(12), "depth_m": 0.8, "photos": "1.jpg", "remarks": "сыро",
	}
	for language, values := range map[string][]any{
		"Russian": {"Объект наблюдения", "sites/khurmuli", "Это положение объекта", "да", "Дата осмотра", "2027-07-05", "Наблюдатель", "А. Ким", "Вид работ", "пробный раскоп",
			"Результат", "не обнаружено", "Намогильный знак", "нет", "Надпись", "安らかに", "Число могил", "12", "Глубина, м", "0,8", "Фото", "1.jpg", "Примечание", "сыро"},
		"Japanese": {"観察対象", "sites/khurmuli", "対象の位置か", "はい", "調査日", "2027-07-05", "調査者", "А. Ким", "作業内容", "試掘",
			"結果", "確認できず", "墓標", "なし", "碑文", "安らかに", "墓の数", "12", "深さ (m)", "0.8", "写真", "1.jpg", "備考", "сыро"},
	} {
		f, problems := rulesFor(t, Observations, nil).Assemble(record(values...))
		if !reflect.DeepEqual(f.Properties, want) || len(f.Extra) > 0 || len(problems) > 0 {
			t.Errorf("%s: %v, beside it %v, %v", language, f.Properties, f.Extra, problems)
		}
	}
}

func TestADepthIsNotNegative(t *testing.T) {
	f, problems := rulesFor(t, Observations, nil).Assemble(record("depth_m", "-0.8"))
	if f.Properties["depth_m"] != nil || f.Extra["depth_m"] != "-0.8" || len(problems) != 1 || problems[0].Rule != "depth_m_value" {
		t.Errorf("%v, %v, %v", f.Properties, f.Extra, problems)
	}
}
