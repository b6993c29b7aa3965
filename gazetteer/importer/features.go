package importer

import "strings"

// A feature is what a code of GeoNames stands for.
type feature struct {
	label, kind string
	bonus       int // in prominence
}

// features are the feature codes of GeoNames that news name, as class.code;
// see https://www.geonames.org/export/codes.html. A code that ends in * is a
// prefix. The longest fit counts.
var features = map[string]feature{
	"A.PCL*": {"LOC", "country", 0}, "A.PCLD": {"LOC", "territory", 0}, "A.TERR": {"LOC", "territory", 0},
	"A.ADM1*": {"LOC", "state", 0}, "A.ADM*": {"LOC", "district", 0}, "A.LTER": {"LOC", "territory", 0}, "A.ZN*": {"LOC", "region", 0},
	"P.*": {"LOC", "city", 0}, "P.PPLC": {"LOC", "city", capital}, "P.PPLA": {"LOC", "city", seat}, "P.PPLX": {"LOC", "district", 0},
	"H.SEA": {"LOC", "sea", 0}, "H.OCN": {"LOC", "sea", 0}, "H.GULF": {"LOC", "sea", 0}, "H.BAY*": {"LOC", "sea", 0},
	"H.STRT": {"LOC", "strait", 0}, "H.CNL*": {"LOC", "strait", 0}, "H.CHN*": {"LOC", "strait", 0},
	"H.STM*": {"LOC", "river", 0}, "H.WAD*": {"LOC", "river", 0},
	"H.LK*": {"LOC", "lake", 0}, "H.RSV*": {"LOC", "lake", 0}, "H.LGN*": {"LOC", "lake", 0},
	"L.CONT": {"LOC", "continent", 0}, "L.RGN*": {"LOC", "region", 0}, "L.AREA": {"LOC", "region", 0}, "L.OAS*": {"LOC", "region", 0},
	"L.PRT": {"LOC", "facility", 0}, "L.MILB": {"LOC", "facility", 0}, "L.NVB": {"LOC", "facility", 0}, "L.OILF": {"LOC", "facility", 0},
	"T.MT*": {"LOC", "mountain", 0}, "T.PK*": {"LOC", "mountain", 0}, "T.VLC": {"LOC", "mountain", 0}, "T.HLL*": {"LOC", "mountain", 0}, "T.RDGE": {"LOC", "mountain", 0},
	"T.ISL*": {"LOC", "island", 0}, "T.ATOL": {"LOC", "island", 0}, "T.DSRT": {"LOC", "desert", 0}, "T.ERG": {"LOC", "desert", 0},
	"T.PEN": {"LOC", "region", 0}, "T.CAPE": {"LOC", "region", 0}, "T.PLN*": {"LOC", "region", 0}, "T.PLAT*": {"LOC", "region", 0}, "T.VAL*": {"LOC", "region", 0},
	"S.AIRP": {"LOC", "facility", 0}, "S.AIRB": {"LOC", "facility", 0}, "S.AIRF": {"LOC", "facility", 0}, "S.DAM": {"LOC", "facility", 0}, "S.PAL": {"LOC", "facility", 0},
	"S.PSTB": {"LOC", "facility", 0}, "S.MSQE": {"LOC", "facility", 0}, "S.HSP": {"LOC", "facility", 0}, "S.STDM": {"LOC", "facility", 0}, "S.BDG*": {"LOC", "facility", 0},
	"S.PS*": {"LOC", "facility", 0}, "S.CSTL": {"LOC", "facility", 0}, "S.MNMT": {"LOC", "facility", 0}, "S.PYR*": {"LOC", "facility", 0}, "S.ANS": {"LOC", "facility", 0},
	"S.PRN": {"LOC", "facility", 0}, "S.RUIN": {"LOC", "facility", 0}, "S.UNIV": {"ORG", "university", 0},
}

// featureKind finds a code.
func featureKind(class, code string) (feature, bool) {
	s := class + "." + code
	if f, ok := features[s]; ok {
		return f, true
	}
	for n := len(s); n > strings.IndexByte(s, '.'); n-- {
		if f, ok := features[s[:n]+"*"]; ok {
			return f, true
		}
	}
	return feature{}, false
}
