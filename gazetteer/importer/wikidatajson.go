package importer

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// An entity is a line of a dump, as far as it is read; see
// https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html.
type entity struct {
	ID        string           `json:"id"`
	Type      string           `json:"type"`
	Labels    object[term]     `json:"labels"`
	Aliases   object[[]term]   `json:"aliases"`
	Claims    claims           `json:"claims"`
	Sitelinks object[anything] `json:"sitelinks"`
	Missing   *anything        `json:"missing"`
	Redirect  *anything        `json:"redirect"`
	Redirects *anything        `json:"redirects"`
}

type term struct {
	Value string `json:"value"`
}

// An object is a JSON object; an empty one is written [] in dumps.
type object[T any] map[string]T

// UnmarshalJSON reads an object or an array, which is taken to be empty.
func (o *object[T]) UnmarshalJSON(b []byte) error {
	if b[0] == '[' {
		return nil
	}
	return json.Unmarshal(b, (*map[string]T)(o))
}

// anything is a value that is not looked at.
type anything struct{}

// UnmarshalJSON reads nothing.
func (*anything) UnmarshalJSON([]byte) error { return nil }

// claims are the statements that are read: class, occupation, country, ISO
// code of a country, population; ISO code of a division, coordinates, number at GeoNames.
type claims struct {
	P31   statements `json:"P31"`
	P106  statements `json:"P106"`
	P17   statements `json:"P17"`
	P297  statements `json:"P297"`
	P1082 statements `json:"P1082"`
	P300  statements `json:"P300"`
	P625  statements `json:"P625"`
	P1566 statements `json:"P1566"`
}

// UnmarshalJSON reads an object, or [] for none.
func (c *claims) UnmarshalJSON(b []byte) error {
	if b[0] == '[' {
		return nil
	}
	type bare claims
	return json.Unmarshal(b, (*bare)(c))
}

// statements of one property; unknown values and deprecated statements are
// among them.
type statements []struct {
	Rank     string `json:"rank"`
	Mainsnak struct {
		Snaktype  string `json:"snaktype"`
		Datavalue struct {
			Value json.RawMessage `json:"value"`
		} `json:"datavalue"`
	} `json:"mainsnak"`
}

// values gives what is stated, the preferred values first, as JSON.
func (s statements) values() (values []json.RawMessage, best int) {
	for _, rank := range []string{"preferred", ""} {
		for _, st := range s {
			if len(st.Mainsnak.Datavalue.Value) == 0 || st.Rank == "deprecated" || (st.Rank == "preferred") != (rank == "preferred") {
				continue
			}
			values = append(values, st.Mainsnak.Datavalue.Value)
			if rank == "preferred" {
				best++
			}
		}
	}
	return values, best
}

// items gives the ids of items that are stated. Old dumps have numbers only.
func (s statements) items() (ids []string) {
	values, _ := s.values()
	for _, v := range values {
		var item struct {
			ID      string      `json:"id"`
			Numeric json.Number `json:"numeric-id"`
		}
		if json.Unmarshal(v, &item) != nil {
			continue
		}
		if item.ID == "" {
			item.ID = "Q" + item.Numeric.String()
		}
		if id, ok := itemID(item.ID); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// strings gives the strings that are stated.
func (s statements) strings() (out []string) {
	values, _ := s.values()
	for _, v := range values {
		var str string
		if json.Unmarshal(v, &str) == nil {
			out = append(out, str)
		}
	}
	return out
}

// first is the first of some strings, or empty.
func (s statements) first() string {
	if list := s.strings(); len(list) > 0 {
		return list[0]
	}
	return ""
}

// earth is the globe of what lies on Earth.
const earth = "Q2"

// point gives the first coordinates on Earth.
func (s statements) point() (lat, lon float64) {
	values, _ := s.values()
	for _, v := range values {
		var p struct {
			Latitude  float64 `json:"latitude"`
			Longitude float64 `json:"longitude"`
			Globe     string  `json:"globe"`
		}
		if json.Unmarshal(v, &p) != nil || !(math.Abs(p.Latitude) <= 90) || !(math.Abs(p.Longitude) <= 180) {
			continue
		}
		if globe, ok := itemID(p.Globe); !ok || globe == earth {
			return p.Latitude, p.Longitude
		}
	}
	return 0, 0
}

// population gives the preferred number, else the largest; 0 for none.
func (s statements) population() int64 {
	values, best := s.values()
	if best > 0 {
		values = values[:best]
	}
	var most int64
	for _, v := range values {
		var q struct {
			Amount string `json:"amount"`
		}
		if json.Unmarshal(v, &q) != nil {
			continue
		}
		whole, _, _ := strings.Cut(strings.TrimPrefix(q.Amount, "+"), ".")
		if n, err := strconv.ParseInt(whole, 10, 64); err == nil {
			most = max(most, n)
		}
	}
	return most
}
