package importer

import (
	"math/bits"
	"sort"
)

// Populations from which a place has prominence 1, 2, ... 9: half a power of
// ten a step, that is floor(2 log10(inhabitants)) - 7.
var populations = []int64{10_000, 31_623, 100_000, 316_228, 1_000_000, 3_162_278, 10_000_000, 31_622_777, 100_000_000}

// byPopulation gives the prominence of a place with so many inhabitants: 1 up
// to 31,622, 5 from a million, 9 from a hundred million. It is 0 if the number
// is not known. A capital of a country is 2 more, the seat of a first-level
// division 1 more.
func byPopulation(n int64, bonus int) int {
	if n <= 0 && bonus == 0 {
		return 0
	}
	p := sort.Search(len(populations), func(i int) bool { return populations[i] > n })
	return min(max(p, 1)+bonus, 9)
}

const (
	capital     = 2
	seat        = 1
	popFormula  = "prominence: floor(2 log10(inhabitants)) - 7, 1 to 9; capitals 2 more, seats of first-level divisions 1 more"
	siteFormula = "prominence: 1 + floor(log2(sitelinks)), 9 at most"
)

// bySitelinks gives the prominence of a thing that so many wikis have a page
// on: 1 for one or none, 5 for 16, 9 for 256 and more.
func bySitelinks(n int64) int {
	if n < 1 {
		return 1
	}
	return min(bits.Len64(uint64(n)), 9)
}
