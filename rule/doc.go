// Package rule is the language of rules: what may stand around a name.
//
// In: rule files ([Parse]) and a [Text], tokens with what lists and letters say of
// them. Out: the captures of the rules that match ([Machine]), what is wrong with
// rules ([Check]), whether their examples hold ([Test]), and what became of each in
// a text ([Program.Trace]). docs/rules.md describes the language, DESIGN.md the
// engine.
//
// # Law
//
// A rule file is refused with its place, or its rules run in time linear in the
// text, however they are written. Of each rule the longest match from each token
// counts, and the first that began where two run into one. Test: TestMachine,
// TestAutomaton.
//
// # Sharing
//
// Rules and a [Program] are immutable and safe to share. A [Machine] and a [Text]
// are scratch space for one goroutine.
package rule
