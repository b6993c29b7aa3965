// Package token cuts a text into words, numbers and punctuation, finds where
// sentences begin, and gives each word the key under which it is looked up.
//
// In: source text. Out: []Token.
//
// # Law
//
// A token is bytes of the source as given: for every token t of src,
// src[t.Start:t.End] == t.Surface, tokens do not overlap and stand in order,
// and their edges are rune boundaries where src is valid UTF-8. What writers vary — hamza
// on alef, ى and ي, ة and ه, Persian letters, vowel marks, tatweel, joiners,
// presentation forms, HTML entities — is folded in the key, Token.Norm, never
// in the text. FuzzTokens keeps the law.
//
// # Words
//
// A word is a run of letters of one script with their marks. Words glued by a
// scraper are opened where Arabic spelling shows the seam (text.Opens).
// Proclitics are candidates, not cuts: see AppendCuts.
//
// # Sharing
//
// Tokens and the functions here are safe to share; a Scanner is scratch space
// for one goroutine.
package token

//go:generate go run ../internal/gen/classes -o classes_gen.go
