package text
import ("testing";"os";"strings")
func BenchmarkRaw(b *testing.B){
 p:=patterns(b); x,_:=os.ReadFile("/tmp/tx/raw.txt"); raw:=strings.ToValidUTF8(string(x)[:8000000],""); b.SetBytes(int64(len(raw)))
 for b.Loop(){ Parse(raw,p)}
}
