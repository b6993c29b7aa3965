package ner

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// A Property is something that holds of a word, such as "class title.office"
// or "end ين": in its highest byte the kind, below the number of the value, or
// its hash where values have no numbers.
type Property uint64

const propertyBits = 56 // of the value

// A propertyKind is a kind of properties.
type propertyKind uint8

// The kinds of properties.
const (
	propAny     propertyKind = iota // of every word
	propClass                       // of the lexicon, and the classes above it
	propList                        // listed as a name by itself: label, or label.kind
	propPart                        // in a longer listed name: label and place
	propPhrase                      // in a longer trigger
	propRule                        // in the capture of a rule
	propShape                       // a shape
	propKind                        // what the token is made of
	propCut                         // the proclitics before it
	propEnd                         // its last letters
	propStart                       // its first letters
	propLetters                     // how many it has
	propBare                        // how often news has it
	propArticle                     // in which share with the article
	propSuffix                      // and with a suffix
	propNamed                       // in which share where a person's name must stand
	propFine                        // its class among words that stand alike
	propCoarse                      // and that class's class
	propContext                     // how often it stands in a context
	propLooks                       // how name-like its letters are
	propSort                        // as the name of which sort
	propWord                        // the word itself
	propPlace                       // where it stands
	propSign                        // a punctuation mark
	propKinds
)

var propKindNames = [propKinds]string{"any", "class", "list", "part", "phrase", "rule", "shape", "kind", "cut", "end", "start", "letters",
	"bare", "article", "suffix", "named", "fine", "coarse", "context", "looks", "sort", "word", "place", "sign"}

// contextNames are the contexts as properties name them.
var contextNames = [word.ContextCount]string{"wa", "ba", "la", "title", "say", "nisba", "place", "in", "org", "given",
	"family", "says", "nisbas", "bracket", "quotes", "initial"}

// The bounds of numbers in values.
const (
	maxBucket          = 31
	minShare, maxShare = -6, 3
	maxLetters         = 9
	maxLooks           = 5
)

var articleValues = []string{"", "ال"}

var familiarities = []string{"", "known ", "rare "}

// propValues are the values of the kinds that have numbered ones.
var propValues = [propKinds][]string{
	propAny:     {""},
	propShape:   rule.ShapeNames[:],
	propKind:    {token.Arabic.String(), token.Latin.String(), token.Letter.String(), token.Number.String(), token.Punct.String(), token.Symbol.String()},
	propLetters: values([]string{""}, 0, maxLetters),
	propBare:    values(articleValues, 0, maxBucket),
	propArticle: values(articleValues, minShare, maxShare),
	propSuffix:  values(articleValues, minShare, maxShare),
	propNamed:   values(articleValues[:1], minShare, maxShare),
	propContext: values(contextNames[:], 0, word.LiftBuckets-1),
	propLooks:   values(familiarities, -maxLooks, maxLooks),
	propSort:    pairs(familiarities, word.NameSortNames[:]),
	propPlace:   {"begins", "joined", "object", "row", "headline"},
}

// pairs are all values of two parts.
func pairs(first, second []string) []string {
	var out []string
	for _, a := range first {
		for _, b := range second {
			out = append(out, a+b)
		}
	}
	return out
}

// values are numbers with something before them.
func values(before []string, from, to int) []string {
	var numbers []string
	for n := from; n <= to; n++ {
		numbers = append(numbers, strconv.Itoa(n))
	}
	return pairs(before, numbers)
}

// number is the property of a numbered value.
func (k propertyKind) number(n int) Property { return Property(k)<<propertyBits | Property(n) }

// text is the property of a value that has no number.
func (k propertyKind) text(value string) Property {
	return Property(k)<<propertyBits | Property(flat.Hash(value)>>(64-propertyBits))
}

// numbered reports whether values of a kind have numbers.
func (k propertyKind) numbered() bool { return numberedKinds>>k&1 != 0 }

var numberedKinds = func() (kinds uint32) {
	for k, list := range propValues {
		if list != nil || propertyKind(k) == propFine || propertyKind(k) == propCoarse {
			kinds |= 1 << k
		}
	}
	return kinds
}()

func (p Property) kind() propertyKind { return propertyKind(p >> propertyBits) }

// value is the number, or the hash, of the value.
func (p Property) value() uint64 { return uint64(p) & (1<<propertyBits - 1) }

// fine is the property of a class of words that stand alike, of those that the
// table does not hold for -1.
func fine(class int) Property { return propFine.number(class + 1) }

// name is the name of a property whose value has a number.
func (p Property) name() string {
	k, n := p.kind(), int(p.value())
	value := ""
	switch {
	case k == propFine && n == 0:
		value = "none"
	case k == propFine:
		value = fmt.Sprintf("%02d", n-1)
	case k == propCoarse:
		value = fmt.Sprintf("%02d", n)
	default:
		value = propValues[k][n]
	}
	return propKindNames[k] + " " + value
}

// propertyOf is the property of a name, as a file of weights has it.
func propertyOf(name string) (Property, error) {
	kind, value, _ := strings.Cut(name, " ")
	i := slices.Index(propKindNames[:], kind)
	if i < 0 {
		return 0, fmt.Errorf("property %q, want one of %s, and a value", name, strings.Join(propKindNames[:], ", "))
	}
	k := propertyKind(i)
	if !k.numbered() {
		return k.text(value), nil
	}
	n := slices.Index(propValues[k], value)
	if k == propFine || k == propCoarse {
		x, err := strconv.ParseUint(value, 10, 16)
		n = int(x)
		switch {
		case k == propFine && value == "none":
			n = 0
		case err != nil:
			n = -1
		case k == propFine:
			n++
		}
	}
	if n < 0 {
		return 0, fmt.Errorf("property %q: kind %s has no value %q", name, kind, value)
	}
	return k.number(n), nil
}

// A namedProperty is a Property with its name.
type namedProperty struct {
	prop Property
	name string
}

func newNamedProperty(k propertyKind, value string) namedProperty {
	return namedProperty{k.text(value), propKindNames[k] + " " + value}
}
