// Package near finds, among known words, the one that was meant by one that is
// not known.
//
// In: words. Out: how far they are apart, or a hint for an error. It knows
// nothing of Arabic, and may be shared.
package near

import "fmt"

// Hint is what an error says of the known word nearest to one that is not known,
// each with a sign before it: ", did you mean @title?". It is empty if none is
// near, within a third of the word's letters and one more.
func Hint(word string, known []string, sign string) string {
	best, least := "", 1+len([]rune(word))/3
	for _, k := range known {
		if d := Distance(word, k); d <= least && (best == "" || d < Distance(word, best)) {
			best = k
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(", did you mean %s%s?", sign, best)
}

// Distance is Levenshtein's with transpositions of neighbours (optimal string
// alignment), in code points.
func Distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range y {
		rows[0][j+1] = j + 1
	}
	for i := range x {
		for j := range y {
			d := rows[i][j]
			if x[i] != y[j] {
				d++
			}
			d = min(d, rows[i][j+1]+1, rows[i+1][j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				d = min(d, rows[i-1][j-1]+1)
			}
			rows[i+1][j+1] = d
		}
	}
	return rows[len(x)][len(y)]
}
