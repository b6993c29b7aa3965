package eval

import (
	"fmt"
)

// SeqscoreReport is seqscore's score: sets of mentions, and labels that agree.
type SeqscoreReport struct {
	Table
	TokenAccuracy
}

// Seqscore scores as seqscore 0.6 does (Palen-Michel, Holley & Lignos 2021) in
// IOB1, IOB2, BIOES or BILOU. With RepairNone an invalid sequence is
// [ErrSequence]; BIOES and BILOU cannot be repaired. The ratios of the table are
// undefined where seqscore prints 0.
func Seqscore(gold, pred [][]string, s Scheme, r Repair) (*SeqscoreReport, error) {
	if len(gold) != len(pred) {
		return nil, fmt.Errorf("%w: %d gold sentences, %d predicted", ErrLength, len(gold), len(pred))
	}
	counts := make(map[string]Counts)
	rep := new(SeqscoreReport)
	for i := range gold {
		if len(gold[i]) != len(pred[i]) {
			return nil, fmt.Errorf("%w: sentence %d: %d gold tags, %d predicted", ErrLength, i+1, len(gold[i]), len(pred[i]))
		}
		for j := range gold[i] {
			rep.Tokens++
			if gold[i][j] == pred[i][j] {
				rep.Right++
			}
		}
		g, err := AppendChunksRepaired(nil, gold[i], s, r)
		if err != nil {
			return nil, err
		}
		p, err := AppendChunksRepaired(nil, pred[i], s, r)
		if err != nil {
			return nil, err
		}
		addSets(counts, g, p)
	}
	rep.Table = NewTable(counts)
	return rep, nil
}
