// Package slot says for which token of a name, or beside it, a fitted weight
// counts.
//
// In and out: names of slots, as they stand in files of weights. It holds no state
// and may be shared.
package slot

import "fmt"

// A Slot says for which token, counted from where a name begins or ends, a
// weight of a property counts.
type Slot uint8

// String is the name of the slot.
func (s Slot) String() string {
	if int(s) < len(Names) {
		return Names[s]
	}
	return fmt.Sprintf("Slot(%d)", uint8(s))
}

// The slots of a name's tokens.
const (
	First2 Slot = iota // two before the first token
	First1             // one before it
	First0             // the first token
	FirstR             // the one behind it
	Next1              // the one before a further token
	Next0              // a further token
	NextR              // the one behind it
	Last0              // the last token
	LastR              // the one behind it
	LastR2             // two behind it
	Only1              // before a name of one token
	Only0              // its token
	OnlyR              // behind it
	Count  = iota
)

// Names are the names of the slots in files of weights.
var Names = [Count]string{
	"first-2", "first-1", "first", "first+1", "next-1", "next", "next+1", "last", "last+1", "last+2", "only-1", "only", "only+1",
}
