package registry

// sets are nodes put together (union-find, Tarjan 1975). Each has a head, which names it.
type sets struct {
	parent []int32
	heads  []int32 // by root
	forced []bool  // by root: the user put nodes together
}

func newSets(n int) *sets {
	s := &sets{}
	s.grow(n)
	return s
}

// grow adds nodes that are alone, up to n in all.
func (s *sets) grow(n int) {
	for k := int32(len(s.parent)); int(k) < n; k++ {
		s.parent, s.heads, s.forced = append(s.parent, k), append(s.heads, k), append(s.forced, false)
	}
}

// find is the root of a node.
func (s *sets) find(x int32) int32 {
	for s.parent[x] != x {
		s.parent[x] = s.parent[s.parent[x]]
		x = s.parent[x]
	}
	return x
}

// head is the node that names the set of a node.
func (s *sets) head(x int32) int32 { return s.heads[s.find(x)] }

// put puts y under x, as the user says.
func (s *sets) put(x, y int32) {
	head := s.head(x)
	s.join(x, y, head)
	s.forced[s.find(x)] = true
}

// join puts two sets together, with the head that is given.
func (s *sets) join(x, y, head int32) {
	x, y = s.find(x), s.find(y)
	s.parent[y] = x
	s.heads[x] = head
	s.forced[x] = s.forced[x] || s.forced[y]
}
