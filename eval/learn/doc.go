// Package learn scores what was fitted on documents it has not seen, and says
// whether more of them would help.
//
// # In and out
//
// In go labelled documents of package gold and a function that fits to some and tags
// others. Out come reports of package eval, by folds, or a learning [Curve].
//
// # The law
//
// No document is tagged by what was fitted on it, and what tags is given no gold.
// Test: TestCrossValidate.
//
// # Sharing
//
// Functions and values are safe to share.
package learn
