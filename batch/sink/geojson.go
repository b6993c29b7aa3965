package sink

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/internal/flat"
)

// A geoLine is what GeoJSON takes of a JSON line.
type geoLine struct {
	Mentions []struct {
		Text string `json:"text"`
	} `json:"mentions"`
	Entities []struct {
		encode.Place
		Label    string   `json:"label"`
		Lat      *float64 `json:"lat"`
		Lon      *float64 `json:"lon"`
		Mentions []int    `json:"mentions"`
	} `json:"entities"`
}

// What is kept of an archive, however large it is.
const (
	maxPlaceNames = 100     // different names of a place
	maxNowhere    = 1 << 20 // places that are not known to lie anywhere, which are counted
)

// A geoPlace is a place with how often the texts have each name of it.
type geoPlace struct {
	encode.Place
	lat, lon float64
	names    map[string]int
	last     int // the document that it was counted for
}

// geoPlaces are the places of an archive. There are no more with a point than the
// lists have.
type geoPlaces struct {
	byID    map[string]*geoPlace
	docs    int
	nowhere map[uint64]bool // hashes of ids
	more    bool            // and others
}

// add counts the places of a document.
func (p *geoPlaces) add(l *geoLine) error {
	p.docs++
	for i := range l.Entities {
		e := &l.Entities[i]
		switch {
		case e.Label != "LOC":
			continue
		case e.Lat == nil || e.Lon == nil:
			if len(p.nowhere) < maxNowhere {
				p.nowhere[flat.Hash(e.ID)] = true
			} else if !p.nowhere[flat.Hash(e.ID)] {
				p.more = true
			}
			continue
		}
		x := p.byID[e.ID]
		if x == nil {
			x = &geoPlace{Place: e.Place, lat: *e.Lat, lon: *e.Lon, names: map[string]int{}}
			p.byID[e.ID] = x
		}
		if x.last != p.docs {
			x.last = p.docs
			x.Docs++
		}
		x.Place.Mentions += len(e.Mentions)
		for _, m := range e.Mentions {
			if m < 0 || m >= len(l.Mentions) {
				return fmt.Errorf("%w: no mention %d of %s", ErrState, m, e.ID)
			}
			if s := l.Mentions[m].Text; x.names[s] > 0 || len(x.names) < maxPlaceNames {
				x.names[s]++
			}
		}
	}
	return nil
}

// features are the places, those in the most documents first.
func (p *geoPlaces) features() []encode.Feature {
	out := make([]encode.Feature, 0, len(p.byID))
	for _, x := range p.byID {
		x.Names = make([]string, 0, len(x.names))
		for s := range x.names {
			x.Names = append(x.Names, s)
		}
		slices.SortFunc(x.Names, func(a, b string) int { return cmp.Or(x.names[b]-x.names[a], strings.Compare(a, b)) })
		out = append(out, encode.NewFeature(x.Place, x.lat, x.lon))
	}
	slices.SortFunc(out, func(a, b encode.Feature) int {
		a0, b0 := &a.Properties, &b.Properties
		return cmp.Or(b0.Docs-a0.Docs, b0.Mentions-a0.Mentions, strings.Compare(a0.ID, b0.ID))
	})
	return out
}

// geoJSON writes the places of JSON lines as a collection of features.
func (s *Sink) geoJSON(dst io.Writer, lines io.Reader) error {
	p := geoPlaces{byID: map[string]*geoPlace{}, nowhere: map[uint64]bool{}}
	if err := eachLine(lines, p.add); err != nil {
		return err
	}
	if _, err := io.WriteString(dst, encode.GeoJSONHead); err != nil {
		return err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for i, f := range p.features() {
		b.Reset()
		if i > 0 {
			b.WriteString(",\n")
		}
		if err := e.Encode(f); err != nil {
			return err
		}
		if _, err := dst.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n"))); err != nil {
			return err
		}
	}
	if _, err := io.WriteString(dst, encode.GeoJSONFoot); err != nil {
		return err
	}
	s.noteNowhere(len(p.nowhere), len(p.nowhere)+len(p.byID), p.more)
	return nil
}

// noteNowhere says how many places are not on the map.
func (s *Sink) noteNowhere(n, all int, more bool) {
	if n == 0 || s.o.Note == nil {
		return
	}
	least := ""
	if more {
		least = "at least "
	}
	s.o.Note(fmt.Sprintf("%s: %s%d of %d places have no coordinates and are left out", s.names.shard(s.at.Shard), least, n, all))
}
