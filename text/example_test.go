package text_test

import (
	"fmt"
	"strings"

	"github.com/alam-nlp/alam/text"
)

const patterns = `kind	where	pattern	note
dateline	line	{word} [(]وكالات[)]	
keywords	start	كلمات دلالية :{rest}	
boilerplate	start	أخبار ذات صلة	
`

const page = `قمة عربية في القاهرة
القاهرة (وكالات)
أخبار ذات صلةأعلنت الجامعة العربية موعد القمة المقبلة.
كلمات دلالية: القاهرة الجامعة العربية
`

func ExampleParse() {
	p, err := text.ParsePatterns("patterns.tsv", strings.NewReader(patterns))
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := text.Parse(page, p)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range d.Regions {
		fmt.Printf("%3d %3d %s\n", r.Start, r.End, r.Kind)
	}
	// Output:
	//   0  38 title
	//  38  68 dateline
	//  68  92 boilerplate
	//  92 169 body
	// 169 239 keywords
}
