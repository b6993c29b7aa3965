package sink

import "maps"

// Counts are what a job has done, over all its runs.
type Counts struct {
	Documents int64            `json:"documents"` // read, failed ones too
	Failed    int64            `json:"failed"`
	Files     int              `json:"files"`
	Skipped   int              `json:"skipped"`          // files of directories that are no inputs
	Passed    map[string]int64 `json:"passed,omitempty"` // what else of directories is none, by why (source.Passed)
	Bytes     int64            `json:"bytes"`            // of the texts
	Mentions  map[string]int64 `json:"mentions"`
	Failures  map[string]int64 `json:"failures"`       // by reason
	Kept      map[string]int64 `json:"kept,omitempty"` // documents that have a field of Options.Keep
	Derived   int64            `json:"derived"`        // documents whose text is not bytes of a file
	Seconds   float64          `json:"seconds"`
	Runs      int              `json:"runs"` // 1 if it was never interrupted
}

// clone is a copy that nobody else changes.
func (c Counts) clone() Counts {
	c.Mentions, c.Failures = maps.Clone(c.Mentions), maps.Clone(c.Failures)
	c.Kept, c.Passed = maps.Clone(c.Kept), maps.Clone(c.Passed)
	if c.Mentions == nil {
		c.Mentions = map[string]int64{}
	}
	if c.Failures == nil {
		c.Failures = map[string]int64{}
	}
	return c
}
