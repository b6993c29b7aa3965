package page

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alam-nlp/alam/gold"
)

// browser gives the path of a Chromium, or skips the test.
func browser(t *testing.T) string {
	t.Helper()
	names := []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skipf("no browser to show the page in: none of %s is installed", strings.Join(names, ", "))
	return ""
}

// dumpDOM opens a page and gives the document as its scripts left it.
func dumpDOM(t *testing.T, path, url string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
		"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--disable-dev-shm-usage", "--user-data-dir="+t.TempDir(), "--virtual-time-budget=3000", "--dump-dom", url)
	cmd.WaitDelay = 5 * time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return string(out)
}

var (
	docTag     = regexp.MustCompile(`<details class="doc"[^>]*>`)
	lineTag    = regexp.MustCompile(`<p class="t"[^>]*>`)
	rowTag     = regexp.MustCompile(`<li data-e=[^>]*>`)
	markTag    = regexp.MustCompile(`<span class="m[ "][^>]*>`)
	markOff    = regexp.MustCompile(`<span class="m off"`)
	statusText = regexp.MustCompile(`id="shown"[^>]*>([^<]*)<`)
)

// visible counts the tags that match and are not hidden.
func visible(dom string, tag *regexp.Regexp) (n int) {
	for _, s := range tag.FindAllString(dom, -1) {
		if !strings.Contains(s, " hidden") {
			n++
		}
	}
	return n
}

// TestHTMLInBrowser: the page opens from a file, its script runs under its own
// policy, the filters of the fragment work, and markup in the data asks nothing of
// the network.
func TestHTMLInBrowser(t *testing.T) {
	path := browser(t)
	if testing.Short() {
		t.Skip("opens a browser several times")
	}
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer server.Close()
	truth, pred := htmlDocs(t)
	evil := `<img src="` + server.URL + `/a"><script src="` + server.URL + `/b"></script><style>@import "` + server.URL + `/c"</style>`
	for _, list := range [][]gold.Document{truth, pred} {
		list[2].ID += evil
		list[2].Text += evil
	}
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, []byte(writeHTML(t, Evaluation{Title: evil, Gold: truth, Pred: pred})), 0o644); err != nil {
		t.Fatal(err)
	}
	url := "file://" + filepath.ToSlash(file)
	for _, c := range []struct {
		fragment                 string
		docs, lines, marks, rows int
		says                     string
	}{
		{"", 3, 5, 10, 6, "3 documents, 10 marks"},
		{"#filter=missed", 2, 2, 3, 3, "2 of 3 documents, 3 marks"},
		{"#filter=missed,spurious&label=ORG", 1, 1, 1, 1, "1 of 3 documents, 1 mark"},
		{"#filter=label", 1, 1, 1, 1, "1 of 3 documents, 1 mark"},
		{"#filter=too-short", 1, 1, 1, 1, "1 of 3 documents, 1 mark"},
		{"#filter=correct", 2, 4, 5, 0, "2 of 3 documents, 5 marks"},
		{"#label=PER", 1, 1, 1, 1, "1 of 3 documents, 1 mark"},
		{"#filter=label&whole=1", 1, 3, 1, 1, ""},
		{"#q=" + "\u0623\u0644\u0645\u064f\u0648\u0633\u0643\u0648", 0, 0, 10, 0, ""}, // in no text
		{"#q=" + "\u0645\u064f\u0648\u0633\u0643\u0648", 1, 1, 10, 3, ""},             // with a vowel mark
	} {
		dom := dumpDOM(t, path, url+c.fragment)
		docs, lines := visible(dom, docTag), visibleLines(dom)
		marks := len(markTag.FindAllString(dom, -1)) - len(markOff.FindAllString(dom, -1))
		rows := visible(dom, rowTag)
		if docs != c.docs || lines != c.lines || marks != c.marks || rows != c.rows {
			t.Errorf("%q: %d documents, %d lines, %d marks, %d frequent errors; want %d, %d, %d, %d",
				c.fragment, docs, lines, marks, rows, c.docs, c.lines, c.marks, c.rows)
		}
		if m := statusText.FindStringSubmatch(dom); m == nil || c.says != "" && m[1] != c.says {
			t.Errorf("%q: the page says %q, want %q", c.fragment, m, c.says)
		}
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("the page asked the network %d times", n)
	}
}

// visibleLines counts the lines shown in documents that are shown.
func visibleLines(dom string) (n int) {
	for i, part := range docTag.Split(dom, -1) {
		if i > 0 && !strings.Contains(docTag.FindAllString(dom, -1)[i-1], " hidden") {
			n += visible(part, lineTag)
		}
	}
	return n
}
