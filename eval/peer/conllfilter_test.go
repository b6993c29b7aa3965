package peer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gold"
)

// TestConllevalRaw holds the filter to whole recorded runs: the same bytes where
// conlleval is content, an error where it fails or warns.
func TestConllevalRaw(t *testing.T) {
	quiet, refused := 0, 0
	for line := range bytes.Lines(readRecorded(t, "eval/conlleval_raw.jsonl")) {
		var c struct {
			ID, Stdin, Stdout, Stderr string
			Args                      []string
			Exit                      int
		}
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		err := ConllevalFilter(c.Args, strings.NewReader(c.Stdin), &out)
		if c.Exit != 0 || c.Stderr != "" {
			refused++
			if !errors.Is(err, ErrRefused) || out.Len() > 0 {
				t.Errorf("%s: got %q, error %v; want a refusal", c.ID, out.String(), err)
			}
			continue
		}
		quiet++
		if err != nil || out.String() != c.Stdout {
			t.Errorf("%s: error %v, got\n%s\nwant\n%s", c.ID, err, out.String(), c.Stdout)
		}
	}
	if quiet+refused != 39 {
		t.Errorf("%d cases, want 39", quiet+refused)
	}
	t.Logf("%d runs equal, %d refused", quiet, refused)
}

// TestConllevalScript compares with the script itself on random files. It runs
// where ALAM_CONLLEVAL names the script; ALAM_PERL may name the interpreter.
func TestConllevalScript(t *testing.T) {
	script := os.Getenv("ALAM_CONLLEVAL")
	if script == "" {
		t.Skip("ALAM_CONLLEVAL does not name conlleval.pl")
	}
	perl := os.Getenv("ALAM_PERL")
	if perl == "" {
		perl = "perl"
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for n := range 2000 {
		args, in := randomConll(rng)
		cmd := exec.Command(perl, append([]string{script}, args...)...)
		cmd.Stdin = strings.NewReader(in)
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		failed := cmd.Run() != nil || stderr.Len() > 0
		var out strings.Builder
		err := ConllevalFilter(args, strings.NewReader(in), &out)
		if failed != (err != nil) || !failed && out.String() != stdout.String() {
			t.Fatalf("file %d, %q:\n%s\nerror %v, got\n%s\nwant (%s)\n%s", n, args, in, err, out.String(), stderr.String(), stdout.String())
		}
	}
}

func randomConll(rng *rand.Rand) (args []string, in string) {
	delim := " "
	switch rng.IntN(6) {
	case 0:
		args, delim = append(args, "-d", "\t"), "\t"
	case 1:
		args, delim = append(args, "-d", ";+"), ";;"
	}
	if rng.IntN(5) == 0 {
		args = append(args, "-l")
	}
	if rng.IntN(5) == 0 {
		args = append(args, "-r")
	}
	if rng.IntN(5) == 0 {
		args = append(args, "-o", "NIL")
	}
	prefixes := []string{"B-", "I-", "O", "E-", "S-", "[-", "]-", ".", "NIL", "x-", "B", "I"}
	types := []string{"PER", "LOC", "0", "", "مكان", "A-B"}
	most := []int{3, len(prefixes)}[rng.IntN(2)]
	tag := func() string {
		p := prefixes[rng.IntN(most)]
		if strings.HasSuffix(p, "-") {
			p += types[rng.IntN(len(types))]
		}
		return p
	}
	var b strings.Builder
	for range rng.IntN(40) {
		switch rng.IntN(12) {
		case 0:
			b.WriteString("\n")
		case 1:
			fmt.Fprintf(&b, "-X-%sO%sO\n", delim, delim)
		default:
			gold := tag()
			pred := gold
			if rng.IntN(3) == 0 {
				pred = tag()
			}
			fmt.Fprintf(&b, "w%s%s%s%s\n", delim, gold, delim, pred)
		}
	}
	return args, b.String()
}

// TestConllevalGoesOnAfterE: B after E of the same type neither ends the chunk nor
// starts one, so the mismatch after it spoils all of it. The figures are the
// script's.
func TestConllevalGoesOnAfterE(t *testing.T) {
	in := "w B-A B-A\nw E-A E-A\nw B-A B-A\nw I-A O\n"
	var out strings.Builder
	if err := ConllevalFilter(nil, strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	want := "processed 4 tokens with 1 phrases; found: 1 phrases; correct: 0.\n"
	if got, _, _ := strings.Cut(out.String(), "accuracy"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestSeqevalReadings: rules that no recorded case holds.
func TestSeqevalReadings(t *testing.T) {
	got, err := AppendChunksSeqeval(nil, []string{"AB-X", "B-X-Y"})
	if want := "[{0 1 X} {1 2 X-Y}]"; err != nil || fmt.Sprint(got) != want {
		t.Errorf("got %v, %v; want %s", got, err, want)
	}
	for s, tag := range map[gold.Scheme]string{gold.IOB2: "E-X", gold.BIOES: "L-X", gold.BILOU: "S-X", gold.IOE2: "B-X", gold.IOB1: ""} {
		if _, err := AppendChunksStrict(nil, []string{tag}, s); !errors.Is(err, gold.ErrTag) {
			t.Errorf("%q in %v: got %v", tag, s, err)
		}
	}
	if _, err := AppendChunksStrict(nil, nil, gold.SchemeUnknown); !errors.Is(err, gold.ErrScheme) {
		t.Errorf("no scheme: got %v", err)
	}
	if _, err := AppendChunksSeqeval(nil, []string{""}); !errors.Is(err, gold.ErrTag) {
		t.Errorf("empty tag: got %v", err)
	}
	if _, err := Seqeval([][]string{{"O"}}, [][]string{{"O", "O"}}, SeqevalOptions{}); !errors.Is(err, ErrLength) {
		t.Errorf("lengths: got %v", err)
	}
}

// FuzzConllevalFilter: no panic, and a refusal prints nothing.
func FuzzConllevalFilter(f *testing.F) {
	f.Add("w B-A I-A\n\nw O O\n", " ", true, false)
	f.Add("w\tB-A\tI-A\n-X- O O", "\\t", false, true)
	f.Fuzz(func(t *testing.T, in, delim string, raw, latex bool) {
		args := []string{"-d", delim}
		if raw {
			args = append(args, "-r")
		}
		if latex {
			args = append(args, "-l")
		}
		var out strings.Builder
		if err := ConllevalFilter(args, strings.NewReader(in), &out); (err != nil) != (out.Len() == 0) {
			t.Fatalf("error %v, output %q", err, out.String())
		}
	})
}
