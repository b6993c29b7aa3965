package engine

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/text/repair"
	"golang.org/x/text/encoding/charmap"
)

// misread reads UTF-8 as windows-1256.
func misread(t *testing.T, s string) string {
	t.Helper()
	out, err := charmap.Windows1256.NewDecoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestRepair: a mended text has the names of the sound one, where they stand in
// the source, and regions that tile it.
func TestRepair(t *testing.T) {
	a := analyzer(t, Options{Repair: true, Topics: 5, Categories: 2}, nil)
	plain := analyzer(t, Options{Topics: 5, Categories: 2}, nil)
	files, err := fs.Glob(data.Samples(), "samples/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	ctx := context.Background()
	for _, f := range files {
		b, err := fs.ReadFile(data.Samples(), f)
		if err != nil {
			t.Fatal(err)
		}
		sound := string(b)
		want, err := plain.Analyze(ctx, sound)
		if err != nil {
			t.Fatal(err)
		}
		if len(want.Damage) > 0 {
			t.Errorf("%s: %+v", f, want.Damage)
		}
		same, err := a.Analyze(ctx, sound)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, same); d != "" {
			t.Errorf("%s: sound text differs: %.300s", f, d)
		}
		source := misread(t, sound)
		got, err := a.Analyze(ctx, source)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Damage) != 1 || got.Damage[0].Kind != repair.Mojibake {
			t.Errorf("%s: %+v", f, got.Damage)
		}
		if got.Document.Source != source {
			t.Errorf("%s: the document has another source", f)
		}
		end := 0
		for _, r := range got.Document.Regions {
			if r.Start != end {
				t.Errorf("%s: a region begins at %d, behind %d", f, r.Start, end)
			}
			end = r.End
		}
		if end != len(source) {
			t.Errorf("%s: regions end at %d of %d", f, end, len(source))
		}
		if len(got.Mentions) != len(want.Mentions) {
			t.Fatalf("%s: %d mentions, want %d", f, len(got.Mentions), len(want.Mentions))
		}
		for i, m := range got.Mentions {
			w := want.Mentions[i]
			if m.Text != source[m.Start:m.End] || m.Text != misread(t, w.Text) || m.Label != w.Label || m.Entity != w.Entity {
				t.Errorf("%s: %q at %d..%d, want %q", f, m.Text, m.Start, m.End, w.Text)
			}
		}
		for i, k := range got.Topics {
			if at := source[k.Start:k.End]; at != misread(t, sound[want.Topics[i].Start:want.Topics[i].End]) {
				t.Errorf("%s: %q at %q", f, k.Term, at)
			}
		}
	}
}

// TestKnown: news, dialect and lists of names are not text of unknown words;
// letters without sense are.
func TestKnown(t *testing.T) {
	a := analyzer(t, Options{}, nil)
	for s, want := range map[string]bool{
		"زار الرئيس الروسي القاهرة وأعلنت الحكومة في بيان لها أن المحادثات كانت مثمرة": false,
		"شو بدك تعمل هلق يا زلمة ليش هيك عم تحكي معي والله ما عرفت شي عنك":             false,
		"فلاديمير بوتين\nدونالد ترامب\nأنجيلا ميركل\nمحمود عباس\nمحمد صلاح":            false,
		"زكر لشب غطق حصث دذجل كطب خخخم ثثبل شسيل لاتنمب كمنتبا حخهعغ":                  true,
	} {
		x, err := a.Analyze(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(x.Damage) > 0; got != want {
			t.Errorf("%q: %+v", s, x.Damage)
		}
	}
}

// TestRepairNotUTF8: what is not UTF-8 is refused, and not mended.
func TestRepairNotUTF8(t *testing.T) {
	if _, err := analyzer(t, Options{Repair: true}, nil).Analyze(context.Background(), "ﻣﺼﺮ \xff"); !errors.Is(err, text.ErrNotUTF8) {
		t.Errorf("got %v", err)
	}
}

// TestReportedDamage: a text that somebody lost to a wrong encoding is told and mended.
func TestReportedDamage(t *testing.T) {
	const path = "../../../shared/reports/give-files.jsonl"
	b, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("skipped: %s is absent", path)
	}
	a := analyzer(t, Options{Repair: true}, nil)
	for line := range strings.Lines(string(b)) {
		var x struct {
			ID    string
			Files map[string]json.RawMessage
		}
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			t.Fatal(err)
		}
		if x.ID != "files/37" {
			continue
		}
		var source string
		if err := json.Unmarshal(x.Files["m.txt"], &source); err != nil {
			t.Fatal(err)
		}
		got, err := a.Analyze(context.Background(), source)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Damage) != 1 || got.Damage[0].Kind != repair.Mojibake || len(got.Mentions) != 2 {
			t.Errorf("%+v, %d mentions", got.Damage, len(got.Mentions))
		}
		return
	}
	t.Errorf("%s has no files/37", path)
}
