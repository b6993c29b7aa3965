package topics_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/topics"
)

func TestReadRank(t *testing.T) {
	r, err := topics.ReadRank("w.tsv", strings.NewReader("# by hand\nfeature\tweight\tnote\nearly\t1.5\tx\nbound\t-2\ty\noverlap\t0.25\t\n# end: 3 rows\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := topics.Rank{Overlap: 0.25}
	want.Weights[topics.FeatureEarly], want.Weights[topics.FeatureBound] = 1.5, -2
	if *r != want {
		t.Errorf("%+v, want %+v", *r, want)
	}
	var b bytes.Buffer
	if _, err := r.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	again, err := topics.ReadRank("w.tsv", &b)
	if err != nil || *again != want {
		t.Errorf("written and read: %+v, %v", again, err)
	}
	for _, bad := range []string{"", "feature\nearly\n", "feature\tweight\nearly\tx\n", "feature\tweight\nearly\tNaN\n", "feature\tweight\nearly\t99\n",
		"feature\tweight\nlate\t1\n", "feature\tweight\nearly\t1\nearly\t1\n", "feature\tweight\noverlap\t2\n", "feature\tweight\nearly\t1\n"} {
		_, err := topics.ReadRank("w.tsv", strings.NewReader(bad))
		var at *topics.ParseError
		if !errors.As(err, &at) || at.Path != "w.tsv" {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
