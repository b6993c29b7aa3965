package topics_test

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/topics"
)

func documents(docs ...string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func count(t testing.TB, opts topics.DocFreqOptions, docs ...string) *topics.DocFreq {
	t.Helper()
	file, err := topics.CountDocFreq(documents(docs...), opts)
	if err != nil {
		t.Fatal(err)
	}
	d, err := topics.OpenDocFreq(string(file))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var all = [3]int{1, 1, 1}

func TestCountDocFreq(t *testing.T) {
	d := count(t, topics.DocFreqOptions{MinDF: all, Stop: stopWords(t)},
		"وزير الخارجية في القاهرة. الوزير",
		"الوزير يلتقي وزير الخارجية المصري",
		"وزارة الخارجية، المصري",
		"Central banks and the central bank",
		"",
	)
	for term, want := range map[string]int{
		"وزير":          2, // وزير and الوزير, once in a document
		"خارج":          3,
		"وزير خارج":     2,
		"خارج مصر":      1, // not over the comma
		"وزير خارج مصر": 1,
		"خارج قاهر":     0, // not over a stop word
		"central bank":  1,
		"bank central":  0,
		"في":            0,
		"":              0,
	} {
		if got := d.DF(term); got != want {
			t.Errorf("DF %d, want %d:\n%s", got, want, term)
		}
	}
	if d.Docs() != 5 || d.Least(1) != 1 || d.Least(4) != 0 {
		t.Errorf("Docs %d, Least %d %d", d.Docs(), d.Least(1), d.Least(4))
	}
}

func TestCountDocFreqOptions(t *testing.T) {
	docs := []string{"مجلس الأمن الدولي", "مجلس الأمن", "مجلس"}
	d := count(t, topics.DocFreqOptions{MinDF: [3]int{2, 2, -1}}, docs...)
	for term, want := range map[string]int{"مجلس": 3, "امن": 2, "دول": 0, "مجلس امن": 2, "مجلس امن دول": 0} {
		if got := d.DF(term); got != want {
			t.Errorf("DF %d, want %d:\n%s", got, want, term)
		}
	}
	if d := count(t, topics.DocFreqOptions{MinDF: all, Words: d}, docs...); d.DF("مجلس امن دول") != 1 {
		t.Error("with known words a phrase is lost")
	}
	if d := count(t, topics.DocFreqOptions{}); d.Docs() != 0 || d.Len() != 0 {
		t.Error("no documents give terms")
	}
	// With too little room, rare phrases go and words stay.
	var many []string
	for i := range 200 {
		many = append(many, fmt.Sprintf("alpha beta w%dx w%dy", i, i))
	}
	d = count(t, topics.DocFreqOptions{MinDF: all, Room: 50}, many...)
	if d.DF("alpha") != 200 || d.DF("alpha beta") < 150 {
		t.Errorf("DF %d %d, want 200 and nearly so", d.DF("alpha"), d.DF("alpha beta"))
	}
	bad := errors.New("bad document")
	_, err := topics.CountDocFreq(func(yield func(string, error) bool) { yield("", bad) }, topics.DocFreqOptions{})
	if !errors.Is(err, bad) {
		t.Errorf("error %v", err)
	}
}

func TestCountDocFreqOrder(t *testing.T) {
	docs := []string{"مجلس الأمن الدولي", "القمة العربية في بغداد", "وزير الدفاع", "the central bank"}
	a, err := topics.CountDocFreq(documents(docs...), topics.DocFreqOptions{MinDF: all})
	if err != nil {
		t.Fatal(err)
	}
	b, err := topics.CountDocFreq(documents(docs[2], docs[0], docs[3], docs[1]), topics.DocFreqOptions{MinDF: all})
	if err != nil || !bytes.Equal(a, b) {
		t.Errorf("another order of documents gives another file (%v)", err)
	}
}

func TestOpenDocFreqRefuses(t *testing.T) {
	file, err := topics.CountDocFreq(documents("مجلس الأمن الدولي"), topics.DocFreqOptions{MinDF: all})
	if err != nil {
		t.Fatal(err)
	}
	alter := func(i int) string {
		b := bytes.Clone(file)
		b[i] ^= 0x40
		return string(b)
	}
	for _, c := range []struct {
		name, file string
		want       error
	}{
		{"empty", "", topics.ErrFormat},
		{"another kind", "ALAMGAZT" + strings.Repeat("\x00", 40), topics.ErrFormat},
		{"another version", alter(8), topics.ErrVersion},
		{"cut short", string(file[:len(file)-5]), topics.ErrTruncated},
		{"longer", string(file) + "\x00\x00\x00\x00", topics.ErrChecksum},
		{"altered", alter(len(file) - 3), topics.ErrChecksum},
		{"frequency over documents", string(flat.Write("ALAMDFRQ", 1, flat.AppendUint32s(nil, 1, 1, 1, 1),
			flat.AppendUint32s(nil, 2), flat.AppendUint32s(nil, 1), flat.AppendUint32s(nil, 0, 0, 0, 0), []byte("x"))), topics.ErrCorrupt},
		{"another hash", string(flat.Write("ALAMDFRQ", 1, flat.AppendUint32s(nil, 1, 1, 1, 1),
			flat.AppendUint32s(nil, 1), flat.AppendUint32s(nil, 1), flat.AppendUint32s(nil, 0, 0, 0, 0), []byte("x"))), topics.ErrVersion},
		{"lengths", string(flat.Write("ALAMDFRQ", 1, nil, nil, nil, flat.AppendUint32s(nil, 0), nil)), topics.ErrCorrupt},
	} {
		if _, err := topics.OpenDocFreq(c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	var none *topics.DocFreq
	if none.DF("x") != 0 || none.Docs() != 0 || none.Len() != 0 || none.Least(1) != 0 {
		t.Error("no table knows something")
	}
}
