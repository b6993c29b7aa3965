package main

import (
	"archive/tar"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/ulikunitz/xz"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/word"
)

// catalogue packs messages as GNU gettext does.
func catalogue(order binary.ByteOrder, messages ...[2]string) []byte {
	n := uint32(len(messages))
	b := make([]byte, 28+16*n)
	for i, v := range []uint32{0x950412de, 0, n, 28, 28 + 8*n} {
		order.PutUint32(b[4*i:], v)
	}
	for i, m := range messages {
		for k, s := range m {
			at := 28 + 8*n*uint32(k) + 8*uint32(i)
			order.PutUint32(b[at:], uint32(len(s)))
			order.PutUint32(b[at+4:], uint32(len(b)))
			b = append(append(b, s...), 0)
		}
	}
	return b
}

func TestReadMO(t *testing.T) {
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		b := catalogue(order, [2]string{"", "head"}, [2]string{"100425", "ينبع"})
		got, err := readMO(b)
		if err != nil || len(got) != 2 || got["100425"] != "ينبع" {
			t.Errorf("%v: %q, %v", order, got, err)
		}
		for n := range b {
			got, err := readMO(b[:n]) // no panic, and nothing that is not there
			if err == nil && got["100425"] != "ينبع" {
				t.Errorf("cut to %d bytes: %q", n, got)
			}
		}
	}
}

func TestUnpack(t *testing.T) {
	var compressed bytes.Buffer
	x, err := xz.NewWriter(&compressed)
	if err != nil {
		t.Fatal(err)
	}
	w := tar.NewWriter(x)
	for _, name := range []string{"./usr/share/a", "./usr/share/b"} {
		if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(name))}); err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, name)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	deb := "!<arch>\n"
	for _, m := range [][2]string{{"debian-binary", "2.0"}, {"data.tar.xz", compressed.String()}} {
		deb += fmt.Sprintf("%-16s%-12d%-6d%-6d%-8s%-10d`\n", m[0], 0, 0, 0, "100644", len(m[1])) + m[1]
		if len(m[1])%2 == 1 {
			deb += "\n"
		}
	}
	files, err := unpack([]byte(deb), func(path string) bool { return strings.HasSuffix(path, "b") })
	if err != nil || len(files) != 1 || string(files["usr/share/b"]) != "./usr/share/b" {
		t.Errorf("%q, %v", files, err)
	}
	for _, bad := range []string{"", "no archive", deb[:100], strings.Replace(deb, "data.tar.xz", "data.tar.gz", 1)} {
		if _, err := unpack([]byte(bad), func(string) bool { return true }); err == nil {
			t.Errorf("%q: no error", bad[:min(len(bad), 12)])
		}
	}
	if err := verify("x", []byte(deb)); err == nil {
		t.Error("another package passes for the one that is pinned")
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ raw, name, why string }{
		{"كوباني، حلب", "كوباني", ""},
		{"ولاية تكساس, أمريكا", "ولاية تكساس", ""},
		{"مُحَافَظَة الجَهْرَاء", "محافظة الجهراء", ""},
		{"الســليمانية\u200e", "السليمانية", ""},
		{"تولکرم", "تولكرم", ""},
		{"بانجكا - بليتونج", "بانجكا-بليتونج", ""},
		{"An Nīl", "", "letters or signs that are not Arabic"},
		{"نيويورك City", "", "letters or signs that are not Arabic"},
		{"، حلب", "", "no Arabic letter"},
	} {
		if name, why := clean(c.raw); name != c.name || why != c.why {
			t.Errorf("%q: %q, %q; want %q, %q", c.raw, name, why, c.name, c.why)
		}
	}
}

func TestBuild(t *testing.T) {
	stats, err := word.PackStats([]string{"قول", "قوله"}, []word.Count{{Bare: 50, Article: 60, Suffix: 90}, {Bare: 90}})
	if err != nil {
		t.Fatal(err)
	}
	counts, err := word.OpenStats(string(stats))
	if err != nil {
		t.Fatal(err)
	}
	b := builder{
		ar: map[string]string{
			"1": "تشنغدو", "2": "قوله", "3": "الدمام", "4": "سيسيدي", "5": "غوميز", "6": "قولهام", "7": "مدينة لوغانو",
			"TR.12": "ولاية بينكل", "SY.09": "محافظة حلب", "EG": "مصر", "9": "بصرة", "10": "دلهي الجديدة", "11": "تشنغتو",
		},
		en: map[string]string{"1": "Chengdu", "2": "Kavala", "3": "Dammam", "4": "Seaside", "5": "Gomez", "6": "Oldham", "7": "Lugano",
			"TR.12": "Bingol", "SY.09": "Aleppo", "EG": "Egypt", "9": "Basra", "10": "New Delhi", "11": "Cheng-Du"},
		cities: map[string]city{
			"1": {"CN", "PPLA", 13_000_000}, "2": {"GR", "PPLA2", 60_000}, "3": {"SA", "PPLA", 900_000}, "4": {"US", "PPL", 34_000},
			"5": {"MX", "PPL", 900_000}, "6": {"GB", "PPL", 20_000}, "7": {"CH", "PPL", 400_000}, "9": {"IQ", "PPLA", 2_600_000},
			"10": {"IN", "PPLC", 300_000}, "11": {"CN", "PPL", 20_000},
		},
		words: newWords([]ner.Trigger{{Class: "head.loc.city.out", Form: "مدينة"}, {Class: "head.loc.state.out", Form: "ولاية"},
			{Class: "name.family", Form: "غوميز"}}, counts),
		dropped: map[string]int{}, sure: map[string]bool{},
	}
	b.readListed([]gazetteer.Entry{{Label: "LOC", Name: "الدمام"}, {Label: "LOC", Name: "البصرة"},
		{Label: "LOC", Kind: "city", Name: "نيودلهي", NameEn: "New Delhi (India)", Country: "IN"}})
	var got []string
	for _, e := range b.build() {
		got = append(got, fmt.Sprintf("%s %s %s %s %d %t", e.ID, e.Kind, e.Name, e.Country, e.Prominence, e.NeedsContext))
	}
	want := []string{
		"geonames/1 city تشنغدو CN 8 false",
		"geonames/5 city غوميز MX 4 true",
		"geonames/7 city لوغانو CH 4 false",
		"geonames/TR.12 state بينكل TR 2 false",
		"geonames/6 city قولهام GB 1 true",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s\ndropped %v", strings.Join(got, "\n"), strings.Join(want, "\n"), b.dropped)
	}
}

func TestSpelledByLetter(t *testing.T) {
	if !silentE("US", "Seaside", "سيسيدي") || silentE("US", "Seaside", "سيسايد") || silentE("FR", "Vence", "فانسي") {
		t.Error("silentE")
	}
	if !letterByLetter("Cerritos", "سيرريتوس") || !letterByLetter("Woodland", "ووودلاند") || letterByLetter("Memphis", "ممفيس") || letterByLetter("Woodland", "وودلاند") {
		t.Error("letterByLetter")
	}
}
