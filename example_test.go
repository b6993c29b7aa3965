package alam_test

import (
	"context"
	"fmt"
	"log"

	"github.com/alam-nlp/alam"
)

func Example() {
	a, err := alam.New(alam.Options{})
	if err != nil {
		log.Fatal(err)
	}
	const source = "قال الرئيس الروسي فلاديمير بوتين إن بلاده مستعدة للحوار، وأضاف بوتين أن روسيا عضو في الأمم المتحدة."
	x, err := a.Analyze(context.Background(), source)
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range x.Entities {
		fmt.Println(e.Label, e.Kind, e.NameEn, len(e.Mentions))
	}
	// Output:
	// PER politician Vladimir Putin 2
	// LOC country Russia 1
	// ORG international United Nations 1
}
