package source

import (
	"strconv"
	"strings"
	"time"
)

// Day gives the day that a Date says, as 2006-01-02, in the time zone in which
// it is said: of RFC 3339 and whatever begins with 2006-01-02 or 2006/01/02; of
// 20060102; of RFC 1123 and RFC 822, as feeds have it; and, in UTC, of a number
// of seconds (9 or 10 digits) or milliseconds (12 or 13) since 1970.
func Day(date string) (day string, ok bool) {
	date = strings.TrimSpace(date)
	if n, err := strconv.ParseInt(date, 10, 64); err == nil && date[0] != '-' && date[0] != '+' {
		switch len(date) {
		case 8:
			at, err := time.Parse("20060102", date)
			return at.Format(time.DateOnly), err == nil
		case 9, 10:
			return time.Unix(n, 0).UTC().Format(time.DateOnly), true
		case 12, 13:
			return time.UnixMilli(n).UTC().Format(time.DateOnly), true
		}
		return "", false
	}
	const length = len(time.DateOnly)
	if len(date) >= length && (len(date) == length || date[length] < '0' || date[length] > '9') {
		for _, form := range []string{time.DateOnly, "2006/01/02"} {
			if at, err := time.Parse(form, date[:length]); err == nil {
				return at.Format(time.DateOnly), true
			}
		}
	}
	for _, form := range feedDates {
		if at, err := time.Parse(form, date); err == nil {
			return at.Format(time.DateOnly), true
		}
	}
	return "", false
}

// feedDates are the forms of RFC 1123 and RFC 822, the day of the week or not.
var feedDates = []string{
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST",
	"Mon, 2 Jan 06 15:04:05 -0700", "Mon, 2 Jan 06 15:04:05 MST", "Mon, 2 Jan 2006",
}
