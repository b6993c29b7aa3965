package main

import (
	"reflect"
	"strings"
	"testing"
)

const head = "=== eg-001 | outlet: eg-daily | country: EG | date: 2025-03-11 | subject: local | form: clean\n"

func TestParse(t *testing.T) {
	all, err := parse("a.txt", strings.NewReader(head+"زار {السيسي|P|عبد الفتاح السيسي} ل{لأهلي|?O.club|الأهلي}\n\nفي {مصر|L.country|مصر}.\n\n"))
	if err != nil || len(all) != 1 {
		t.Fatalf("%d articles, %v", len(all), err)
	}
	a := all[0]
	if a.Text != "زار السيسي للأهلي\n\nفي مصر." {
		t.Errorf("text %q", a.Text)
	}
	want := []mention{
		{Text: "السيسي", Label: "PER", Name: "عبد الفتاح السيسي"},
		{Text: "لأهلي", Label: "ORG", Kind: "club", Name: "الأهلي", Optional: true},
		{Text: "مصر", Label: "LOC", Kind: "country", Name: "مصر"},
	}
	for i, m := range a.Mentions {
		if a.Text[m.Start:m.End] != m.Text {
			t.Errorf("%+v is %q", m, a.Text[m.Start:m.End])
		}
		m.Start, m.End = 0, 0
		if i >= len(want) || !reflect.DeepEqual(m, want[i]) {
			t.Errorf("mention %+v", m)
		}
	}
	if a.Country != "EG" || a.Date != "2025-03-11" || a.Form != "clean" || a.Subject != "local" {
		t.Errorf("%+v", a)
	}
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"نص\n":                                             "a.txt:1: text before the first article",
		strings.Replace(head, "eg-001", "x", 1):            `a.txt:1: id "x"`,
		strings.Replace(head, "local", "gossip", 1):        `subject "gossip"`,
		strings.Replace(head, "clean", "neat", 1):          `form "neat"`,
		strings.Replace(head, "eg-daily", "sa-daily", 1):   `outlet "sa-daily"`,
		strings.Replace(head, "form: clean", "size: 3", 1): `field "size"`,
		strings.Replace(head, "2025-03-11", "2025", 1):     `cannot parse`,
		head + "{مصر|L|مصر}":                               `label "L"`,
		head + "{مصر|X.city|مصر}":                          `label "X.city"`,
		head + "{مصر،|L.country|مصر}":                      `begins or ends with a sign`,
		head + "{مصر|L.country|}":                          `no entity`,
		head + "{مصر":                                      `a brace or bar`,
	} {
		if _, err := parse("a.txt", strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q\ngot  %v\nwant %s", text, err, want)
		}
	}
}
