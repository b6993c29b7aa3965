package ner

import "fmt"

// A Slot says for which token, counted from where a name begins or ends, a
// weight of a property counts.
type Slot uint8

func (s Slot) String() string {
	if int(s) < len(slotNames) {
		return slotNames[s]
	}
	return fmt.Sprintf("Slot(%d)", uint8(s))
}

// The slots of a name's tokens.
const (
	SlotFirst2 Slot = iota // two before the first token
	SlotFirst1             // one before it
	SlotFirst0             // the first token
	SlotFirstR             // the one behind it
	SlotNext1              // the one before a further token
	SlotNext0              // a further token
	SlotNextR              // the one behind it
	SlotLast0              // the last token
	SlotLastR              // the one behind it
	SlotLastR2             // two behind it
	SlotOnly1              // before a name of one token
	SlotOnly0              // its token
	SlotOnlyR              // behind it
	SlotCount  = iota
)

var slotNames = [SlotCount]string{
	"first-2", "first-1", "first", "first+1", "next-1", "next", "next+1", "last", "last+1", "last+2", "only-1", "only", "only+1",
}
