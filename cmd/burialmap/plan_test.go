package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"burialmap/data/fieldplan"
)

const inSummer = "--today=2027-06-05"

// demo is a folder with the sample and the demonstration plan.
func demo(t *testing.T) (dir string, p shownPlan) {
	t.Helper()
	dir = t.TempDir()
	return dir, decoded[shownPlan](t, dir, "plan", "demo", inSummer, "--json")
}

// conflictsOf are the rules of all conflicts of a timetable.
func conflictsOf(table fieldplan.Timetable) map[string]bool {
	all := map[string]bool{}
	note := func(list []fieldplan.Conflict) {
		for _, c := range list {
			all[c.Rule] = true
		}
	}
	for _, d := range table.Days {
		note(d.Conflicts)
		for _, a := range d.Stops {
			note(a.Conflicts)
		}
	}
	for _, l := range table.LeftOut {
		note(l.Reasons)
	}
	return all
}

func TestTheDemonstrationPlanShowsWhatAPlanCanBe(t *testing.T) {
	dir, p := demo(t)
	if !p.Plan.Fictional || p.Plan.Revision != 1 || p.Plan.Before == nil || p.Timetable.TravelBasis != fieldplan.TravelBoth {
		t.Errorf("%+v", p.Plan)
	}
	got := conflictsOf(p.Timetable)
	for _, want := range []string{
		fieldplan.RuleUnlocated, fieldplan.RuleSeasonClosed, fieldplan.RulePaperTooLate, fieldplan.RulePaperMissing, fieldplan.RulePaperPending,
		fieldplan.RulePaperUnknown, fieldplan.RuleMayApply, fieldplan.RulePoorlyLocated, fieldplan.RuleWarning,
	} {
		if !got[want] {
			t.Errorf("nothing shows %s", want)
		}
	}
	if p.Timetable.Totals.Visited < 14 || p.Timetable.Totals.MustsOut > 0 || len(p.Timetable.LeftOut) != 3 {
		t.Errorf("%+v", p.Timetable.Totals)
	}
	full := 0
	for _, d := range p.Timetable.Days {
		if len(d.Stops) > 0 {
			full++
		}
	}
	if full < 12 {
		t.Errorf("only %d days of %d have visits", full, len(p.Timetable.Days))
	}
	assessed := 0
	for _, site := range p.Plan.Before.Sites {
		if site.Probability != nil {
			assessed++
		}
	}
	if assessed < 6 {
		t.Errorf("only %d sites have overlaps with a probability", assessed)
	}
	for _, feature := range strings.Split(mustRun(t, dir, "export", "restrictions", "--format", "csv").stdout, "\n")[1:] {
		if strings.HasPrefix(feature, "demo-") && !strings.Contains(feature, "true") {
			t.Errorf("not marked as invented: %s", feature)
		}
	}
}

func TestTheDemonstrationPlanIsAddedOnce(t *testing.T) {
	dir, first := demo(t)
	again := decoded[shownPlan](t, dir, "plan", "demo", inSummer, "--json")
	if again.Plan.Revision != 1 || again.Timetable.DataRevision != first.Timetable.DataRevision {
		t.Errorf("revision %d, data revision %d and then %d", again.Plan.Revision, first.Timetable.DataRevision, again.Timetable.DataRevision)
	}
	mustRun(t, dir, "plan", "delete", "demo-plan")
	if r := burialmap(t, dir, "plan", "show", "demo-plan"); r.code != exitFailed {
		t.Errorf("a deleted plan is shown: %d %s", r.code, r.stdout)
	}
	if once := decoded[shownPlan](t, dir, "plan", "demo", inSummer, "--json"); once.Plan.Revision != 3 {
		t.Errorf("after a deletion it is revision %d", once.Plan.Revision)
	}
}

func TestAPlanIsShownInThreeLanguages(t *testing.T) {
	dir, _ := demo(t)
	for lang, words := range map[string][]string{
		"en": {"Larch camp (invented) [locked]", "IMPOSSIBLE: ", "to know: ", "Left out", "Mon 2027-07-05", "the speed of the vehicle, not roads"},
		"ru": {"Лиственничный лагерь (вымышлено) [закреплено]", "НЕВОЗМОЖНО: вне сезона – Только зимник (вымышлено)", "Не вошло", "пн 2027-07-05"},
		"ja": {"カラマツ収容所（架空） [固定]", "不可: 季節外 – 冬季道路のみ（架空）", "含まれない場所", "月 2027-07-05"},
	} {
		text := mustRun(t, dir, "plan", "show", "demo-plan", "--lang", lang, inSummer).stdout
		for _, want := range words {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing:\n%s", lang, want, text)
			}
		}
	}
}

func TestEveryRuleHasWordsInEachLanguageOfTheTerminal(t *testing.T) {
	for _, lang := range []string{"ru", "ja"} {
		for _, rule := range fieldplan.Rules {
			if ruleWord(lang, rule) == "" {
				t.Errorf("%s has no word for %s", lang, rule)
			}
		}
	}
}

func TestAPlanGoesOutToAFileAndComesBack(t *testing.T) {
	dir, p := demo(t)
	p.Plan.Title = "Changed by hand"
	file := writePlan(t, dir, p.Plan)
	if r := mustRun(t, dir, "plan", "check", file); !strings.Contains(r.stdout, "nothing is wrong") {
		t.Error(r.stdout)
	}
	if r := mustRun(t, dir, "plan", "import", file); !strings.Contains(r.stdout, "revision 2") {
		t.Error(r.stdout)
	}
	p.Plan.Title = "Changed by somebody else"
	file = writePlan(t, dir, p.Plan)
	if r := burialmap(t, dir, "plan", "import", file); r.code != exitFailed || !strings.Contains(r.stderr, "--overwrite") {
		t.Errorf("%d %s", r.code, r.stderr)
	}
	if r := mustRun(t, dir, "plan", "import", file, "--overwrite"); !strings.Contains(r.stdout, "revision 3") {
		t.Error(r.stdout)
	}
	if r := mustRun(t, dir, "plan", "list"); !strings.Contains(r.stdout, "Changed by somebody else") {
		t.Error(r.stdout)
	}
}

func writePlan(t *testing.T, dir string, p fieldplan.Plan) string {
	t.Helper()
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "plan.json", string(text))
	return "plan.json"
}

func TestAPlanThatIsNoneIsSaidWithCodeThree(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "plan.json", `{"title":"x","zone":"nowhere"}`)
	for _, command := range []string{"check", "import"} {
		r := burialmap(t, dir, "plan", command, "plan.json")
		if r.code != exitPartial || !strings.Contains(r.stdout+r.stderr, "no time zone") {
			t.Errorf("%s: %d\n%s\n%s", command, r.code, r.stdout, r.stderr)
		}
	}
	if r := burialmap(t, dir, "plan", "check", "missing.json"); r.code != exitFailed {
		t.Errorf("%d %s", r.code, r.stderr)
	}
}

func TestANewPlanIsOfChosenSitesOrOfTheFirstOfTheRanking(t *testing.T) {
	dir, _ := demo(t)
	common := []string{"plan", "new", "--title", "Three days", "--base", "132.21,55.09", "--from", "2027-07-05", "--to", "2027-07-07", inSummer, "--json"}
	chosen := decoded[shownPlan](t, dir, append(common, "--sites", "demo-larch,sites/demo-mill", "--id", "three", "--night", "Hut=132.3,55.2")...)
	if chosen.Plan.ID != "three" || chosen.Timetable.Plan != "three" || chosen.Timetable.Totals.Visited != 2 || len(chosen.Plan.Nights) != 1 {
		t.Errorf("%+v", chosen)
	}
	top := decoded[shownPlan](t, dir, append(common, "--top", "5")...)
	if len(top.Plan.Stops) != 5 || top.Plan.ID == "" {
		t.Errorf("%+v", top.Plan)
	}
	for _, c := range []struct {
		args []string
		code int
	}{
		{append(common, "--sites", "demo-lurch"), exitFailed},
		{common, exitUsage},
		{append(common, "--sites", "demo-larch", "--top", "5"), exitUsage},
		{append(common, "--top", "5", "--zone", "nowhere"), exitUsage},
		{append(common, "--top", "5", "--vehicles", "21"), exitUsage},
		{[]string{"plan", "show", "three", "--today", "soon"}, exitUsage},
	} {
		if r := burialmap(t, dir, c.args...); r.code != c.code || r.stderr == "" {
			t.Errorf("%v: %d, want %d: %s", c.args, r.code, c.code, r.stderr)
		}
	}
}

func TestAPositionFromTheFieldChangesWhatAPlanRemembers(t *testing.T) {
	dir, p := demo(t)
	was := p.Plan.Before.Sites["demo-mill"].Probability
	mill := p.Plan.Before.Sites["demo-mill"]
	if was == nil || *was < 0.44 || *was > 0.48 || mill.Class != "possible" {
		t.Fatalf("before the fix: %+v", mill)
	}
	write(t, dir, "fix.csv", "id,of,lat,lon,accuracy_m,location_method\nfix,sites/demo-mill,55.13484,132.11593,5,gps\n") // 4 m to the south
	mustRun(t, dir, "import", "fix.csv", "-c", "positions", "--source", "team")
	mustRun(t, dir, "prefer", "fix")
	changes := decoded[struct{ Changes []fieldplan.Changed }](t, dir, "plan", "changes", "demo-plan", "--json").Changes
	at := slices.IndexFunc(changes, func(c fieldplan.Changed) bool { return c.Site == "demo-mill" && c.Overlap == "" })
	if at < 0 || changes[at].Before == nil || *changes[at].Before != *was || changes[at].After == nil || *changes[at].After < 0.05 || *changes[at].After > 0.1 {
		t.Fatalf("%+v", changes)
	}
	written := slices.ContainsFunc(changes, func(c fieldplan.Changed) bool {
		return slices.Contains(c.Written, "sites/demo-mill") || c.Kind == "gone"
	})
	if !written {
		t.Errorf("no pair says what was moved: %+v", changes)
	}
	if text := mustRun(t, dir, "plan", "changes", "demo-plan").stdout; !strings.Contains(text, "45.8 % → 7.2 %") || !strings.Contains(text, "Old mill") {
		t.Error(text)
	}
	if r := mustRun(t, dir, "plan", "accept", "demo-plan"); !strings.Contains(r.stdout, "revision 2") {
		t.Error(r.stdout)
	}
	if r := mustRun(t, dir, "plan", "changes", "demo-plan"); !strings.Contains(r.stdout, "Nothing has changed") {
		t.Error(r.stdout)
	}
}

func TestTheMatrixOfAPlanGoesOutToBeFilledInAndComesBack(t *testing.T) {
	dir, p := demo(t)
	mustRun(t, dir, "plan", "matrix", "demo-plan", "-o", "ways.csv")
	text, err := os.ReadFile(filepath.Join(dir, "ways.csv"))
	if err != nil || !strings.HasPrefix(string(text), "from,to,minutes,km,estimate_minutes,estimate_km\n") {
		t.Fatalf("%v %.100s", err, text)
	}
	if got := lines(string(text)) - 1; got != 22*21 {
		t.Errorf("%d ways between 22 places", got)
	}
	if r := mustRun(t, dir, "plan", "matrix", "demo-plan", "--read", "ways.csv"); !strings.Contains(r.stdout, "ways") {
		t.Error(r.stdout)
	}
	again := decoded[shownPlan](t, dir, "plan", "show", "demo-plan", "--json", inSummer)
	if again.Timetable.Totals != p.Timetable.Totals {
		t.Errorf("%+v, before %+v", again.Timetable.Totals, p.Timetable.Totals)
	}
	write(t, dir, "ways.csv", "to;from;minutes\nbase;demo-larch;12,5\nbase;demo-mill;x\n")
	if r := burialmap(t, dir, "plan", "matrix", "demo-plan", "--read", "ways.csv"); r.code != exitPartial || !strings.Contains(r.stdout, "line 3") {
		t.Errorf("%d %s %s", r.code, r.stdout, r.stderr)
	}
}

func TestSitesAreRankedWithTheirFacts(t *testing.T) {
	dir, _ := demo(t)
	r := decoded[fieldplan.Ranking](t, dir, "plan", "rank", "--words", "invented", "--top", "0", "--accuracy", "0", "--json", inSummer)
	if len(r.Sites) < 19 || r.Weights.Accuracy != 0 || r.Today != "2027-06-05" {
		t.Errorf("%d sites, %+v", len(r.Sites), r.Weights)
	}
	text := mustRun(t, dir, "plan", "rank", "--words", "invented", "--facts", inSummer).stdout
	for _, want := range []string{"by what a visit would tell", "overlap_probability", "? "} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
	if r := burialmap(t, dir, "plan", "rank", "--overlap=-1"); r.code != exitUsage {
		t.Errorf("%d %s", r.code, r.stderr)
	}
}
