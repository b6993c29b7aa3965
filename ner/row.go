package ner

// Lanes are four sums of steps, one a label, in 16 bits each: adding two of
// them adds all four, as long as each sum is below 1<<15 in size.
type lanes uint64

const laneSigns lanes = 0x8000_8000_8000_8000

// set sets the steps of a label, which are 0.
func (x *lanes) set(label int, steps int32) { *x += lanes(int64(steps) << (16 * label)) }

// each gives the sums apart.
func (x lanes) each() (out [modelLabels]int32) {
	x += laneSigns // no lane is below 0 now
	for l := range out {
		out[l] = int32(x>>(16*l)&0xffff) - 0x8000
	}
	return out
}

// A row holds the weights of a property, or sums of them, in steps by slot.
type row [SlotCount]lanes

func (r *row) add(x *row) {
	for s := range r {
		r[s] += x[s]
	}
}

// How large the weights of a word may be in sum, and of what holds of it where
// it stands, in steps: the rows of four words are added up.
const (
	wordRoom = 1 << 12
	hereRoom = 1<<12 - 1
)
