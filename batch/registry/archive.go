package registry

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"
)

// An archive is what all documents name, numbered.
type archive struct {
	documents []document
	nodes     []node
	forms     []form
	formN     []int64 // mentions by form
	places    []place // document by document
	nodeOf    map[string]int32
	formOf    map[form]int32
	about     []about
	aboutOf   map[about]int32
}

// A document has the places from those of the document before it up to end.
type document struct {
	id  string
	day int32 // 20060102; 0 for none
	end int
}

// A node is what has an id in the output of the documents.
type node struct {
	id     string
	listed bool
	about  []tally // what documents say of it
	n      int64   // mentions
}

// about is what a document says of an entity.
type about struct{ label, kind, name, nameEn, country, ids, at string }

// A tally is how often number of is there.
type tally struct {
	of int32
	n  int64
}

// A form is a text by which a node is mentioned.
type form struct {
	node int32
	text string
}

// A place is a form in a document. Whom it names there is settled last: see group.
type place struct {
	form, n, group int32
}

// key is the lookup key of the name of a node that is not listed.
func (x *node) key() string {
	_, key, _ := strings.Cut(x.id, ":")
	return key
}

// label is that of a node that is not listed.
func (x *node) label() string {
	label, _, _ := strings.Cut(x.id, ":")
	return label
}

// read takes the records of all documents.
func read(r io.Reader) (*archive, error) {
	a := &archive{nodeOf: map[string]int32{}, formOf: map[form]int32{}, aboutOf: map[about]int32{}}
	err := readRecords(r, func(f *fields) error {
		a.add(f)
		return nil
	})
	return a, err
}

// add takes the record of a document.
func (a *archive) add(f *fields) {
	d := document{id: string(f.text()), day: dayNumber(f.text())}
	for range f.number() {
		if f.bad {
			return
		}
		id, label := f.text(), f.text()
		x, ok := a.nodeOf[string(id)]
		if !ok {
			x = a.node(string(id), isListed(string(id), string(label)))
		}
		seen := a.seen(label, f)
		all := int64(0)
		for range f.number() {
			text, n := f.text(), f.number()
			if f.bad {
				return
			}
			k, ok := a.formOf[form{x, string(text)}]
			if !ok {
				k = a.form(x, string(text))
			}
			a.places = append(a.places, place{form: k, n: int32(n)})
			a.formN[k] += int64(n)
			all += int64(n)
		}
		a.nodes[x].n += all
		a.nodes[x].about = addTally(a.nodes[x].about, seen, all)
	}
	d.end = len(a.places)
	a.documents = append(a.documents, d)
}

// seen is the number of what a document says of an entity.
func (a *archive) seen(label []byte, f *fields) int32 {
	kind, name, nameEn, country, ids, at := f.text(), f.text(), f.text(), f.text(), f.text(), f.text()
	k, ok := a.aboutOf[about{string(label), string(kind), string(name), string(nameEn), string(country), string(ids), string(at)}]
	if !ok {
		k = int32(len(a.about))
		x := about{string(label), string(kind), string(name), string(nameEn), string(country), string(ids), string(at)}
		a.about = append(a.about, x)
		a.aboutOf[x] = k
	}
	return k
}

// node is a new one.
func (a *archive) node(id string, listed bool) int32 {
	k := int32(len(a.nodes))
	a.nodes = append(a.nodes, node{id: id, listed: listed})
	a.nodeOf[id] = k
	return k
}

// form is a new one.
func (a *archive) form(of int32, text string) int32 {
	k := int32(len(a.forms))
	f := form{of, text}
	a.forms = append(a.forms, f)
	a.formN = append(a.formN, 0)
	a.formOf[f] = k
	return k
}

// addTally adds to a short list.
func addTally(list []tally, of int32, n int64) []tally {
	for i := range list {
		if list[i].of == of {
			list[i].n += n
			return list
		}
	}
	return append(list, tally{of, n})
}

// what is what most documents say of a node: a kind before none, then what is said
// of most mentions, then the first by its letters.
func (a *archive) what(x *node) about {
	if len(x.about) == 0 {
		return about{label: x.label()}
	}
	best := slices.MinFunc(x.about, func(p, q tally) int {
		s, t := &a.about[p.of], &a.about[q.of]
		return cmp.Or(cmp.Compare(min(len(t.kind), 1), min(len(s.kind), 1)), cmp.Compare(q.n, p.n), s.compare(t))
	})
	return a.about[best.of]
}

func (s *about) compare(t *about) int {
	return cmp.Or(strings.Compare(s.label, t.label), strings.Compare(s.kind, t.kind), strings.Compare(s.name, t.name),
		strings.Compare(s.nameEn, t.nameEn), strings.Compare(s.country, t.country), strings.Compare(s.ids, t.ids), strings.Compare(s.at, t.at))
}

// dayNumber is 20060102 of 2006-01-02, 0 of nothing.
func dayNumber(day []byte) int32 {
	if len(day) != len("2006-01-02") {
		return 0
	}
	n, _ := strconv.Atoi(string(day[:4]) + string(day[5:7]) + string(day[8:]))
	return int32(n)
}

// dayText is 2006-01-02 of 20060102.
func dayText(day int32) string {
	if day == 0 {
		return ""
	}
	s := strconv.Itoa(int(day))
	s = strings.Repeat("0", max(8-len(s), 0)) + s
	return s[:4] + "-" + s[4:6] + "-" + s[6:]
}
