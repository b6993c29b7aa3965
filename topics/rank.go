package topics

import (
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/alam-nlp/alam/internal/tsv"
)

// A Feature is what can be said of a term of a text, in a number.
type Feature uint8

// The features. Counts and places are of words that are no stop words.
const (
	FeatureLogTF    Feature = iota // ln tf
	FeatureLogIDF                  // ln idf
	FeatureEarly                   // exp(-i/75), the first occurrence being at word i
	FeatureLead                    // 1 - i/n of n words in all
	FeatureSpread                  // words between first and last occurrence, as a part of all
	FeatureTitle                   // 1 if it stands in a title
	FeatureTwoWords                // 1 if it has two words
	FeatureLonger                  // 1 if it has three words or more
	FeatureEntity                  // 1 if it is an entity
	FeatureOnce                    // 1 if it is a phrase that occurs once and that the table of document frequencies does not hold
	FeatureRare                    // 1 if the table does not hold it
	FeatureDefinite                // the part of occurrences that begin with the article; 0 for entities
	FeatureOpens                   // the part of occurrences that open a sentence, where Arabic puts verbs; 0 for entities
	FeatureBound                   // occurrences of a phrase as a part of those of its rarest word; 0 for single words
	FeatureLetters                 // ln of the letters of the first occurrence
	NumFeatures
)

// earlyDecay is the number of words after which Early has fallen to 1/e.
const earlyDecay = 75

var featureNames = [NumFeatures]string{"log_tf", "log_idf", "early", "lead", "spread", "title", "two_words", "longer", "entity", "once", "rare",
	"definite", "opens", "bound", "letters"}

func (f Feature) String() string {
	if f < NumFeatures {
		return featureNames[f]
	}
	return fmt.Sprintf("Feature(%d)", uint8(f))
}

// Rank says how what else is known of a term changes its TF-IDF: the weight of
// a term is tfidf * exp(sum of Weights[f] * f), a log-linear score. The zero
// value changes nothing: terms are ranked by TF-IDF alone.
type Rank struct {
	// Weights are those of the features.
	Weights [NumFeatures]float64
	// Overlap, 0 to 1, is what an occurrence counts less if it overlaps one of
	// a better term without lying within it.
	Overlap float64
}

// overlapRow is the row of the file that holds Overlap.
const overlapRow = "overlap"

// ParseError is an error in a table: its Path, the Line from 1, the character of the
// line from 1 (Col), and the cause (Err).
type ParseError = tsv.ParseError

// ReadRank reads weights: tab-separated, a header line with the columns
// feature, weight and, if wanted, note, then a feature a line; lines that begin
// with # are comments. A feature that is not listed weighs 0. The last
// line is a comment, "# end: 7 rows", that says how many there are, so that a file
// which was cut is refused. path is for
// errors, which are *ParseError.
func ReadRank(path string, r io.Reader) (*Rank, error) {
	rank, seen := &Rank{}, map[string]bool{}
	err := tsv.ReadClosed(path, r, []string{"feature", "weight"}, []string{"feature", "weight", "note"}, func(row tsv.Row) error {
		name := row.Cell("feature")
		v, err := strconv.ParseFloat(row.Cell("weight"), 64)
		if err != nil || math.IsNaN(v) || math.Abs(v) > maxWeight {
			return row.Fail("weight", "%q is no number from -%d to %d", row.Cell("weight"), maxWeight, maxWeight)
		}
		if seen[name] {
			return row.Fail("feature", "%s is listed twice", name)
		}
		seen[name] = true
		if name == overlapRow {
			rank.Overlap = v
			if rank.check() != nil {
				return row.Fail("weight", "%s is %v, want 0 to 1", name, v)
			}
			return nil
		}
		for f, n := range featureNames {
			if n == name {
				rank.Weights[f] = v
				return nil
			}
		}
		return row.Fail("feature", "no feature is called %q", name)
	})
	if err != nil {
		return nil, err
	}
	return rank, nil
}

// WriteTo writes the file that ReadRank reads, less its comments.
func (r *Rank) WriteTo(w io.Writer) (int64, error) {
	n, err := fmt.Fprint(w, "feature\tweight\n")
	for f := Feature(0); f < NumFeatures && err == nil; f++ {
		var k int
		k, err = fmt.Fprintf(w, "%s\t%.4g\n", f, r.Weights[f])
		n += k
	}
	if err == nil {
		var k int
		k, err = fmt.Fprintf(w, "%s\t%.4g\n", overlapRow, r.Overlap)
		n += k
	}
	if err == nil {
		var k int
		k, err = fmt.Fprintln(w, tsv.Closing(int(NumFeatures)+1))
		n += k
	}
	return int64(n), err
}

// maxWeight keeps exp of the sum within what a float64 holds.
const maxWeight = 20

func (r *Rank) check() error {
	for f, v := range r.Weights {
		if !(math.Abs(v) <= maxWeight) {
			return fmt.Errorf("topics: weight of %s is %v, want -%d to %d", Feature(f), v, maxWeight, maxWeight)
		}
	}
	if !(r.Overlap >= 0 && r.Overlap <= 1) {
		return fmt.Errorf("topics: Rank.Overlap is %v, want 0 to 1", r.Overlap)
	}
	return nil
}

// boost is the factor of a candidate with these features.
func (r *Rank) boost(f *[NumFeatures]float64) float64 {
	sum := 0.0
	for i, w := range r.Weights {
		sum += w * f[i]
	}
	return math.Exp(sum)
}
