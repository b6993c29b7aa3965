package rule

// edges say where a key leads to from a number, as a class from a group: a hash
// table. One that is full at its greatest size is made anew.
type edges struct {
	list []edge
	used int
	most int // its greatest size, a power of 4 times minEdges; 0 for none
}

// An edge leads to from under key; to is that plus edgeTo, 0 where it is free.
type edge struct{ from, key, to int32 }

const (
	minEdges = 1 << 10
	edgeTo   = 2 // so that none is 1
)

func (e *edges) forget() {
	e.used = 0
	clear(e.list)
}

// place is where an edge is, or where it belongs.
func (e *edges) place(from, key int32) *edge {
	mask := uint64(len(e.list) - 1)
	h := (uint64(uint32(from))<<32 | uint64(uint32(key))) * 0x9e3779b97f4a7c15
	for at := h >> 32; ; at++ {
		if x := &e.list[at&mask]; x.to == 0 || x.from == from && x.key == key {
			return x
		}
	}
}

func (e *edges) find(from, key int32) (to int32, ok bool) {
	if e.used == 0 {
		return 0, false
	}
	x := e.place(from, key)
	return x.to - edgeTo, x.to != 0
}

func (e *edges) put(from, key, to int32) {
	if 2*e.used >= len(e.list) {
		e.grow()
	}
	e.used++
	*e.place(from, key) = edge{from, key, to + edgeTo}
}

func (e *edges) grow() {
	old := e.list
	if e.most > 0 && len(old) >= e.most {
		e.forget()
		return
	}
	e.list = make([]edge, max(minEdges, 4*len(old)))
	for _, x := range old {
		if x.to != 0 {
			*e.place(x.from, x.key) = x
		}
	}
}
