package discover

import (
	"fmt"
	"slices"
	"time"
)

// A Course is how much of each topic there is in each stretch of time.
type Course struct {
	// Unit is "day", "week", "month" or "year"; Starts are the stretches' first
	// days, without gaps.
	Unit   string
	Starts []time.Time
	// Documents[s] have a date in stretch s; Share[t][s] is the part of topic t
	// among them.
	Documents []int
	Share     [][]float64
	// Undated documents are left out, and so are Outside ones, the earliest and
	// the latest hundredth of a hundred or more: a few old articles must not
	// squeeze the course of the others.
	Undated, Outside int
}

// layouts are the ways of writing dates that are read.
var layouts = []string{time.RFC3339, time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02", "2006/01/02",
	"20060102", "02/01/2006", "2 Jan 2006", "2 January 2006"}

// ParseDate reads a date in ISO 8601, RFC 1123 or a few other forms; day
// stands before month where both are numbers.
func ParseDate(s string) (time.Time, error) {
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("discover: %q is not a date such as 2006-01-02", s)
}

// maxStretches is how many stretches are shown at most before they get longer.
const maxStretches = 60

// NewCourse counts the topics of documents over time. dates[i] is that of
// document i, zero where it has none; k is the number of topics.
func NewCourse(docs []Assignment, dates []time.Time, k int) *Course {
	c := &Course{Share: make([][]float64, max(k, 0))}
	var known []time.Time
	for _, d := range dates {
		if d.IsZero() {
			c.Undated++
			continue
		}
		known = append(known, d)
	}
	if len(known) == 0 {
		return c
	}
	slices.SortFunc(known, time.Time.Compare)
	cut := len(known) / 100
	first, last := known[cut], known[len(known)-1-cut]
	days := int(last.Sub(first).Hours()/24) + 1
	switch {
	case days <= maxStretches:
		c.Unit = "day"
	case days <= 7*maxStretches:
		c.Unit = "week"
	case days <= 30*maxStretches:
		c.Unit = "month"
	default:
		c.Unit = "year"
	}
	index := map[time.Time]int{}
	for t := c.start(first); !t.After(last.UTC()); t = c.next(t) {
		index[t] = len(c.Starts)
		c.Starts = append(c.Starts, t)
	}
	c.Documents = make([]int, len(c.Starts))
	for t := range c.Share {
		c.Share[t] = make([]float64, len(c.Starts))
	}
	for i, d := range dates {
		if d.IsZero() {
			continue
		}
		s, ok := index[c.start(d)]
		if !ok {
			c.Outside++
			continue
		}
		c.Documents[s]++
		if t := docs[i].Topic; t >= 0 {
			c.Share[t][s]++
		}
	}
	for _, row := range c.Share {
		for s := range row {
			if c.Documents[s] > 0 {
				row[s] /= float64(c.Documents[s])
			}
		}
	}
	return c
}

// start is the first day of the stretch of a time, in UTC.
func (c *Course) start(t time.Time) time.Time {
	t = t.UTC()
	y, m, d := t.Date()
	switch c.Unit {
	case "week": // from Saturday on, as the week of most of the Arab press
		t = time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
		return t.AddDate(0, 0, -int(t.Weekday()+1)%7)
	case "month":
		d = 1
	case "year":
		m, d = 1, 1
	}
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func (c *Course) next(t time.Time) time.Time {
	switch c.Unit {
	case "week":
		return t.AddDate(0, 0, 7)
	case "month":
		return t.AddDate(0, 1, 0)
	case "year":
		return t.AddDate(1, 0, 0)
	}
	return t.AddDate(0, 0, 1)
}
