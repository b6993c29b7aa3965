package vector_test

import (
	"iter"
	"os"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/topics"
)

// stopWords reads the project's list.
func stopWords(t testing.TB) *topics.StopWords {
	t.Helper()
	f, err := os.Open("../../data/stopwords.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := topics.ReadStopWords("data/stopwords.tsv", f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// docFreq opens the project's table.
func docFreq(t testing.TB) *topics.DocFreq {
	t.Helper()
	file, err := os.ReadFile("../../data/docfreq.bin")
	if err != nil {
		t.Fatal(err)
	}
	d, err := topics.OpenDocFreq(string(file))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func documents(docs ...string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// article has the length of a news report.
var article = strings.Repeat(`افتتح وزير النقل أمس مشروع الميناء الجديد على ساحل البحر الأحمر، بحضور محافظ المدينة وعدد من سفراء الدول المشاركة.
وقال الوزير في كلمته إن الميناء سيستقبل سفن الحاويات الكبيرة، مؤكدا أن المرحلة الأولى من المشروع اكتملت قبل موعدها بستة أشهر.
وأوضح أن تكلفة المشروع بلغت 900 مليون دولار، وأن شركات محلية نفذت معظم أعمال الحفر والبناء والتجهيز.
من جانبها أشارت هيئة الموانئ إلى أن حركة التجارة عبر الميناء سترتفع بنسبة 40% خلال العام المقبل، وفق دراسة أعدتها جامعة المدينة.
`, 3)
