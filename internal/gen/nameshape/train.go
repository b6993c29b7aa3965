package main

import (
	"math"
	"math/rand/v2"
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/word"
)

// share is how the weight of all words is divided among the classes: foreign
// persons, Arab persons, places, common words.
var share = [classes]float64{0.2, 0.15, 0.1, 0.55}

// What the fit is done with, chosen by its result on held-out words and on the
// unlisted words of ANERcorp's training part. A low rate and few epochs do more
// against overfitting than the penalty does.
const (
	epochs = 8
	rate   = 0.02
	l2     = 2e-6

	articleWeight   = 0.3 // of a word with the article put on or off
	procliticWeight = 0.4 // of a word with a proclitic put on
)

// train fits a multinomial logistic regression with an L2 penalty by AdaGrad
// (J. Duchi, E. Hazan, Y. Singer, JMLR 12, 2011). Where the sources leave open
// of which sort a person's name is, the model's own view divides it
// (expectation maximization). It gives biases and weights against common words.
func train(words []sample, bits int) (bias [3]float32, weights [][3]float32) {
	words = variants(words)
	mask := uint32(1)<<bits - 1
	features := make([][]uint32, len(words))
	var total [classes]float64 // weight of each class, by what the sources say
	for i := range words {
		features[i] = word.AppendNameFeatures(nil, words[i].key)
		for j := range features[i] {
			features[i][j] &= mask
		}
		if c := words[i].class(); c >= 0 {
			total[c] += words[i].weight
		}
	}
	l := learner{w: make([][classes]float64, 1<<bits), g: make([][classes]float64, 1<<bits)}
	random := rand.New(rand.NewPCG(1, 2))
	order := random.Perm(len(words))
	for epoch := range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		l.rate = rate * (1 - float64(epoch)/epochs)
		l.scale = shares(total)
		total = [classes]float64{}
		for _, i := range order {
			t := l.learn(&words[i], features[i])
			for c := range t {
				total[c] += t[c] * words[i].weight
			}
		}
	}
	weights = make([][3]float32, len(l.w))
	for c := range bias {
		bias[c] = float32(l.b[c] - l.b[common])
		for f := range l.w {
			weights[f][c] = float32(l.w[f][c] - l.w[f][common])
		}
	}
	return bias, weights
}

// A learner holds weights and biases, and the sums of their squared gradients.
type learner struct {
	w, g  [][classes]float64
	b, gb [classes]float64
	scale [classes]float64 // of the weight of each class's words
	rate  float64
}

// learn takes one step, and gives the distribution over the classes that it
// took the word to have.
func (l *learner) learn(word *sample, features []uint32) [classes]float64 {
	p := l.b
	for _, f := range features {
		for c, v := range &l.w[f] {
			p[c] += v
		}
	}
	softmax(&p)
	t := word.target(p)
	weight := 0.0
	for c := range t {
		weight += t[c] * l.scale[c] * word.weight
	}
	var d [classes]float64
	for c := range d {
		d[c] = weight * (p[c] - t[c])
		l.gb[c] += d[c] * d[c]
		l.b[c] -= l.rate * d[c] / (tiny + math.Sqrt(l.gb[c]))
	}
	for _, f := range features {
		w, g := &l.w[f], &l.g[f]
		for c := range w {
			x := d[c] + l2*w[c]
			g[c] += x * x
			w[c] -= l.rate * x / (tiny + math.Sqrt(g[c]))
		}
	}
	return t
}

// tiny keeps divisors from being zero.
const tiny = 1e-6

// shares gives what to multiply the weight of a class's words with, so that the
// classes divide the whole as share says.
func shares(total [classes]float64) (scale [classes]float64) {
	sum := 0.0
	for _, t := range total {
		sum += t
	}
	for c := range scale {
		scale[c] = share[c] * sum / max(total[c], tiny)
	}
	return scale
}

// target is the distribution over the classes that the sources give a word.
func (w *sample) target(p [classes]float64) [classes]float64 {
	t := w.is
	if t[0]+t[1] == 0 && w.person > 0 {
		t[0] = w.person * (p[0] + tiny) / (p[0] + p[1] + 2*tiny)
		t[1] = w.person - t[0]
	}
	sum := 0.0
	for _, v := range t {
		sum += v
	}
	for c := range t {
		t[c] /= sum
	}
	return t
}

func softmax(p *[classes]float64) {
	top := max(p[0], p[1], p[2], p[3])
	sum := 0.0
	for c := range p {
		p[c] = math.Exp(p[c] - top)
		sum += p[c]
	}
	for c := range p {
		p[c] /= sum
	}
}

// proclitics are those that are put on words, as often as the news writes
// them: و half of the time.
var proclitics = [...]string{arabic.WawS, arabic.WawS, arabic.WawS, arabic.WawS, arabic.BehS, arabic.BehS, arabic.LamS, arabic.FehS}

// variants adds to the words each of them in other forms, at a lower weight:
// names without their article, common words with it, and all with a proclitic,
// since of an unknown word it is not always known whether one stands before it.
func variants(words []sample) []sample {
	out := words[:len(words):len(words)]
	random := rand.New(rand.NewPCG(3, 4))
	for _, w := range words {
		v := w
		v.weight = w.weight * articleWeight
		stem, definite := strings.CutPrefix(w.key, arabic.Article)
		switch {
		case definite && letters(stem) >= 3:
			v.key = stem
			out = append(out, v)
		case !definite && w.class() == common && letters(w.key) >= 4:
			v.key = arabic.Article + w.key
			out = append(out, v)
		}
		if letters(w.key) >= 3 {
			v.key = proclitics[random.IntN(len(proclitics))] + w.key
			v.weight = w.weight * procliticWeight
			out = append(out, v)
		}
	}
	return out
}

// letters is the number of letters of an Arabic key.
func letters(key string) int { return len(key) / 2 }
