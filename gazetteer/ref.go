package gazetteer

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Ref is what others call an entry, and where it lies. The zero value knows nothing
// of it.
type Ref struct {
	// GeoNames is the number of a place at geonames.org; 0 is not known.
	GeoNames uint32
	// Wikidata is the number of an item of wikidata.org, 85 for Q85 (see QID); 0
	// is not known.
	Wikidata uint32
	// ISO is the code of a country (ISO 3166-1 alpha-2: EG) or of a division
	// (ISO 3166-2: EG-C), or empty.
	ISO string
	// Lat and Lon are degrees of WGS 84, north and east positive: a point in the
	// place. Both 0 stand for an unknown point, see HasPoint.
	Lat, Lon float64
}

// HasPoint reports whether it is known where the entry lies.
func (r *Ref) HasPoint() bool { return r != nil && (r.Lat != 0 || r.Lon != 0) }

// QID is the item of Wikidata as Wikidata writes it, Q85, or empty.
func (r *Ref) QID() string {
	if r == nil || r.Wikidata == 0 {
		return ""
	}
	return "Q" + strconv.FormatUint(uint64(r.Wikidata), 10)
}

// The prefixes of ids.
const (
	refGeoNames = "geonames"
	refWikidata = "wikidata"
	refISO      = "iso"
	refAt       = "at" // a point, in statistics
)

// IDs are the ids as the column ids has them, empty where none is known:
// geonames:360630 wikidata:Q85 iso:EG-C.
func (r *Ref) IDs() string {
	if r == nil {
		return ""
	}
	var ids []string
	if r.GeoNames > 0 {
		ids = append(ids, refGeoNames+":"+strconv.FormatUint(uint64(r.GeoNames), 10))
	}
	if r.Wikidata > 0 {
		ids = append(ids, refWikidata+":"+r.QID())
	}
	if r.ISO != "" {
		ids = append(ids, refISO+":"+r.ISO)
	}
	return strings.Join(ids, " ")
}

// At is the point as the column at has it, 30.06263,31.24967, or empty.
func (r *Ref) At() string {
	if !r.HasPoint() {
		return ""
	}
	return degrees(r.Lat) + "," + degrees(r.Lon)
}

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// check refuses what no list can hold.
func (r *Ref) check() error {
	if r.ISO != "" && !isISO(r.ISO) {
		return fmt.Errorf("ISO code %q, want EG or EG-C", r.ISO)
	}
	if !(math.Abs(r.Lat) <= 90) {
		return fmt.Errorf("latitude %v, want -90 to 90", r.Lat)
	}
	if !(math.Abs(r.Lon) <= 180) {
		return fmt.Errorf("longitude %v, want -180 to 180", r.Lon)
	}
	return nil
}

// isISO reports whether s has the form of a code of ISO 3166-1 alpha-2 or 3166-2.
func isISO(s string) bool {
	country, division, ok := strings.Cut(s, "-")
	return len(country) == 2 && strings.Trim(country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" &&
		(!ok || 1 <= len(division) && len(division) <= 3 && strings.Trim(division, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == "")
}

// number reads a number as its owner writes it: no sign, no zero before it.
func number(s string) (uint32, bool) {
	n, err := strconv.ParseUint(s, 10, 32)
	return uint32(n), err == nil && s[0] != '0' && s[0] != '+'
}

// ParseRef reads what IDs and At write.
func ParseRef(ids, at string) (Ref, error) {
	r, column, _, err := parseRef(ids, at)
	if err != nil {
		return Ref{}, fmt.Errorf("gazetteer: %s: %w", column, err)
	}
	return r, nil
}

// parseRef reads the cells of the columns ids and at. The error is about the first,
// or the second; skip is how many characters of that cell stand before what is wrong.
func parseRef(ids, at string) (r Ref, column string, skip int, err error) {
	if ids != "" {
		for id := range strings.SplitSeq(ids, " ") {
			if err := r.parseID(id); err != nil {
				return r, "ids", skip, err
			}
			skip += utf8.RuneCountInString(id) + 1
		}
	}
	skip, err = r.parseAt(at)
	return r, "at", skip, err
}

func (r *Ref) parseID(id string) error {
	prefix, s, _ := strings.Cut(id, ":")
	ok, twice := false, false
	switch prefix {
	case refGeoNames:
		twice = r.GeoNames > 0
		r.GeoNames, ok = number(s)
	case refWikidata:
		q, isQ := strings.CutPrefix(s, "Q")
		twice = r.Wikidata > 0
		r.Wikidata, ok = number(q)
		ok = ok && isQ
	case refISO:
		twice = r.ISO != ""
		r.ISO, ok = s, isISO(s)
	}
	switch {
	case !ok:
		return fmt.Errorf("id %q, want geonames:360630, wikidata:Q85, iso:EG or iso:EG-C, with one blank between", id)
	case twice:
		return fmt.Errorf("a second id of %s", prefix)
	}
	return nil
}

var errNoPoint = errors.New("0,0 stands for no point")

func (r *Ref) parseAt(at string) (skip int, err error) {
	if at == "" {
		return 0, nil
	}
	lat, lon, ok := strings.Cut(at, ",")
	r.Lat, err = parseDegrees("latitude", lat, 90)
	switch {
	case !ok:
		return 0, fmt.Errorf("point %q, want latitude and longitude in degrees, as in 30.0626,31.2497", at)
	case err != nil:
		return 0, err
	}
	if r.Lon, err = parseDegrees("longitude", lon, 180); err != nil {
		return utf8.RuneCountInString(lat) + 1, err
	}
	if !r.HasPoint() {
		return 0, errNoPoint
	}
	return 0, nil
}

func parseDegrees(what, s string, most float64) (float64, error) {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || strings.Trim(s, "-.0123456789") != "" || !(math.Abs(x) <= most) {
		return 0, fmt.Errorf("%s %q, want degrees from -%v to %v", what, s, most, most)
	}
	return x + 0, nil // no negative zero
}

// WithID is r with what the id of its entry says, where r does not: geonames/360630, Q85.
func (r Ref) WithID(id string) Ref {
	if s, ok := strings.CutPrefix(id, "geonames/"); ok && r.GeoNames == 0 {
		if n, ok := number(s); ok {
			r.GeoNames = n
		}
	}
	if s, ok := strings.CutPrefix(id, "Q"); ok && r.Wikidata == 0 {
		if n, ok := number(s); ok {
			r.Wikidata = n
		}
	}
	return r
}

// A compiled Ref is refWords numbers: GeoNames, Wikidata, ISO code, latitude and
// longitude in steps of 1/refSteps degree.
const (
	refWords = 5
	refSteps = 1e5
)

// steps are the numbers in which a file has degrees. A point beside 0,0 is not it.
func (r *Ref) steps() (lat, lon uint32) {
	y, x := int32(math.Round(r.Lat*refSteps)), int32(math.Round(r.Lon*refSteps))
	if y == 0 && x == 0 && r.HasPoint() {
		x = 1
	}
	return uint32(y), uint32(x)
}

// ref puts what others call an entry into the list; 0 is nothing.
func (c *compiler) ref(id string, e *Entry) (uint32, error) {
	r := e.Ref
	if r == (Ref{}) || r == (Ref{}).WithID(id) { // its id says it
		return 0, nil
	}
	if err := r.check(); err != nil {
		return 0, fmt.Errorf("gazetteer: entry %q: %w", id, err)
	}
	lat, lon := r.steps()
	c.refs = append(c.refs, r.GeoNames, r.Wikidata, c.str(r.ISO), lat, lon)
	n := uint32(len(c.refs) / refWords)
	if n > maxRefs {
		return 0, fmt.Errorf("gazetteer: more than %d entries with ids of others", maxRefs)
	}
	return n, nil
}

// Ref is what others call entry i, and where it lies.
func (g *Gazetteer) Ref(i int32) Ref {
	g = g.orEmpty()
	return g.refAt(g.entries.At(int(i)*entryWords+5) >> entryRefShift).WithID(g.id(i))
}

// refAt is the n-th Ref, counted from 1.
func (g *Gazetteer) refAt(n uint32) Ref {
	if n == 0 {
		return Ref{}
	}
	at := int(n-1) * refWords
	r := Ref{GeoNames: g.refs.At(at), Wikidata: g.refs.At(at + 1), Lat: float64(int32(g.refs.At(at+3))) / refSteps, Lon: float64(int32(g.refs.At(at+4))) / refSteps}
	if at < g.refs.Len() {
		r.ISO = g.str(g.refs.At(at + 2))
	}
	return r
}
