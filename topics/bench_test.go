package topics_test

import (
	"strings"
	"testing"

	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
)

// article is a text for benchmarks, of the length of a news report.
var article = strings.Repeat(`افتتح وزير النقل أمس مشروع الميناء الجديد على ساحل البحر الأحمر، بحضور محافظ المدينة وعدد من سفراء الدول المشاركة.
وقال الوزير في كلمته إن الميناء سيستقبل سفن الحاويات الكبيرة، مؤكدا أن المرحلة الأولى من المشروع اكتملت قبل موعدها بستة أشهر.
وأوضح أن تكلفة المشروع بلغت 900 مليون دولار، وأن شركات محلية نفذت معظم أعمال الحفر والبناء والتجهيز.
من جانبها أشارت هيئة الموانئ إلى أن حركة التجارة عبر الميناء سترتفع بنسبة 40% خلال العام المقبل، وفق دراسة أعدتها جامعة المدينة.
`, 3)

func BenchmarkTokenize(b *testing.B) {
	var s token.Scanner
	var tokens []token.Token
	b.SetBytes(int64(len(article)))
	b.ReportAllocs()
	for b.Loop() {
		tokens = s.Append(tokens[:0], article)
	}
}

// BenchmarkKeyphrases is the cost of scoring, beside that of tokenizing.
func BenchmarkKeyphrases(b *testing.B) {
	x := project(b, topics.Options{})
	tokens := token.Tokenize(article)
	b.SetBytes(int64(len(article)))
	b.ReportAllocs()
	for b.Loop() {
		x.Keyphrases(article, tokens, nil, nil, nil, 10)
	}
}

func BenchmarkCountDocFreq(b *testing.B) {
	docs := documents(strings.SplitAfter(article, "\n")...)
	stop := stopWords(b)
	b.SetBytes(int64(len(article)))
	for b.Loop() {
		if _, err := topics.CountDocFreq(docs, topics.DocFreqOptions{Stop: stop}); err != nil {
			b.Fatal(err)
		}
	}
}
