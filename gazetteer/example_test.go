package gazetteer_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/token"
)

func Example() {
	entries, err := gazetteer.ReadTSV("names.tsv", strings.NewReader("label\tkind\tname\tname_en\nORG\tinternational\tالأمم المتحدة\tUnited Nations\n"))
	if err != nil {
		log.Fatal(err)
	}
	g, err := gazetteer.New(entries)
	if err != nil {
		log.Fatal(err)
	}
	const src = "رسالة للأمم المتحدة"
	var f gazetteer.Scratch
	for _, m := range g.Append(nil, &f, token.Tokenize(src)) {
		fmt.Println(g.Entry(m.Entry).ID, src[m.Start:m.End], m.Proclitics)
	}
	// Output: international/united-nations لأمم المتحدة la
}
