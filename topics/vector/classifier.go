package vector

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
)

// A Class is one of the categories that a Classifier tells apart.
type Class struct{ ID, Name, NameAr string }

// A Category is a class that a text may be of. Score, 0 to 1, is how likely that
// is; those of all classes sum to 1.
type Category struct {
	Class
	Score float64
}

// A Classifier says of which class a text is, by a linear model over the rows
// of a Vectorizer. It is immutable and safe to share. The zero value has no
// classes.
type Classifier struct {
	v       *Vectorizer
	classes []Class
	weights string    // int8 by term, then class
	scale   []float64 // by class: what 1 of weights is worth
	bias    []float64
	// temperature divides scores.
	temperature float64
	scratch     sync.Pool // of *RowWriter
}

// The form of a classifier's file.
const (
	classMagic    = "ALAMCLSF"
	classVersion  = 1
	classSections = 4 // vectorizer, weights, numbers, classes
	levels        = 127

	// maxScale keeps scores within what a float64 holds.
	maxScale = 1e9
)

// errNoClasses is a Classifier without classes.
var errNoClasses = errors.New("vector: a classifier needs two classes")

// NewClassifier makes a Classifier. weights[j*len(classes)+c] is what column j
// of v adds to the score of class c, bias what the class has by itself, and
// temperature, which is positive, divides the scores before their softmax.
// Weights are kept to the 127th part of the greatest of their class.
func NewClassifier(v *Vectorizer, classes []Class, weights, bias []float64, temperature float64) (*Classifier, error) {
	k := len(classes)
	switch {
	case k < 2:
		return nil, errNoClasses
	case len(weights) != k*v.Terms() || len(bias) != k:
		return nil, fmt.Errorf("vector: %w: %d weights and %d intercepts for %d terms and %d classes", ErrVocabulary, len(weights), len(bias), v.Terms(), k)
	}
	c := &Classifier{v: v, classes: slices.Clone(classes), bias: slices.Clone(bias), scale: make([]float64, k), temperature: temperature}
	for i, w := range weights {
		c.scale[i%k] = max(c.scale[i%k], math.Abs(w)/levels)
	}
	packed := make([]byte, len(weights))
	for i, w := range weights {
		if s := c.scale[i%k]; s > 0 {
			packed[i] = byte(int8(math.Round(w / s)))
		}
	}
	c.weights = string(packed)
	return c, c.ready()
}

// ready checks the numbers.
func (c *Classifier) ready() error {
	for _, list := range [][]float64{c.scale, c.bias, {c.temperature}} {
		for _, v := range list {
			if !(math.Abs(v) <= maxScale) {
				return fmt.Errorf("vector: classifier: %w: a weight is %v", flat.ErrCorrupt, v)
			}
		}
	}
	if !(c.temperature >= 1/maxScale) {
		return fmt.Errorf("vector: classifier: %w: temperature %v", flat.ErrCorrupt, c.temperature)
	}
	for i, k := range c.classes {
		if k.ID == "" || slices.ContainsFunc(c.classes[:i], func(o Class) bool { return o.ID == k.ID }) {
			return fmt.Errorf("vector: classifier: %w: class %d has the id %q", flat.ErrCorrupt, i+1, k.ID)
		}
	}
	c.scratch.New = func() any { return c.v.Writer() }
	return nil
}

// Tempered is the same classifier with its scores divided by one number more,
// as where another set of texts shows that it is too sure of itself.
func (c *Classifier) Tempered(by float64) (*Classifier, error) {
	out := &Classifier{v: c.v, classes: c.classes, weights: c.weights, scale: c.scale, bias: c.bias, temperature: c.temperature * by}
	return out, out.ready()
}

// Classes are those that are told apart.
func (c *Classifier) Classes() []Class { return slices.Clone(c.classes) }

// Vectorizer is what turns texts into rows for the model.
func (c *Classifier) Vectorizer() *Vectorizer { return c.v }

// Classify gives the classes of a text, the likeliest first, of equals the one
// that stands first among Classes. tokens are those of src, or of a part of it.
// A text that holds no term of the vocabulary has none.
func (c *Classifier) Classify(src string, tokens []token.Token) []Category {
	if c.v == nil {
		return nil
	}
	w := c.scratch.Get().(*RowWriter)
	defer c.scratch.Put(w)
	return c.rank(w.TokenRow(src, tokens))
}

// ClassifyText is Classify for a text that is not split into tokens.
func (c *Classifier) ClassifyText(text string) []Category {
	if c.v == nil {
		return nil
	}
	w := c.scratch.Get().(*RowWriter)
	defer c.scratch.Put(w)
	return c.rank(w.Row(text))
}

// rank scores the classes of a row.
func (c *Classifier) rank(row Vector) []Category {
	if len(row.Indices) == 0 {
		return nil
	}
	k := len(c.classes)
	s := make([]float64, k)
	for x, j := range row.Indices {
		v := row.Data[x]
		for i := range s {
			s[i] += v * float64(int8(c.weights[int(j)*k+i]))
		}
	}
	top := math.Inf(-1)
	for i := range s {
		s[i] = (s[i]*c.scale[i] + c.bias[i]) / c.temperature
		top = max(top, s[i])
	}
	sum := 0.0
	for i := range s {
		s[i] = math.Exp(s[i] - top)
		sum += s[i]
	}
	out := make([]Category, k)
	for i := range s {
		out[i] = Category{c.classes[i], s[i] / sum}
	}
	slices.SortStableFunc(out, func(a, b Category) int { return cmp.Compare(b.Score, a.Score) })
	return out
}

// A Reason is a term that speaks for a class.
type Reason struct {
	Term string
	// Weight is what the term adds to the score of the class.
	Weight float64
}

// Explain gives the n terms of a text that speak most for a class.
func (c *Classifier) Explain(text, id string, n int) []Reason {
	i := slices.IndexFunc(c.classes, func(k Class) bool { return k.ID == id })
	if i < 0 {
		return nil
	}
	row := c.v.Writer().Row(text)
	var out []Reason
	for x, j := range row.Indices {
		if w := row.Data[x] * float64(int8(c.weights[int(j)*len(c.classes)+i])) * c.scale[i]; w > 0 {
			out = append(out, Reason{c.v.Term(int(j)), w})
		}
	}
	slices.SortStableFunc(out, func(a, b Reason) int { return cmp.Compare(b.Weight, a.Weight) })
	return out[:max(min(n, len(out)), 0)]
}

// File gives the bytes that OpenClassifier opens; none for a zero Classifier.
func (c *Classifier) File() []byte {
	if c.v == nil {
		return nil
	}
	var numbers []uint32
	for _, list := range [][]float64{{c.temperature}, c.scale, c.bias} {
		for _, v := range list {
			b := math.Float64bits(v)
			numbers = append(numbers, uint32(b), uint32(b>>32))
		}
	}
	var names []string
	for _, k := range c.classes {
		names = append(names, k.ID, k.Name, k.NameAr)
	}
	return flat.Write(classMagic, classVersion, c.v.File(), []byte(c.weights), flat.AppendUint32s(nil, numbers...), []byte(strings.Join(names, "\x00")))
}

// OpenClassifier opens the content of a file, as Classifier.File gave it; see OpenVectorizer for
// df and stop, and for how it refuses a file.
func OpenClassifier(content string, df *topics.DocFreq, stop *topics.StopWords) (*Classifier, error) {
	fail := func(err error) (*Classifier, error) { return nil, fmt.Errorf("vector: classifier: %w", err) }
	s, err := flat.Open(content, classMagic, classVersion, classSections)
	if err != nil {
		return fail(err)
	}
	c := &Classifier{weights: s[1]}
	if c.v, err = OpenVectorizer(s[0], df, stop); err != nil {
		return nil, err
	}
	names := strings.Split(s[3], "\x00")
	k := len(names) / 3
	numbers := flat.Uint32s(s[2])
	if k < 2 || len(names) != 3*k || len(s[2]) != 8*(1+2*k) || len(c.weights) != k*c.v.Terms() {
		return fail(fmt.Errorf("%w: lengths of sections", flat.ErrCorrupt))
	}
	for i := range k {
		c.classes = append(c.classes, Class{names[3*i], names[3*i+1], names[3*i+2]})
	}
	number := func(i int) float64 {
		return math.Float64frombits(uint64(numbers.At(2*i)) | uint64(numbers.At(2*i+1))<<32)
	}
	c.temperature = number(0)
	for i := range k {
		c.scale = append(c.scale, number(1+i))
		c.bias = append(c.bias, number(1+k+i))
	}
	return c, c.ready()
}
