package console

import (
	"fmt"
	"io"
	"strings"
)

// progressWidth is that of the bar.
const progressWidth = 30

// Progress draws a bar over the last one, and takes it away when all is done.
// It is for terminals.
func Progress(w io.Writer, what string, step, steps int) {
	if step >= steps {
		fmt.Fprintf(w, "\r%s\r", strings.Repeat(" ", len(what)+progressWidth+20))
		return
	}
	n := step * progressWidth / steps
	fmt.Fprintf(w, "\r%s [%s%s] %d/%d", what, strings.Repeat("#", n), strings.Repeat(" ", progressWidth-n), step, steps)
}
