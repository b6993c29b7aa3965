package registry

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
)

// dayOf is the day of a document, 2006-01-02: that of its date, else the first that a
// date in the page of its main article says; empty without.
func dayOf(d *source.Document, x *alam.Analysis) string {
	if day, ok := source.Day(d.Date); ok {
		return day
	}
	if x.Document == nil {
		return ""
	}
	for _, r := range x.Document.Regions {
		if r.Kind != text.Date || r.Article > 0 || r.End > len(d.Text) {
			continue
		}
		if day := dayIn(d.Text[r.Start:r.End]); day != "" {
			return day
		}
	}
	return ""
}

// months are the names of months of the Gregorian calendar, by their number: of Egypt
// and the Gulf, the Levant, the Maghreb, English. Those of two words have a blank.
var months = monthsOf(
	"يناير|كانون الثاني|جانفي|january|jan", "فبراير|شباط|فيفري|february|feb", "مارس|آذار|march|mar",
	"أبريل|نيسان|أفريل|april|apr", "مايو|أيار|ماي|may", "يونيو|حزيران|جوان|يونيه|june|jun",
	"يوليو|تموز|جويلية|يوليه|يوليوز|july|jul", "أغسطس|آب|أوت|غشت|august|aug", "سبتمبر|أيلول|شتنبر|september|sept|sep",
	"أكتوبر|تشرين الأول|october|oct", "نوفمبر|تشرين الثاني|نونبر|november|nov", "ديسمبر|كانون الأول|دجنبر|december|dec",
)

func monthsOf(names ...string) map[string]int {
	m := map[string]int{}
	for i, list := range names {
		for name := range strings.SplitSeq(list, "|") {
			m[token.Key(name)] = i + 1
		}
	}
	return m
}

// clock is a time of day, which is no part of a date.
var clock = regexp.MustCompile(`\b\d{1,2}:\d{2}(:\d{2})?\b`)

// dayIn is the first day that a text says with its year: 3 أبريل 2025; April 3, 2025;
// 2025-04-03; 3/4/2025. Years of other calendars are none.
func dayIn(s string) string {
	words := strings.FieldsFunc(clock.ReplaceAllString(token.Key(s), " "), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var parts []int // numbers; months by name are negative
	for i := 0; i < len(words); i++ {
		number := strings.TrimRightFunc(words[i], unicode.IsLetter) // 24th, 2026م
		n, err := strconv.Atoi(number)
		switch {
		case err == nil:
		case months[words[i]] > 0:
			n = -months[words[i]]
		case i+1 < len(words) && months[words[i]+" "+words[i+1]] > 0:
			n = -months[words[i]+" "+words[i+1]]
			i++
		default:
			n = 0
		}
		if n < 0 && len(parts) > 0 && parts[len(parts)-1] == n {
			continue // آذار (مارس)
		}
		parts = append(parts, n)
	}
	for i := 0; i+3 <= len(parts); i++ {
		if day := dayFrom(parts[i], parts[i+1], parts[i+2]); day != "" {
			return day
		}
	}
	return ""
}

// dayFrom is the day of three numbers in any order that is in use.
func dayFrom(a, b, c int) string {
	year, month, day := c, b, a
	switch {
	case a > 31: // 2025-04-03
		year, day = a, c
	case a < 0: // April 3, 2025
		month, day = a, b
	case b > 12: // 4/13/2025
		month, day = a, b
	}
	if month < 0 {
		month = -month
	}
	if year < 1900 || year > 2100 {
		return ""
	}
	s := fmt.Sprintf("%04d-%02d-%02d", year, month, day)
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return ""
	}
	return s
}
