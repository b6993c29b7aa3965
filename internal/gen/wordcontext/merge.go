package main

import "slices"

// merge puts the classes of a clustering into fewer ones, joining each time
// the two whose joining costs the least of what class and context tell of each
// other (as P. Brown and others, "Class-based n-gram models of natural
// language", Computational Linguistics 18, 1992, but with contexts held to be
// the classes before joining, so that the costs of other pairs stand).
// It gives the new class of each; the new classes are in order of their first.
func (c *clustering) merge(to int) []uint8 {
	counts := make([][]int64, c.k) // per class, how often each group of features
	for i := range counts {
		counts[i] = make([]int64, int(c.places)*c.groups())
	}
	for w := firstWord; w < len(c.of); w++ {
		for _, f := range c.of[w] {
			counts[c.class[w]][c.group(f.id)] += int64(f.n)
		}
	}
	total := slices.Clone(c.total)
	cost := func(a, b int) int64 {
		x := -int64(c.places) * (xlogx(total[a]) + xlogx(total[b]) - xlogx(total[a]+total[b]))
		for i, n := range counts[a] {
			if m := counts[b][i]; m > 0 && n > 0 {
				x += xlogx(n) + xlogx(m) - xlogx(n+m)
			}
		}
		return x
	}
	costs := make([][]int64, c.k)
	for a := range costs {
		costs[a] = make([]int64, a)
		for b := range costs[a] {
			costs[a][b] = cost(a, b)
		}
	}
	into := make([]int, c.k)
	for i := range into {
		into[i] = i
	}
	for left := c.k; left > to; left-- {
		x, y := -1, -1
		for a := range costs {
			if into[a] != a {
				continue
			}
			for b, k := range costs[a] {
				if into[b] == b && (x < 0 || k < costs[x][y]) {
					x, y = a, b
				}
			}
		}
		into[x] = y // y < x
		for i, n := range counts[x] {
			counts[y][i] += n
		}
		total[y] += total[x]
		for a := range costs {
			switch {
			case into[a] != a || a == y:
			case a > y:
				costs[a][y] = cost(a, y)
			default:
				costs[y][a] = cost(y, a)
			}
		}
	}
	out, next := make([]uint8, c.k), uint8(0)
	for i := range out {
		if into[i] == i {
			out[i] = next
			next++
			continue
		}
		out[i] = out[into[i]] // into[i] < i, and settled
	}
	return out
}

// group is the feature with the class of its word in the word's place.
func (c *clustering) group(id int32) int {
	place, w := id/c.span, id%c.span
	g := int(w)
	switch {
	case w >= c.words:
		g = c.k + firstWord + int(w-c.words)
	case w >= firstWord:
		g = firstWord + int(c.class[w])
	}
	return int(place)*c.groups() + g
}

// groups is how many groups of features a place has.
func (c *clustering) groups() int { return c.k + firstWord + int(c.span-c.words) }
