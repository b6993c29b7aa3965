package gazetteer_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/token"
)

const list = `# a comment
label	kind	name	name_en	aliases	country	prominence	flags
LOC	country	فلسطين	Palestine		PS	9	
LOC	country	لبنان	Lebanon		LB	9	
LOC	city	القاهرة	Cairo		EG	9	
LOC	city	باريس	Paris		FR	9	
LOC	city	وان	Van		TR	3	
LOC	city	كان	Cannes		FR	4	needs_context
LOC	city	إب	Ibb		YE	4	
LOC	city	أبو ظبي	Abu Dhabi		AE	8	
ORG	international	الأمم المتحدة	United Nations	المنظمة الدولية|?الهيئة		9	
ORG	party	حزب الله	Hezbollah		LB	9	
ORG	agency	أ ف ب	AFP			5	
PER	athlete	محمد علي كلاي	Muhammad Ali		US	6	
PER	person	علي	Ali			5	
PER	politician	عبد الفتاح السيسي	Abdel Fattah el-Sisi	السيسي	EG	9	
PER	politician	ديفيد بن غوريون	David Ben-Gurion	بن غوريون	IL	5	
`

func layers(t testing.TB, sources ...string) *gazetteer.Layers {
	t.Helper()
	var gs []*gazetteer.Gazetteer
	for _, s := range sources {
		entries, err := gazetteer.ReadTSV("list.tsv", strings.NewReader(s))
		if err != nil {
			t.Fatal(err)
		}
		g, err := gazetteer.New(entries)
		if err != nil {
			t.Fatal(err)
		}
		gs = append(gs, g)
	}
	return gazetteer.NewLayers(gs...)
}

// found gives what is matched in src, as id of the entry and bytes of the text.
func found(l *gazetteer.Layers, src string) []string {
	var f gazetteer.Scratch
	var out []string
	for _, m := range l.Append(nil, &f, token.Tokenize(src)) {
		out = append(out, m.List.Entry(m.Entry).ID+"="+src[m.Start:m.End])
	}
	return out
}

func TestMatch(t *testing.T) {
	l := layers(t, list)
	for _, c := range []struct {
		name, src string
		want      []string
	}{
		{"proclitic wa",
			"وفلسطين",
			[]string{"country/palestine=فلسطين"}},
		{"proclitic ba",
			"بلبنان",
			[]string{"country/lebanon=لبنان"}},
		{"two proclitics",
			"وبلبنان",
			[]string{"country/lebanon=لبنان"}},
		{"lam before lam",
			"للبنان",
			[]string{"country/lebanon=لبنان"}},
		{"wa before the article",
			"والأمم المتحدة",
			[]string{"international/united-nations=الأمم المتحدة"}},
		{"lam and the article: the name begins at the second lam",
			"للأمم المتحدة",
			[]string{"international/united-nations=لأمم المتحدة"}},
		{"hamza left out",
			"الامم المتحدة",
			[]string{"international/united-nations=الامم المتحدة"}},
		{"heh for teh marbuta",
			"القاهره",
			[]string{"city/cairo=القاهره"}},
		{"vowel marks",
			"مُحَمَّد عَلِي كلاي",
			[]string{"athlete/muhammad-ali=مُحَمَّد عَلِي كلاي", "person/ali=عَلِي"}},
		{"tatweel",
			"لبنــان",
			[]string{"country/lebanon=لبنــان"}},
		{"two blanks",
			"الأمم  المتحدة",
			[]string{"international/united-nations=الأمم  المتحدة"}},
		{"a listed name keeps its first letter",
			"باريس وان",
			[]string{"city/paris=باريس", "city/van=وان"}},
		{"not inside words",
			"معلين وعليه اللبنانيون",
			nil},
		{"another hamza is another word",
			"أب",
			nil},
		{"another last letter is another word",
			"على",
			nil},
		{"joined and apart",
			"عبدالفتاح السيسي أبوظبي",
			[]string{"politician/abdel-fattah-el-sisi=عبدالفتاح السيسي", "politician/abdel-fattah-el-sisi=السيسي", "city/abu-dhabi=أبوظبي"}},
		{"hyphens and full stops between",
			"بن-غوريون أ.ف.ب",
			[]string{"politician/david-ben-gurion=بن-غوريون", "agency/afp=أ.ف.ب"}},
		{"initials",
			"كتب أ. ف. ب. اليوم",
			[]string{"agency/afp=أ. ف. ب"}},
		{"not over the end of a line",
			"الأمم\nالمتحدة",
			nil},
		{"presentation forms",
			"حزب \ufdf2",
			[]string{"party/hezbollah=حزب \ufdf2"}},
		{"Persian letters",
			"پاریس",
			[]string{"city/paris=پاریس"}},
	} {
		if got := found(l, c.src); strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s:\n%s\ngot  %q\nwant %q", c.name, c.src, got, c.want)
		}
	}
}

func TestLayers(t *testing.T) {
	const head = "id\tlabel\tkind\tname\tname_en\taliases\tcountry\tprominence\tflags\n"
	for _, c := range []struct {
		name, overlay, src string
		want               []string
	}{
		{"add", "\tLOC\tcity\tحلب\tAleppo\t\tSY\t7\t\n",
			"حلب وباريس",
			[]string{"city/aleppo=حلب", "city/paris=باريس"}},
		{"replace by id", "city/paris\tLOC\tcity\tباريس الكبرى\tParis\t\tFR\t9\t\n",
			"باريس",
			nil},
		{"a name means what the upper list says", "\tORG\tclub\tباريس\tPSG\t\tFR\t9\t\n",
			"باريس",
			[]string{"club/psg=باريس"}},
		{"delete by name", "\t-\t\tباريس\t\t\t\t\t\n",
			"باريس",
			nil},
		{"delete by id", "country/lebanon\t-\t\t\t\t\t\t\t\n",
			"لبنان",
			nil},
	} {
		if got := found(layers(t, list, head+c.overlay), c.src); strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s:\n%s\ngot  %q\nwant %q", c.name, c.src, got, c.want)
		}
	}
}

func TestReadErrors(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"no header", "", "list.tsv:1:1: no header line"},
		{"no tabs", "LOC country لبنان\n", "list.tsv:1:1: column"},
		{"label", "label\tname\nXYZ\tلبنان\n", `list.tsv:2:1: label "XYZ"`},
		{"columns", "label\tname\nLOC\n", "list.tsv:2:1: 1 columns, the header has 2"},
		{"no name", "label\tname\nLOC\t\n", "list.tsv:2:5: no name"},
		{"prominence", "label\tname\tprominence\nLOC\tلبنان\t10\n", `list.tsv:2:11: prominence "10"`},
		{"alias", "label\tname\taliases\nLOC\tلبنان\ta||b\n", "list.tsv:2:11: an empty alias"},
		{"not UTF-8", "label\tname\nLOC\t\xff\n", "list.tsv:2:1: line is not valid UTF-8"},
	} {
		_, err := gazetteer.ReadTSV("list.tsv", strings.NewReader(c.src))
		var perr *gazetteer.ParseError
		if !errors.As(err, &perr) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}

func compiled(t testing.TB) []byte {
	entries, err := gazetteer.ReadTSV("list.tsv", strings.NewReader(list))
	if err != nil {
		t.Fatal(err)
	}
	file, err := gazetteer.Compile(entries)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestOpenRefuses(t *testing.T) {
	file := compiled(t)
	newer := append([]byte(nil), file...)
	newer[8]++
	altered := append([]byte(nil), file...)
	altered[len(altered)/2] ^= 1
	for _, c := range []struct {
		name string
		file string
		want error
	}{
		{"empty", "", gazetteer.ErrFormat},
		{"another kind", strings.Repeat("x", 100), gazetteer.ErrFormat},
		{"header only", string(file[:12]), gazetteer.ErrTruncated},
		{"truncated", string(file[:len(file)-1]), gazetteer.ErrTruncated},
		{"altered", string(altered), gazetteer.ErrChecksum},
		{"longer", string(file) + "x", gazetteer.ErrChecksum},
		{"newer", string(newer), gazetteer.ErrVersion},
	} {
		if _, err := gazetteer.Open(c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

// FuzzOpen: whatever a file holds, it is refused or it can be searched.
func FuzzOpen(f *testing.F) {
	file := compiled(f)
	f.Add(file)
	f.Add(file[:40])
	f.Fuzz(func(_ *testing.T, b []byte) {
		b = flat.Reseal(b)
		g, err := gazetteer.Open(string(b))
		if err != nil {
			return
		}
		searched(g)
	})
}

// FuzzReadTSV: a list is read and compiled, or refused with its line.
func FuzzReadTSV(f *testing.F) {
	f.Add(list)
	f.Add("label\tname\nLOC\tلبنان")
	f.Fuzz(func(t *testing.T, src string) {
		entries, err := gazetteer.ReadTSV("list.tsv", strings.NewReader(src))
		var perr *gazetteer.ParseError
		if err != nil {
			if !errors.As(err, &perr) {
				t.Errorf("error without a place: %v", err)
			}
			return
		}
		if file, err := gazetteer.Compile(entries); err == nil {
			if _, err := gazetteer.Open(string(file)); err != nil {
				t.Errorf("compiled, but not opened: %v", err)
			}
		}
	})
}

func TestLookup(t *testing.T) {
	l := layers(t, list)
	for _, c := range []struct {
		phrase string
		want   gazetteer.Result
	}{
		{"وباريس", gazetteer.Found},
		{"الأمم", gazetteer.Incomplete},
		{"على", gazetteer.Misspelled},
		{"مدريد", gazetteer.Unknown},
	} {
		best := gazetteer.Unknown
		for _, r := range l.Lookup(c.phrase) {
			best = max(best, r.Result)
		}
		if best != c.want {
			t.Errorf("Lookup:\n%s\ngot %v, want %v", c.phrase, best, c.want)
		}
	}
}

// TestHashInside: a name goes on behind the sign of a hashtag, but not from one hashtag
// to the next.
func TestHashInside(t *testing.T) {
	g, err := gazetteer.New([]gazetteer.Entry{{Label: "PER", Name: "دونالد ترمب"}})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"قال دونالد #ترمب إنه":  "دونالد #ترمب",
		"قال #دونالد_ترمب إنه":  "دونالد_ترمب",
		"وسوم: #دونالد #ترمب":   "",
		"قال دونالد # ترمب إنه": "",
	} {
		got := ""
		var f gazetteer.Scratch
		for _, m := range g.Append(nil, &f, token.Tokenize(text)) {
			got = text[m.Start:m.End]
		}
		if got != want {
			t.Errorf("in %s found %q, want %q", text, got, want)
		}
	}
}
