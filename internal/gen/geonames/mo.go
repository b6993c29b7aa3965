package main

import (
	"encoding/binary"
	"errors"
)

var errMO = errors.New("not a message catalogue of GNU gettext")

// readMO reads a message catalogue of GNU gettext, of either byte order: the
// translation of each message. The layout is in the gettext manual, section
// "The Format of GNU MO Files".
func readMO(b []byte) (map[string]string, error) {
	const magic, head = 0x950412de, 28
	if len(b) < head {
		return nil, errMO
	}
	var order binary.ByteOrder = binary.LittleEndian
	if order.Uint32(b) != magic {
		if order = binary.BigEndian; order.Uint32(b) != magic {
			return nil, errMO
		}
	}
	n := uint64(order.Uint32(b[8:]))
	text := func(table uint32, i uint64) (string, bool) {
		at := uint64(table) + 8*i
		if at+8 > uint64(len(b)) {
			return "", false
		}
		size, from := uint64(order.Uint32(b[at:])), uint64(order.Uint32(b[at+4:]))
		if from+size > uint64(len(b)) {
			return "", false
		}
		return string(b[from : from+size]), true
	}
	messages := map[string]string{}
	for i := range n {
		key, ok := text(order.Uint32(b[12:]), i)
		value, ok2 := text(order.Uint32(b[16:]), i)
		if !ok || !ok2 {
			return nil, errMO
		}
		messages[key] = value
	}
	return messages, nil
}
