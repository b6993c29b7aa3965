package main

import (
	"strings"
	"testing"

	"github.com/alam-nlp/alam/internal/gen/lists"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

func TestNamed(t *testing.T) {
	triggers, err := lists.Read("../../../data/lexicon", ner.ReadLexicon)
	if err != nil {
		t.Fatal(err)
	}
	r := readRoles(triggers)
	for _, c := range []struct{ text, want string }{
		{"وقال الرئيس التركي رجب طيب أردوغان أمس",
			"رجب طيب أردوغان"},
		{"التقى محمد بن زايد وزير الخارجية السابق جون كيري",
			"محمد بن زايد جون كيري"},
		{"رئيس الوزراء العراقي محمد السوداني في بغداد",
			"محمد السوداني"},
		{"قال أبو مازن إن عبد الله، وصل",
			"مازن الله"},
		{"وقال صلاح الدين لنصر الله",
			"صلاح الدين الله"},
		{"وأعلن المتحدث باسم الجيش",
			""},
		{"الرئيس المصري. سعيد بالزيارة",
			""},
		{"وصل المدير إلى القاهرة وقال إن أحمد في طريقه",
			""},
	} {
		tokens := new(token.Scanner).Append(nil, c.text)
		var got []string
		last := false
		for i := range tokens {
			if last = tokens[i].Kind == token.Arabic && r.named(tokens, i, last); last {
				got = append(got, tokens[i].Surface)
			}
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, g, c.want)
		}
	}
}
