package importer

import (
	"math"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
)

// isoCode is a code if it has the form of one of ISO 3166, else empty.
func isoCode(s string) string {
	r, err := gazetteer.ParseRef("iso:"+s, "")
	if err != nil {
		return ""
	}
	return r.ISO
}

// geonameID is the number of a place at GeoNames, which tables may write as
// 360630.0; 0 for none.
func geonameID(s string) uint32 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || !(x >= 1 && x <= math.MaxUint32) || x != math.Trunc(x) {
		return 0
	}
	return uint32(x)
}

// setPoint takes a latitude and a longitude, and reports whether they are one; both
// empty are none.
func (rec *record) setPoint(lat, lon string) bool {
	if lat == "" && lon == "" {
		return true
	}
	y, err := strconv.ParseFloat(lat, 64)
	x, err2 := strconv.ParseFloat(lon, 64)
	if err != nil || err2 != nil || !(math.Abs(y) <= 90) || !(math.Abs(x) <= 180) {
		return false
	}
	rec.ref.Lat, rec.ref.Lon = y, x
	return true
}

// wkt reads the point that a SPARQL query answers: Point(31.2 30.0), the longitude
// first. What lies on another globe has its address before it.
func wkt(s string) (lat, lon string, ok bool) {
	s, ok = strings.CutPrefix(s, "Point(")
	s, ok2 := strings.CutSuffix(s, ")")
	lon, lat, ok3 := strings.Cut(strings.TrimSpace(s), " ")
	return lat, lon, ok && ok2 && ok3
}

// merge takes from other what r does not know.
func merge(r *gazetteer.Ref, other *gazetteer.Ref) {
	if r.GeoNames == 0 {
		r.GeoNames = other.GeoNames
	}
	if r.Wikidata == 0 {
		r.Wikidata = other.Wikidata
	}
	if r.ISO == "" {
		r.ISO = other.ISO
	}
	if !r.HasPoint() {
		r.Lat, r.Lon = other.Lat, other.Lon
	}
}
