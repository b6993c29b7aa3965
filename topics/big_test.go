package topics_test
import ("testing";"os";"time";"alam/token";"alam/topics";"bufio";"compress/gzip";"encoding/json";"runtime";"strings";"io")
func TestBig(t *testing.T){
 f,_:=os.Open("/work/shared/corpora/raw/saudinewsnet-30mb.txt.gz"); z,_:=gzip.NewReader(f); b,_:=io.ReadAll(z); src:=string(b)
 for _,n:=range []int{1<<20,8<<20,len(src)} { for n<len(src)&&src[n]&0xc0==0x80 {n++}
 s:=src[:n]; tk:=token.Tokenize(s); x:=project(t,topics.Options{}); t0:=time.Now(); k:=x.Keyphrases(s,tk,nil,nil,nil,10); t.Log(n,time.Since(t0),terms(k))}
 rep:=strings.Repeat("alpha beta gamma delta ",300000); tk:=token.Tokenize(rep); x:=project(t,topics.Options{}); t0:=time.Now(); k:=x.Keyphrases(rep,tk,nil,nil,nil,10); t.Log(time.Since(t0),terms(k))
 docs:=strings.Split(src,"\n\n"); t.Log(len(docs)); t0=time.Now(); o,err:=topics.CountDocFreq(documents(docs...),topics.DocFreqOptions{Stop:stopWords(t)}); d:=time.Since(t0); var m runtime.MemStats; runtime.ReadMemStats(&m); t.Log("two passes MB/s",float64(len(src))/d.Seconds()/1e6,len(o),err,m.Sys>>20)
 t0=time.Now(); o,err=topics.CountDocFreq(documents(docs...),topics.DocFreqOptions{Stop:stopWords(t),Words:docFreq(t)}); d=time.Since(t0); t.Log("one pass MB/s",float64(len(src))/d.Seconds()/1e6,len(o),err)
 // akec timing
 a,_:=os.Open("/work/shared/corpora/topics/akec-train.jsonl"); sc:=bufio.NewScanner(a); sc.Buffer(nil,1<<24); var tt,tkk time.Duration
 for sc.Scan(){var q struct{Text string}; json.Unmarshal(sc.Bytes(),&q); t0:=time.Now(); tk:=token.Tokenize(q.Text); tkk+=time.Since(t0); t0=time.Now(); x.Keyphrases(q.Text,tk,nil,nil,nil,10); tt+=time.Since(t0)}
 t.Log("akec tokenize",tkk,"score",tt)
}
