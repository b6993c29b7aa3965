package eval

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/alam-nlp/alam/gold"
)

// Identity is what makes two mentions of a document name the same entity.
type Identity uint8

const (
	// IdentityAuto takes names where the gold has any, else ids where it has any,
	// else surfaces.
	IdentityAuto  Identity = iota
	ByName                 // label and folded name (the surface of mentions without one)
	ByID                   // the id alone; mentions without one are left out
	ByMentionText          // label and folded surface
)

// String gives auto, name, id or surface.
func (i Identity) String() string {
	switch i {
	case ByName:
		return "name"
	case ByID:
		return "id"
	case ByMentionText:
		return "surface"
	}
	return "auto"
}

// MarshalText gives the name.
func (i Identity) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads a name.
func (i *Identity) UnmarshalText(b []byte) error {
	for *i = IdentityAuto; *i <= ByMentionText; *i++ {
		if i.String() == string(b) {
			return nil
		}
	}
	*i = IdentityAuto
	return fmt.Errorf("eval: no identity is called %q", b)
}

// DocEntityOptions say how [ScoreDocEntities] compares.
type DocEntityOptions struct {
	Options
	Identity Identity
	// Key folds spellings of names and surfaces. Default: as written.
	Key func(surface string) string
}

// DocEntities is the score of entities per document: an entity is right when the
// gold document and the predicted one both have it, however often and wherever.
// Precision, recall and F1 are those of the sets, summed over documents (neleval's
// entity_match: Hachey, Nothman & Radford, ACL 2014).
type DocEntities struct {
	Identity Identity `json:"identity"` // what was compared, never auto
	// Table has the labels as rows. By id, an entity counts under the label that
	// most of its mentions have: in the gold, or in the prediction if it is only
	// there.
	Table Table `json:"table"`
	// NoID is how many mentions were left out for want of an id.
	NoID int `json:"no_id,omitempty"`
}

// ScoreDocEntities scores the entities of each document, each once. Documents pair
// and are checked as in [Score].
func ScoreDocEntities(truth, pred []gold.Document, o DocEntityOptions) (*DocEntities, error) {
	order, err := gold.Pair(truth, pred)
	if err != nil {
		return nil, err
	}
	r := &DocEntities{Identity: o.Identity}
	if r.Identity == IdentityAuto {
		r.Identity = identityOf(truth)
	}
	f := newMismatchFinder(MismatchOptions{Options: o.Options, Key: o.Key})
	counts := make(map[string]*Counts)
	for i := range truth {
		g, p := &truth[i], &pred[order[i]]
		if err := gold.CheckPair(g, p); err != nil {
			return nil, err
		}
		text := cmp.Or(g.Text, p.Text)
		must, counted := gold.Asked(g.Mentions, p.Mentions)
		want, found := r.entities(f, must, text), r.entities(f, counted, text)
		for key, label := range want {
			if _, ok := found[key]; ok {
				at(counts, label).TP++
			} else {
				at(counts, label).FN++
			}
		}
		for key, label := range found {
			if _, ok := want[key]; !ok {
				at(counts, label).FP++
			}
		}
	}
	byLabel := make(map[string]Counts, len(counts))
	for l, c := range counts {
		byLabel[l] = *c
	}
	r.Table = NewTable(byLabel)
	return r, nil
}

func identityOf(gold []gold.Document) Identity {
	id := ByMentionText
	for i := range gold {
		for _, m := range gold[i].Mentions {
			if m.Name != "" {
				return ByName
			}
			if m.Entity != "" {
				id = ByID
			}
		}
	}
	return id
}

// entities gives the entities of one side and their labels.
func (r *DocEntities) entities(f *mismatchFinder, list []gold.Mention, text string) map[nameKey]string {
	list, _ = f.selected(list, text)
	votes := make(map[nameKey]map[string]int)
	for _, m := range list {
		n := nameKey{f.o.key(m.Text), m.Label}
		switch {
		case r.Identity == ByName && m.Name != "":
			n.key = f.o.key(m.Name)
		case r.Identity == ByID:
			n = nameKey{key: m.Entity}
			if m.Entity == "" {
				r.NoID++
				continue
			}
		}
		if votes[n] == nil {
			votes[n] = make(map[string]int)
		}
		votes[n][m.Label]++
	}
	out := make(map[nameKey]string, len(votes))
	for n, v := range votes {
		// Most votes, then byte order.
		out[n] = slices.MinFunc(slices.Sorted(maps.Keys(v)), func(a, b string) int { return v[b] - v[a] })
	}
	return out
}
