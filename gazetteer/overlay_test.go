package gazetteer_test

import (
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/token"
)

// TestOverlays: two lists of a user over the embedded one, in order.
func TestOverlays(t *testing.T) {
	for _, c := range []struct {
		name, first, second, src string
		want                     []string
	}{
		{"both add",
			"\tLOC\tcity\tحلب\tAleppo\t\tSY\t7\t\n",
			"\tLOC\tcity\tحماة\tHama\t\tSY\t6\t\n",
			"حلب وحماة وباريس",
			[]string{"city/aleppo=حلب", "city/hama=حماة", "city/paris=باريس"}},
		{"the first deletes, the second gives the name again",
			"\t-\t\tباريس\t\t\t\t\t\n",
			"\tORG\tclub\tباريس\tPSG\t\tFR\t9\t\n",
			"باريس",
			[]string{"club/psg=باريس"}},
		{"the first adds, the second deletes it by name",
			"\tLOC\tcity\tحلب\tAleppo\tالشهباء\tSY\t7\t\n",
			"\t-\t\tحلب\t\t\t\t\t\n",
			"حلب الشهباء",
			[]string{"city/aleppo=الشهباء"}},
		{"the first adds, the second deletes it by id, with all its names",
			"\tLOC\tcity\tحلب\tAleppo\tالشهباء\tSY\t7\t\n",
			"city/aleppo\t-\t\t\t\t\t\t\t\n",
			"حلب الشهباء",
			nil},
		{"the second deletes what the first replaced: what lay below stays hidden",
			"city/paris\tLOC\tcity\tباريس الكبرى\tParis\t\tFR\t9\t\n",
			"\t-\t\tباريس الكبرى\t\t\t\t\t\n",
			"باريس الكبرى",
			nil},
		{"both give one name: the second wins",
			"\tORG\tclub\tباريس\tPSG\t\tFR\t9\t\n",
			"\tPER\tperson\tباريس\tParis Hilton\t\tUS\t3\t\n",
			"باريس",
			[]string{"person/paris-hilton=باريس"}},
		{"both rename one entry: the second wins",
			"country/lebanon\tLOC\tcountry\tلبنان الكبير\tLebanon\t\tLB\t9\t\n",
			"country/lebanon\tLOC\tcountry\tالجمهورية اللبنانية\tLebanon\t\tLB\t9\t\n",
			"لبنان لبنان الكبير الجمهورية اللبنانية",
			[]string{"country/lebanon=الجمهورية اللبنانية"}},
		{"a replaced entry keeps no alias that is not given again",
			"politician/abdel-fattah-el-sisi\tPER\tpolitician\tعبد الفتاح السيسي\tAbdel Fattah el-Sisi\t\tEG\t9\t\n",
			"",
			"السيسي عبدالفتاح السيسي",
			[]string{"politician/abdel-fattah-el-sisi=عبدالفتاح السيسي"}},
		{"a deleted name is deleted in its derived spelling",
			"\t-\t\tأبو ظبي\t\t\t\t\t\n",
			"",
			"أبوظبي أبو ظبي",
			nil},
		{"a name deleted hides no longer one",
			"\t-\t\tمحمد علي\t\t\t\t\t\n",
			"",
			"محمد علي كلاي",
			[]string{"athlete/muhammad-ali=محمد علي كلاي", "person/ali=علي"}},
		{"a row deletes by its aliases too",
			"\t-\t\tباريس\t\tلبنان|وان\t\t\t\n",
			"",
			"لبنان باريس وان القاهرة",
			[]string{"city/cairo=القاهرة"}},
		{"by id and by name in one row",
			"country/lebanon\t-\t\tباريس\t\t\t\t\t\n",
			"",
			"لبنان باريس القاهرة",
			[]string{"city/cairo=القاهرة"}},
	} {
		got := found(layers(t, list, lintHead+c.first, lintHead+c.second), c.src)
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s:\n%s\ngot  %q\nwant %q", c.name, c.src, got, c.want)
		}
	}
}

// TestReweigh: a row with the id of an entry gives it another prominence, and
// marks its name or takes the mark off; of two lists the last counts.
func TestReweigh(t *testing.T) {
	const five = "city/cannes\tLOC\tcity\tكان\tCannes\t\tFR\t5\t\n"
	const two = "city/cannes\tLOC\tcity\tكان\tCannes\t\tFR\t2\tneeds_context\n"
	for _, c := range []struct {
		name       string
		overlays   []string
		prominence int
		marked     bool
	}{
		{"the list itself", nil, 4, true},
		{"heavier, and not marked", []string{five}, 5, false},
		{"lighter over heavier", []string{five, two}, 2, true},
		{"heavier over lighter", []string{two, five}, 5, false},
	} {
		sources := []string{list}
		for _, o := range c.overlays {
			sources = append(sources, lintHead+o)
		}
		var f gazetteer.Scratch
		ms := layers(t, sources...).Append(nil, &f, token.Tokenize("كان"))
		if len(ms) != 1 {
			t.Fatalf("%s: %d matches, want 1", c.name, len(ms))
		}
		if e := ms[0].List.Entry(ms[0].Entry); e.ID != "city/cannes" || e.Prominence != c.prominence || ms[0].NeedsContext != c.marked {
			t.Errorf("%s: got %s, prominence %d, marked %v; want %d, %v", c.name, e.ID, e.Prominence, ms[0].NeedsContext, c.prominence, c.marked)
		}
	}
}
