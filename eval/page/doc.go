// Package page shows an evaluation as one HTML page that anybody can open.
//
// # In and out
//
// In goes an [Evaluation]: a report of package eval, and the documents of gold and
// prediction. Out comes a file: scores, mismatches by kind, confusion, entities, the
// most frequent mismatches, and the texts with gold and prediction marked.
//
// # The law
//
// The page asks nothing of the network, and nothing from the documents becomes
// markup. Equal evaluations give equal bytes. Tests: TestHTMLPolicy,
// TestHTMLEscapes, TestHTMLOrder.
//
// # Sharing
//
// Functions are safe to share.
package page
