// Package cases holds short texts as the press writes them, with the names
// that an editor would mark in each: what is known to be hard.
//
// In: the .txtar files beside this one, a phenomenon each. Out: cases.
//
// # Format
//
// A file of an archive is a case: its text, an empty line, and a line for each
// name in the order of the text, or "none":
//
//	-- lebanon --
//	وصل الوفد إلى لبنان قادما من باريس
//
//	LOC/country لبنان
//	LOC باريس
//
// The kind is written where it matters. A name that the text has several times
// is followed by its number among them: "LOC لبنان #2". Lines with # among the
// names say why. What nobody sees is written \uXXXX, an empty line of the text
// \n, in both parts.
//
// # Guideline
//
// That of docs/guideline.md: titles and the heads مدينة، صحيفة، شركة، نادي، فريق
// stand outside; حزب، جامعة، وزارة، مطار، مستشفى belong to the name. Proclitics are
// outside; in للأمم the name begins at the second ل. Peoples, languages, days, events,
// currencies and a bare head (الحكومة) are no names; with an adjective or a field an
// organ of state is one (الحكومة اللبنانية، لجنة المال).
//
// An expectation is what is right, never what the tagger says: what it misses
// is listed in known-failures.txt, which "go test ./internal/cases -update"
// writes anew.
package cases
