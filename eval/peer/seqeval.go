package peer

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

// ErrLength is a gold and a prediction that differ in length.
var ErrLength = errors.New("peer: gold and prediction differ in length")

// SeqevalOptions are those of seqeval's classification_report.
type SeqevalOptions struct {
	Strict       bool        // mode='strict'; needs Scheme
	Scheme       gold.Scheme // for Strict
	Suffix       bool        // tags are LABEL-B
	ZeroDivision float64     // what 0/0 is called: 0 or 1
}

// SeqevalRow is one line of seqeval's report. Undefined values are already
// replaced, as seqeval does; NaN stands for its macro average over no labels.
type SeqevalRow struct {
	Label                 string
	Precision, Recall, F1 float64
	Support               int
}

// SeqevalReport is seqeval's report. The averages have no label.
type SeqevalReport struct {
	Rows                   []SeqevalRow // by label
	Micro, Macro, Weighted SeqevalRow

	// Token level: accuracy_score counts O; in performance_measure a confusion of
	// labels is a false positive only.
	Accuracy       float64
	TP, FP, FN, TN int
}

// Seqeval scores as seqeval 1.2.2 does (Nakayama 2018), and with it Hugging Face
// evaluate: chunks are compared as a set of label, start and end; the macro average
// is over the labels of either side, the weighted one by gold support.
func Seqeval(gold, pred [][]string, o SeqevalOptions) (*SeqevalReport, error) {
	if len(gold) != len(pred) {
		return nil, fmt.Errorf("%w: %d gold sentences, %d predicted", ErrLength, len(gold), len(pred))
	}
	counts := make(map[string]eval.Counts)
	rep := new(SeqevalReport)
	tokens, right := 0, 0
	for i := range gold {
		if len(gold[i]) != len(pred[i]) {
			return nil, fmt.Errorf("%w: sentence %d: %d gold tags, %d predicted", ErrLength, i+1, len(gold[i]), len(pred[i]))
		}
		for j, g := range gold[i] {
			p := pred[i][j]
			tokens++
			switch {
			case g == p:
				right++
				if g != "O" {
					rep.TP++
				} else {
					rep.TN++
				}
			case p != "O":
				rep.FP++
			default:
				rep.FN++
			}
		}
		g, err := o.chunks(gold[i])
		if err != nil {
			return nil, err
		}
		p, err := o.chunks(pred[i])
		if err != nil {
			return nil, err
		}
		addSets(counts, g, p)
	}
	rep.Accuracy = math.NaN()
	if tokens > 0 {
		rep.Accuracy = float64(right) / float64(tokens)
	}
	rep.average(counts, o.ZeroDivision)
	return rep, nil
}

func (o SeqevalOptions) chunks(tags []string) ([]gold.Span, error) {
	if o.Strict {
		return appendStrict(nil, tags, o.Scheme, o.Suffix)
	}
	return appendSeqeval(nil, tags, o.Suffix)
}

func seqevalRow(label string, c eval.Counts, zero float64) SeqevalRow {
	r := SeqevalRow{Label: label, Support: c.Support()}
	r.Precision, r.Recall = c.Precision().Or(zero), c.Recall().Or(zero)
	if d := r.Precision + r.Recall; d > 0 {
		r.F1 = 2 * r.Precision * r.Recall / d
	}
	return r
}

func (rep *SeqevalReport) average(counts map[string]eval.Counts, zero float64) {
	var total eval.Counts
	for _, l := range slices.Sorted(maps.Keys(counts)) {
		rep.Rows = append(rep.Rows, seqevalRow(l, counts[l], zero))
		total.Add(counts[l])
	}
	rep.Micro = seqevalRow("", total, zero)
	rep.Macro.Support, rep.Weighted.Support = total.Support(), total.Support()
	n, w := float64(len(rep.Rows)), float64(total.Support())
	for _, r := range rep.Rows {
		rep.Macro.Precision += r.Precision
		rep.Macro.Recall += r.Recall
		rep.Macro.F1 += r.F1
		rep.Weighted.Precision += float64(r.Support) * r.Precision
		rep.Weighted.Recall += float64(r.Support) * r.Recall
		rep.Weighted.F1 += float64(r.Support) * r.F1
	}
	rep.Macro.Precision, rep.Macro.Recall, rep.Macro.F1 = rep.Macro.Precision/n, rep.Macro.Recall/n, rep.Macro.F1/n
	switch {
	case w > 0:
		rep.Weighted.Precision, rep.Weighted.Recall, rep.Weighted.F1 =
			rep.Weighted.Precision/w, rep.Weighted.Recall/w, rep.Weighted.F1/w
	case total.Found() == 0:
		rep.Weighted.Precision, rep.Weighted.Recall, rep.Weighted.F1 = zero, zero, zero
	default:
		rep.Weighted.Precision, rep.Weighted.Recall, rep.Weighted.F1 = 0, zero, 0
	}
}

// AppendChunksSeqeval appends the chunks of one sentence as seqeval's default mode
// reads them: the prefix is the first letter of a tag, whatever it is, and the
// label what follows the first hyphen after it, so that ADJ is read as A-DJ. An
// empty tag is [gold.ErrTag].
func AppendChunksSeqeval(dst []gold.Span, tags []string) ([]gold.Span, error) {
	return appendSeqeval(dst, tags, false)
}

func appendSeqeval(dst []gold.Span, tags []string, suffix bool) ([]gold.Span, error) {
	prev, prevLabel, begin := 'O', "", 0
	for i := 0; i <= len(tags); i++ {
		cur, label := 'O', "_"
		if i < len(tags) {
			if tags[i] == "" {
				return dst, fmt.Errorf("%w: empty tag", gold.ErrTag)
			}
			cur, label = parseSeqeval(tags[i], suffix)
		}
		if seqevalEnds(prev, cur, prevLabel == label) {
			dst = append(dst, gold.Span{Start: begin, End: i, Label: prevLabel})
		}
		if seqevalStarts(prev, cur, prevLabel == label) {
			begin = i
		}
		prev, prevLabel = cur, label
	}
	return dst, nil
}

func parseSeqeval(tag string, suffix bool) (rune, string) {
	r, n := utf8.DecodeRuneInString(tag)
	label := tag[n:]
	if suffix {
		r, n = utf8.DecodeLastRuneInString(tag)
		label = tag[:len(tag)-n]
		if i := strings.LastIndexByte(label, '-'); i >= 0 {
			label = label[:i]
		}
	} else if _, after, ok := strings.Cut(label, "-"); ok {
		label = after
	}
	if label == "" {
		label = "_"
	}
	return r, label
}

func seqevalEnds(prev, cur rune, same bool) bool {
	switch prev {
	case 'E', 'S':
		return true
	case 'B', 'I':
		if cur == 'B' || cur == 'S' || cur == 'O' {
			return true
		}
	case 'O', '.':
		return false
	}
	return !same
}

func seqevalStarts(prev, cur rune, same bool) bool {
	switch cur {
	case 'B', 'S':
		return true
	case 'E', 'I':
		if prev == 'E' || prev == 'S' || prev == 'O' {
			return true
		}
	case 'O', '.':
		return false
	}
	return !same
}
