package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// tables are the generated files whose tables become figures: the columns of a
// row by their heads, behind the name of the row.
var tables = []struct {
	file, command string
}{
	{"eval/ACCURACY.md", "go run ./internal/gen/accuracy"},
	{"eval/TOPICS.md", "go run ./internal/gen/topicaccuracy"},
}

// derive gives the figures that stand in generated files, or are counted.
func derive(root string) (map[string]figure, error) {
	all := map[string]figure{}
	for _, t := range tables {
		b, err := os.ReadFile(filepath.Join(root, t.file))
		if err != nil {
			return nil, err
		}
		fromTables(all, string(b), t.command)
	}
	if err := iptc(all, root); err != nil {
		return nil, err
	}
	if err := news(all, root); err != nil {
		return nil, err
	}
	return all, model(all, root)
}

var notName = regexp.MustCompile(`[^a-z0-9@]+`)

// nameOf makes a part of a name of what stands in a cell.
func nameOf(cell string) string {
	return strings.Trim(notName.ReplaceAllString(strings.ToLower(cell), "-"), "-")
}

// fromTables adds the numbers of the tables of a page. A row is named by its
// first cell, and by its second too where that tells rows apart; of rows of one
// name the first has it.
func fromTables(all map[string]figure, page, command string) {
	var heads []string
	for line := range strings.Lines(page) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			heads = nil
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if heads == nil {
			heads = cells
			continue
		}
		row := nameOf(cells[0])
		if len(cells) > 1 && (heads[1] == "weights" || heads[1] == "label") {
			row += "." + nameOf(cells[1])
		}
		for i := 1; i < len(cells) && i < len(heads); i++ {
			number, rest, _ := strings.Cut(cells[i], " ")
			v, err := strconv.ParseFloat(number, 64)
			if err != nil || rest != "" && !strings.HasPrefix(rest, "(") || heads[i] == "" {
				continue
			}
			unit := "%"
			if number == strconv.Itoa(int(v)) {
				unit = "count"
			} else if heads[i] == "p" || strings.HasPrefix(heads[i], "false per") {
				unit = ""
			}
			name := row + "." + nameOf(heads[i])
			if _, there := all[name]; !there {
				all[name] = figure{name: name, value: v, unit: unit, command: command}
			}
		}
	}
}

// iptc adds what the text of TOPICS.md says of the embedded categories.
func iptc(all map[string]figure, root string) error {
	b, err := os.ReadFile(filepath.Join(root, "eval", "TOPICS.md"))
	if err != nil {
		return err
	}
	m := regexp.MustCompile(`(?s)on (\d+) articles of general news.*?of the article in ([\d.]+) %.*?fits in ([\d.]+) %`).FindSubmatch(b)
	if m == nil {
		return fmt.Errorf("eval/TOPICS.md: no sentence says how many articles of general news have the right category")
	}
	for i, name := range []string{"iptc.judged", "iptc.main", "iptc.fits"} {
		v, err := strconv.ParseFloat(string(m[i+1]), 64)
		if err != nil {
			return fmt.Errorf("eval/TOPICS.md: %w", err)
		}
		unit := "%"
		if i == 0 {
			unit = "count"
		}
		all[name] = figure{name: name, value: v, unit: unit, command: "go run ./internal/gen/topicaccuracy"}
	}
	return nil
}

// news counts the articles of the labelled news, and those of its test part that
// are not clean.
func news(all map[string]figure, root string) error {
	dir := filepath.Join(root, "data", "news")
	split, err := os.ReadFile(filepath.Join(dir, "split.tsv"))
	if err != nil {
		return err
	}
	part := map[string]string{}
	for line := range strings.Lines(string(split)) {
		if outlet, p, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			part[outlet] = p
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "articles", "*.txt"))
	if err != nil {
		return err
	}
	var count, test, raw float64
	head := regexp.MustCompile(`(?m)^=== .*\boutlet: (\S+) .*\bform: (\w+)`)
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		for _, m := range head.FindAllSubmatch(b, -1) {
			count++
			if part[string(m[1])] == "test" {
				test++
				if string(m[2]) != "clean" {
					raw++
				}
			}
		}
	}
	if count == 0 || test == 0 {
		return fmt.Errorf("%s: no articles, or none of the test part", dir)
	}
	command := "grep -h '^=== ' data/news/articles/*.txt"
	all["news.articles"] = figure{name: "news.articles", value: count, unit: "count", command: command + " | wc -l"}
	all["news.test-raw"] = figure{name: "news.test-raw", value: 100 * raw / test, unit: "%", command: command}
	return nil
}

// addRatios adds figures that are one by another.
func addRatios(all map[string]figure) {
	for _, r := range []struct{ name, over, under string }{
		{"speed.fields-by-analyze", "speed.fields", "speed.analyze"},
		{"speed.analyze-by-topics", "speed.analyze", "speed.topics"},
	} {
		a, b := all[r.over], all[r.under]
		if b.value > 0 {
			all[r.name] = figure{name: r.name, value: float64(int(1000*a.value/b.value)) / 1000, unit: "times", within: a.within, command: a.command, on: a.on}
		}
	}
}

// model adds the weights of one property, by slot and label: what
// docs/fitting.md explains.
func model(all map[string]figure, root string) error {
	const file, property = "data/guidelines/news/model.tsv", "list LOC.country"
	b, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		return err
	}
	var slots []string
	for line := range strings.Lines(string(b)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if cells[0] == "property" {
			slots = cells
		}
		if cells[0] != property || len(cells) != len(slots) {
			continue
		}
		return weights(all, slots, cells, `grep -P '^`+property+`\t' `+file)
	}
	return fmt.Errorf("%s has no line %q, which docs/fitting.md explains", file, property)
}

// weights adds the weights of a property, four labels a slot; an empty cell has
// none.
func weights(all map[string]figure, slots, cells []string, command string) error {
	for i := 1; i < len(cells); i++ {
		numbers := strings.Fields(cells[i])
		for k, label := range []string{"per", "loc", "org", "misc"} {
			f := figure{name: "weight.country." + slots[i] + "." + label, unit: "nats", command: command}
			if len(numbers) == 4 {
				var err error
				if f.value, err = strconv.ParseFloat(numbers[k], 64); err != nil {
					return fmt.Errorf("the weights of %s in %s: %w", cells[0], slots[i], err)
				}
			}
			all[f.name] = f
		}
	}
	return nil
}
