package source

import (
	"strings"
	"testing"
)

func TestDay(t *testing.T) {
	for date, want := range map[string]string{
		"2024-03-05":                      "2024-03-05",
		"2024-03-05T23:30:00-08:00":       "2024-03-05", // as it is said, not UTC
		"2024-03-05 10:00":                "2024-03-05",
		" 2024/03/05 ":                    "2024-03-05",
		"20240305":                        "2024-03-05",
		"Tue, 05 Mar 2024 10:00:00 +0300": "2024-03-05",
		"Tue, 5 Mar 2024 10:00:00 GMT":    "2024-03-05",
		"1709596800":                      "2024-03-05",
		"1709596800000":                   "2024-03-05",
		"2024-02-30":                      "",
		"2024-03-051":                     "",
		"20241399":                        "",
		"-20240305":                       "",
		"yesterday":                       "",
		"12":                              "",
		"":                                "",
	} {
		if got, ok := Day(date); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q, %v, want %q", date, got, ok, want)
		}
	}
}

// TestDates: a date is read where the field is named, and is nobody's business
// elsewhere.
func TestDates(t *testing.T) {
	const warc = "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Date: 2024-03-05T10:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx\r\n\r\n"
	for _, c := range []struct {
		format     Format
		in, want   string
		withoutToo bool
	}{
		{JSONL, `{"text":"x","at":"2024-03-05"}`, "2024-03-05", false},
		{JSONL, `{"text":"x","at":20240305}`, "20240305", false},
		{JSONL, `{"text":"x","at":null}`, "", false},
		{JSONL, `{"text":"x","at":["a"]}`, "", false},
		{JSONL, `{"text":"x"}`, "", false},
		{CSV, "at,text\n2024-03-05,x\n", "2024-03-05", false},
		{TSV, "text\nx\n", "", false},
		{WARC, warc, "2024-03-05T10:00:00Z", true},
	} {
		for _, field := range []string{"at", ""} {
			want := c.want
			if field == "" && !c.withoutToo {
				want = ""
			}
			for d, err := range Read([]string{"-"}, Options{Format: c.format, DateField: field, Stdin: strings.NewReader(c.in)}) {
				if err != nil {
					t.Fatal(err)
				}
				if d.Date != want || d.Text != "x" {
					t.Errorf("%s, field %q: %q %q, want %q", c.in, field, d.Text, d.Date, want)
				}
			}
		}
	}
}
