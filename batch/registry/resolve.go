package registry

import (
	"fmt"
	"slices"
	"strings"
)

// merge does what the user's merges say: it puts nodes together, takes forms out of
// nodes, and notes which nodes are to stay apart.
func (g *grouper) merge(m *Merges, note func(string)) error {
	if m == nil || len(m.rows) == 0 {
		return nil
	}
	if note == nil {
		note = func(string) {}
	}
	named := g.named(m)
	var pairs []pair
	for i := range m.rows {
		r := &m.rows[i]
		say := func(format string, args ...any) {
			note(fmt.Sprintf("%s:%d: ", r.path, r.row.Line()) + fmt.Sprintf(format, args...))
		}
		a, b := named.nodes(g, r.a), named.nodes(g, r.b)
		if r.split {
			if list := g.apart(named, r, a, b); len(list) > 0 {
				pairs = append(pairs, list...)
				continue
			}
		}
		switch {
		case len(a) == 0 || len(b) == 0:
			for _, c := range []struct {
				nodes []int32
				name  string
			}{{a, r.a}, {b, r.b}} {
				if len(c.nodes) == 0 {
					say("the documents name nobody %s", c.name)
				}
			}
		case r.split:
			say("%s and %s are one name", r.a, r.b)
		case len(a) > 1:
			say("%s may be %s; write the id", r.a, g.list(a))
		case len(b) > 1:
			say("%s may be %s; write the id", r.b, g.list(b))
		case a[0] == b[0]:
			say("%s and %s are %s already", r.a, r.b, g.nodes[a[0]].id)
		default:
			pairs = append(pairs, pair{r, a[0], b[0]})
		}
	}
	g.sets.grow(len(g.nodes))
	for _, p := range pairs {
		if p.split {
			g.splits[p.x] = append(g.splits[p.x], p.y)
			g.splits[p.y] = append(g.splits[p.y], p.x)
		}
	}
	return g.sets.force(pairs)
}

// list gives the ids of nodes.
func (g *grouper) list(nodes []int32) string {
	var ids []string
	for _, x := range nodes {
		ids = append(ids, g.nodes[x].id)
	}
	slices.Sort(ids)
	return strings.Join(ids, " or ")
}

// named are the nodes and forms that have the keys for which merges ask.
type named struct {
	names map[string][]int32
	forms map[string][]int32
}

// named looks for the names of merges.
func (g *grouper) named(m *Merges) *named {
	n := &named{map[string][]int32{}, map[string][]int32{}}
	wanted := map[string]bool{}
	for i := range m.rows {
		wanted[refer(m.rows[i].a).key], wanted[refer(m.rows[i].b).key] = true, true
	}
	add := func(key string, x int32) {
		if wanted[key] && !slices.Contains(n.names[key], x) {
			n.names[key] = append(n.names[key], x)
		}
	}
	for x := range g.nodes {
		if g.nodes[x].listed {
			add(keyOf(g.what(&g.nodes[x]).name), int32(x))
		} else {
			add(g.nodes[x].key(), int32(x))
		}
	}
	for f := range g.forms {
		if key := keyOf(g.forms[f].text); wanted[key] {
			n.forms[key] = append(n.forms[key], int32(f))
		}
	}
	return n
}

// nodes are those that a cell names: the one with the id; else those whose own name
// it is; else those that have it as a form.
func (n *named) nodes(g *grouper, s string) []int32 {
	if x, ok := g.nodeOf[s]; ok {
		return []int32{x}
	}
	r := refer(s)
	fits := func(x int32) bool { return r.label == "" || g.what(&g.nodes[x]).label == r.label }
	out := slices.DeleteFunc(slices.Clone(n.names[r.key]), func(x int32) bool { return !fits(x) })
	if len(out) > 0 {
		return out
	}
	for _, f := range n.forms[r.key] {
		if x := g.forms[f].node; fits(x) && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// apart keeps nodes apart, and takes the forms out of each that are the other's
// name. It gives the pairs that are apart.
func (g *grouper) apart(n *named, r *mergeRow, a, b []int32) []pair {
	outOfA, outOfB := g.takeOut(n, a, r.b), g.takeOut(n, b, r.a)
	var pairs []pair
	for _, x := range slices.Concat(a, outOfB) {
		for _, y := range slices.Concat(b, outOfA) {
			if x != y {
				pairs = append(pairs, pair{r, x, y})
			}
		}
	}
	return pairs
}

// takeOut takes the forms that are a name out of nodes that are called otherwise,
// and gives the nodes of that name that they are of now.
func (g *grouper) takeOut(n *named, from []int32, name string) []int32 {
	key := refer(name).key
	var out []int32
	for _, f := range n.forms[key] {
		x := g.forms[f].node
		if !slices.Contains(from, x) || slices.Contains(n.names[key], x) {
			continue
		}
		label := g.what(&g.nodes[x]).label
		to, ok := g.nodeOf[label+":"+key]
		if !ok {
			to = g.node(label+":"+key, false)
		}
		g.origins[f], g.forms[f].node, g.takenOut[to] = x, to, true
		g.nodes[x].n -= g.formN[f]
		g.nodes[to].n += g.formN[f]
		if !slices.Contains(out, to) {
			out = append(out, to)
		}
	}
	return out
}
