package encode

import "github.com/alam-nlp/alam/gazetteer"

// A Ref is what others call an entity, and where it lies, as fields of its object in
// JSON. What is not known is not there.
type Ref struct {
	GeoNames uint32   `json:"geonames,omitempty"`
	Wikidata string   `json:"wikidata,omitempty"`
	ISO      string   `json:"iso,omitempty"`
	Lat      *float64 `json:"lat,omitempty"`
	Lon      *float64 `json:"lon,omitempty"`
}

// RefOf gives the fields of r.
func RefOf(r *gazetteer.Ref) Ref {
	if r == nil {
		return Ref{}
	}
	j := Ref{GeoNames: r.GeoNames, Wikidata: r.QID(), ISO: r.ISO}
	if r.HasPoint() {
		j.Lat, j.Lon = &r.Lat, &r.Lon
	}
	return j
}
