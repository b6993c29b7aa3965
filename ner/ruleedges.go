package ner

// edges say where a token of a class or family leads to from a state or group: a
// hash table that grows up to maxEdges and is then made anew.
type edges struct {
	list []edge
	used int
}

// An edge leads to from under key; to is that plus edgeTo, 0 where it is free.
type edge struct{ from, key, to int32 }

const (
	minEdges = 1 << 10
	maxEdges = 1 << 18
	edgeTo   = 2 // so that none is 1
)

func (e *edges) forget() {
	if e.used = 0; e.list == nil {
		e.list = make([]edge, minEdges)
		return
	}
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
	if len(old) >= maxEdges {
		e.forget()
		return
	}
	e.list = make([]edge, 4*len(old))
	for _, x := range old {
		if x.to != 0 {
			*e.place(x.from, x.key) = x
		}
	}
}
