package encode

import (
	"slices"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/ner"
)

// GeoJSONHead and GeoJSONFoot stand around the features of a collection (RFC 7946),
// which have a comma between them.
const (
	GeoJSONHead = `{"type":"FeatureCollection","features":[` + "\n"
	GeoJSONFoot = "\n]}\n"
)

// A Feature is a place on a map.
type Feature struct {
	Type       string `json:"type"` // Feature
	Geometry   Point  `json:"geometry"`
	Properties Place  `json:"properties"`
}

// A Point is the geometry of a Feature.
type Point struct {
	Type        string     `json:"type"`        // Point
	Coordinates [2]float64 `json:"coordinates"` // longitude and latitude, WGS 84
}

// A Place is what a Feature says of a place.
type Place struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	NameEn   string   `json:"name_en"`
	Kind     string   `json:"kind"`
	Country  string   `json:"country"`
	GeoNames uint32   `json:"geonames,omitempty"`
	Wikidata string   `json:"wikidata,omitempty"`
	ISO      string   `json:"iso,omitempty"`
	Document string   `json:"document,omitempty"`  // the only one
	Docs     int      `json:"documents,omitempty"` // how many there are
	Mentions int      `json:"mentions"`
	Names    []string `json:"names"` // as the texts have them
}

// NewFeature is the feature of a place at a latitude and longitude.
func NewFeature(p Place, lat, lon float64) Feature {
	return Feature{Type: "Feature", Geometry: Point{"Point", [2]float64{lon, lat}}, Properties: p}
}

// geoJSON appends the places of a document that have a point, each a feature.
func (w *Writer) geoJSON(r Result) error {
	if !w.seam.Written {
		w.buf = append(w.buf, GeoJSONHead...)
	}
	for i := range r.Analysis.Entities {
		e := &r.Analysis.Entities[i]
		if e.Label != ner.LOC {
			continue
		}
		w.places++
		if !e.Ref.HasPoint() {
			w.nowhere++
			continue
		}
		if w.places-w.nowhere > 1 {
			w.buf = append(w.buf, ",\n"...)
		}
		w.value(NewFeature(Place{ID: e.ID, Name: e.Name, NameEn: e.NameEn, Kind: e.Kind, Country: e.Country, GeoNames: e.Ref.GeoNames,
			Wikidata: e.Ref.QID(), ISO: e.Ref.ISO, Document: r.Document.ID, Mentions: len(e.Mentions), Names: namesOf(r.Analysis, e)}, e.Ref.Lat, e.Ref.Lon))
	}
	return w.fail
}

// namesOf are the different texts of an entity's mentions, in their order.
func namesOf(a *alam.Analysis, e *ner.Entity) []string {
	names := []string{}
	for _, i := range e.Mentions {
		if s := a.Mentions[i].Text; !slices.Contains(names, s) {
			names = append(names, s)
		}
	}
	return names
}

// Close writes what stands behind the last result, which only GeoJSON has.
func (w *Writer) Close() error {
	if w.o.Format != GeoJSON {
		return nil
	}
	if w.w == nil {
		return errNoWriter
	}
	w.buf = w.buf[:0]
	if !w.seam.Written {
		w.buf = append(w.buf, GeoJSONHead...)
	}
	w.buf = append(w.buf, GeoJSONFoot...)
	return w.flush()
}

// Places are how many places the results had of which GeoJSON tells, and how many
// of them it left out, as it is not known where they lie. A place counts once in each
// document.
func (w *Writer) Places() (all, nowhere int) { return w.places, w.nowhere }
