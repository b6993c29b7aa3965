// Command tag finds the names of one text, and says where each stands and whom
// it means. It needs nothing but the library: lists, rules and weights are
// embedded.
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/alam-nlp/alam"
)

const source = "قال الرئيس الروسي فلاديمير بوتين إن بلاده مستعدة للحوار، وأضاف بوتين أن روسيا عضو في الأمم المتحدة."

func main() {
	a, err := alam.New(alam.Options{}) // takes tens of milliseconds: build one and share it
	if err != nil {
		log.Fatal(err)
	}
	x, err := a.Analyze(context.Background(), source)
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range x.Mentions {
		// Offsets are bytes of the text as given.
		fmt.Println(m.Start, m.End, m.Label, source[m.Start:m.End])
	}
	for _, e := range x.Entities {
		fmt.Println(e.ID, e.NameEn, len(e.Mentions))
	}
}
