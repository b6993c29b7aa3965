package ner

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/ner/slot"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

const modelHead = "property\tfirst-2\tfirst-1\tfirst\tfirst+1\tnext-1\tnext\tnext+1\tlast\tlast+1\tlast+2\tonly-1\tonly\tonly+1\n"

func TestReadModelErrors(t *testing.T) {
	for _, c := range []struct {
		src, want string
		line, col int
	}{
		{"any \t1 2 3\n", "3 weights, want 4 or none", 2, 6},
		{"any \t\t1 2 3 4 5\n", "5 weights, want 4 or none", 2, 7},
		{"any \t1 2 x 4\n", `weight "x", want a number`, 2, 6},
		{"any \t1 2 NaN 4\n", `weight "NaN", want a number`, 2, 6},
		{"any \t1 2 -Inf 4\n", `weight "-Inf", want a number`, 2, 6},
		{"any \t\t\t1 2 3 16.5\n", `weight "16.5", want a number between -16 and 16`, 2, 8},
		{"evidence same.PER\t-101\n", `weight "-101", want a number`, 2, 19},
		{"evidence same.PER\t\n", `weight "", want a number`, 2, 19},
		{"any \t\nkind arabic\t\nany \t1 2 3 4\n", `property "any " a second time`, 4, 1},
		{"fine 05\t\nfine 5\t\n", `property "fine 5" a second time, as "fine 05" before`, 3, 1},
		{"kind word\t\n", `property "kind word": kind kind has no value "word"`, 2, 1},
		{"knd arabic\t\n", `property "knd arabic", want one of any, class, `, 2, 1},
		{"fine 70000\t\n", `property "fine 70000": kind fine has no value "70000"`, 2, 1},
		{"evidence a\t1\t\t2\n", `a second weight of evidence`, 2, 15},
		{"evidence a\t1\nevidence a\t1\n", `property "evidence a" a second time`, 3, 1},
		{"\t1 2 3 4\n", "no property", 2, 1},
	} {
		var src strings.Builder // with all its columns
		for line := range strings.Lines(c.src) {
			line = strings.TrimSuffix(line, "\n")
			src.WriteString(line + strings.Repeat("\t", slot.Count-strings.Count(line, "\t")) + "\n")
		}
		_, err := ReadModel("m.tsv", strings.NewReader(modelHead+src.String()))
		var perr *ParseError
		if !errors.As(err, &perr) || perr.Path != "m.tsv" || perr.Line != c.line || perr.Col != c.col || !strings.HasPrefix(perr.Err.Error(), c.want) {
			t.Errorf("%q\ngot  %v\nwant %d:%d %s", c.src, err, c.line, c.col, c.want)
		}
	}
	for _, src := range []string{"", "property\tfirst\n", "weight\tvalue\n"} {
		if _, err := ReadModel("m.tsv", strings.NewReader(src)); err == nil {
			t.Errorf("%q: no error", src)
		}
	}
}

// TestWriteModel: what is written is read again, to the nearest step.
func TestWriteModel(t *testing.T) {
	list := []Weighted{{Name: "any "}, {Name: "end ين"}, {Name: "word #a"}, {Name: "class title.office"}}
	list[0].Weights[slot.First0] = [4]float64{1, -2.5, 0, 16}
	list[1].Weights[slot.OnlyR] = [4]float64{WeightUnit, -WeightUnit, 3 * WeightUnit, -15 - WeightUnit}
	list[1].Weights[slot.Last0] = [4]float64{0.004, -0.004, 0, 0} // less than half a step
	for l := range 4 {
		for s := range slot.Count {
			list[2].Weights[s][l] = float64(s*4+l-20) * WeightUnit
		}
	}
	evidence := Weights{"rule.person.title.PER": 2.25, "memory.same.LOC": -0.5 * WeightUnit * 3}
	var b strings.Builder
	if err := WriteModel(&b, []string{"made by hand"}, evidence, list); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "# made by hand\n"+modelHead+"evidence memory.same.LOC\t") {
		t.Errorf("got %s", b.String())
	}
	m, err := ReadModel("m.tsv", strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if m.Len() != len(list) {
		t.Fatalf("%d properties, want %d", m.Len(), len(list))
	}
	for _, p := range list {
		prop, err := propertyOf(p.Name)
		k := m.find(prop)
		if err != nil || k < 0 {
			t.Errorf("%q is lost: %v", p.Name, err)
			continue
		}
		for s := range p.Weights {
			for l, want := range p.Weights[s] {
				got := float64(m.rows[k][s].each()[l]) * WeightUnit
				if d := got - want; d > WeightUnit/2 || d < -WeightUnit/2 {
					t.Errorf("%s %s %s: %v, want %v", p.Name, slot.Slot(s), labelNames[l], got, want)
				}
			}
		}
	}
	if x := m.Evidence["rule.person.title.PER"]; len(m.Evidence) != 2 || x != 2.25 {
		t.Errorf("evidence %v", m.Evidence)
	}
	for _, name := range []string{"end نين", "shape word", "fine 100"} {
		if p, err := propertyOf(name); err != nil || m.find(p) >= 0 {
			t.Errorf("%s was found, %v", name, err)
		}
	}
	// A second time gives the same file.
	var again []Weighted
	for k, name := range m.names {
		x := Weighted{Name: name}
		for s, w := range m.rows[k] {
			for l, steps := range w.each() {
				x.Weights[s][l] = float64(steps) * WeightUnit
			}
		}
		again = append(again, x)
	}
	var b2 strings.Builder
	if err := WriteModel(&b2, []string{"made by hand"}, m.Evidence, again); err != nil || b2.String() != b.String() {
		t.Errorf("err %v\ngot\n%swant\n%s", err, b2.String(), b.String())
	}
}

// TestPropertyOf: a property is that of its name, and no two of a text are one.
func TestPropertyOf(t *testing.T) {
	for _, p := range []namedProperty{
		newNamedProperty(propClass, "title.office"),
		{propBare.number(maxBucket + 1 + 3), "bare ال3"},
		{propContext.number(int(word.ContextAfterIn)*word.LiftBuckets + 2), "context in2"},
		{propLooks.number(2*maxLooks + 1), "looks known -5"},
		{fine(-1), "fine none"},
		{fine(7), "fine 07"},
		{propCoarse.number(12), "coarse 12"},
	} {
		got, err := propertyOf(p.name)
		if err != nil || got != p.prop {
			t.Errorf("%s: %x %v, want %x", p.name, got, err, p.prop)
		}
		if p.prop.kind().numbered() && p.prop.name() != p.name {
			t.Errorf("%s is named %s", p.name, p.prop.name())
		}
	}
	tg := tagger(t, `rule x +2 = @title PER[ :word{2} ]`, Trigger{Class: "title.office", Form: "الرئيس"}, Trigger{Class: "title.office", Form: "رئيس الوزراء"})
	const src = "قال الرئيس علي حسن، رئيس الوزراء: نعم.\nوللقاهرة 12 NATO"
	names := map[Property]string{}
	l := tg.Lattice(src, token.Tokenize(src), nil, names)
	if len(names) < 30 {
		t.Errorf("%d properties", len(names))
	}
	seen := map[string]bool{}
	for p, name := range names {
		if q, err := propertyOf(name); err != nil || q != p || seen[name] {
			t.Errorf("%q is not its own property", name)
		}
		seen[name] = true
	}
	for _, want := range []string{"class title.office", "class title", "phrase title.office", "rule x PER first", "rule x PER rest", "place begins", "word الرئيس"} {
		if !seen[want] {
			t.Errorf("%s is missing of %v", want, names)
		}
	}
	if len(l.Stretches) != 1 || l.Stretches[0].First != 2 || l.Stretches[0].Last != 4 || !reflect.DeepEqual(l.Stretches[0].Evidence, []Value{{"rule.x.PER", 1, 2}}) {
		t.Errorf("stretches %+v", l.Stretches)
	}
}
