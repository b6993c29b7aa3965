package peer

import (
	"fmt"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

// SeqscoreReport is seqscore's score: sets of mentions, and labels that agree.
type SeqscoreReport struct {
	eval.Table
	eval.TokenAccuracy
}

// Seqscore scores as seqscore 0.6 does (Palen-Michel, Holley & Lignos 2021) in
// IOB1, IOB2, BIOES or BILOU. With RepairNone an invalid sequence is
// [gold.ErrSequence]; BIOES and BILOU cannot be repaired. The ratios of the table are
// undefined where seqscore prints 0.
func Seqscore(truth, pred [][]string, s gold.Scheme, r gold.Repair) (*SeqscoreReport, error) {
	if len(truth) != len(pred) {
		return nil, fmt.Errorf("%w: %d gold sentences, %d predicted", ErrLength, len(truth), len(pred))
	}
	counts := make(map[string]eval.Counts)
	rep := new(SeqscoreReport)
	for i := range truth {
		if len(truth[i]) != len(pred[i]) {
			return nil, fmt.Errorf("%w: sentence %d: %d gold tags, %d predicted", ErrLength, i+1, len(truth[i]), len(pred[i]))
		}
		for j := range truth[i] {
			rep.Tokens++
			if truth[i][j] == pred[i][j] {
				rep.Right++
			}
		}
		g, err := gold.AppendChunksRepaired(nil, truth[i], s, r)
		if err != nil {
			return nil, err
		}
		p, err := gold.AppendChunksRepaired(nil, pred[i], s, r)
		if err != nil {
			return nil, err
		}
		addSets(counts, g, p)
	}
	rep.Table = eval.NewTable(counts)
	return rep, nil
}
