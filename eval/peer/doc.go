// Package peer says what the field's own scorers would print: conlleval, seqeval,
// seqscore and nervaluate, with their conventions, so that a published number can
// be met.
//
// # In and out
//
// In go sequences of tags, or spans of package gold; out come the counts and
// ratios that the scorer would give. [ConllevalFilter] is the Perl script as a
// filter, to the byte. Package eval has the project's own definitions.
//
// # The law
//
// Where the scorer itself was run and its answer recorded, the answer here is the
// same, quirks included; what it refuses is an error. Tests: TestPeerCases,
// TestConllevalRaw, TestConllevalScript.
//
// # Sharing
//
// Functions and values are safe to share. A [Conlleval] belongs to one goroutine.
package peer
