"""Compares what alam eval prints as seqeval, seqscore and nervaluate with what
these print themselves, byte by byte, on files that it makes and on files given.

    peers.py ALAM SCORERS FOLDER [FILE.conll ...]

SCORERS is new (seqeval, seqscore and nervaluate 1.2) or old (nervaluate 1.1).
"""

import json
import pathlib
import random
import subprocess
import sys


def run(*args):
    return subprocess.run(args, capture_output=True, text=True)


def sentences(path):
    """The sentences of a file of two columns, its tags alone."""
    out = [[]]
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith("-DOCSTART-"):
            continue
        if line.strip():
            out[-1].append(line.split()[-1])
        elif out[-1]:
            out.append([])
    return [s for s in out if s]


def write(path, tags):
    lines = []
    for sentence in tags:
        lines += [f"w{i} {tag}" for i, tag in enumerate(sentence)] + [""]
    path.write_text("\n".join(lines), encoding="utf-8")


def made(rng, valid):
    """Tags of sentences; those of broken sequences too, if valid is false."""
    labels = ["PER", "LOC", "ORG", "MISC"][: rng.randint(1, 4)]
    out = []
    for _ in range(rng.randint(1, 30)):
        sentence = []
        while len(sentence) < rng.randint(1, 20):
            roll = rng.random()
            label = rng.choice(labels)
            if roll < 0.5:
                sentence.append("O")
            elif valid:
                sentence += ["B-" + label] + ["I-" + label] * rng.randint(0, 3)
            else:
                sentence.append(rng.choice("BI") + "-" + label)
        out.append(sentence)
    return out


def noisy(rng, tags, valid):
    """The tags with some sentences made anew or shifted."""
    out = []
    for sentence in tags:
        if rng.random() < 0.5:
            out.append(list(sentence))
            continue
        other = made(rng, valid)[0]
        other = (other * len(sentence))[: len(sentence)]
        if valid:
            for i, tag in enumerate(other):
                if tag.startswith("I-") and (i == 0 or other[i - 1][2:] != tag[2:]):
                    other[i] = "B-" + tag[2:]
        out.append(other)
    return out


def tables(evaluator):
    """What nervaluate's reports say, in the order of alam's."""
    result = evaluator.evaluate()
    evaluator.evaluate = lambda: result
    text = evaluator.summary_report(mode="overall", digits=4)
    for way in ("ent_type", "exact", "partial", "strict"):
        text += "\n" + evaluator.summary_report(mode="entities", scenario=way, digits=4)
    return text


def halves(evaluator):
    """Mends what 1.1 gets wrong of its own formula: halves in more documents than one."""
    result = evaluator.evaluate()
    for group in [result["overall"], *result["entities"].values()]:
        for name in ("partial", "ent_type"):
            group[name].compute_metrics(partial_or_type=True)
    evaluator.evaluate = lambda: result
    return evaluator


def expected(scorer, gold, pred, files):
    if scorer.startswith("seqeval"):
        from seqeval.metrics import classification_report
        from seqeval.scheme import IOB2

        strict = {"mode": "strict", "scheme": IOB2} if scorer.endswith("strict") else {}
        return classification_report(gold, pred, digits=4, zero_division=0, **strict)
    if scorer.startswith("seqscore"):
        repair = scorer.partition("-")[2] or "none"
        got = run(sys.executable, "-c", "from seqscore.scripts.seqscore import cli; cli()", "score", "--labels", "BIO", "--score-format", "delim", "--quiet",
                  "--repair-method", repair, "--reference", *map(str, files))
        return got.stdout
    from nervaluate.evaluator import Evaluator

    labels = sorted({tag[2:] for side in (gold, pred) for sentence in side for tag in sentence if tag != "O"})
    evaluator = Evaluator(gold, pred, tags=labels, loader="list")
    return tables(halves(evaluator) if scorer.endswith("1.1") else evaluator)


def spans(rng):
    """Documents of spans that overlap, in any order."""
    out = []
    for _ in range(rng.randint(1, 12)):
        doc = []
        for _ in range(rng.randint(0, 5)):
            start = rng.randint(0, 30)
            at = (start, start + rng.randint(1, 10), rng.choice(["PER", "LOC", "ORG"]))
            if at not in doc:
                doc.append(at)
        out.append(doc)
    return out


def lines(path, docs):
    with open(path, "w", encoding="utf-8") as f:
        for i, doc in enumerate(docs):
            marks = [{"start": a, "end": b, "label": label} for a, b, label in doc]
            f.write(json.dumps({"id": str(i), "text": "a" * 50, "mentions": marks}) + "\n")


def main():
    alam, which, folder, *given = sys.argv[1:]
    folder = pathlib.Path(folder)
    rng = random.Random(20261130)
    every = ["seqeval", "seqeval-strict", "seqscore", "seqscore-conlleval", "seqscore-discard", "nervaluate"]
    scorers = every if which == "new" else ["nervaluate-1.1"]
    cases = []
    for path in given:
        gold = sentences(path)[:200]
        cases.append((path, gold, noisy(rng, gold, False), False))
    for n in range(10):
        valid = n % 2 == 0
        gold = made(rng, valid)
        cases.append((f"made {n}", gold, noisy(rng, gold, valid), valid))
    compared = wrong = 0
    for name, gold, pred, valid in cases:
        files = folder / "gold.conll", folder / "pred.conll"
        write(files[0], gold)
        write(files[1], pred)
        for scorer in scorers:
            if scorer == "seqscore" and not valid:
                continue  # it refuses them, and so does alam
            if not any(tag != "O" for s in gold + pred for tag in s):
                continue
            want = expected(scorer, gold, pred, files)
            got = run(alam, "eval", "--format", scorer, "--input", "conll,conll", "--gold", str(files[0]), "--pred", str(files[1]))
            compared += 1
            if got.stdout != want or not want:
                wrong += 1
                print(f"{name}: {scorer}: alam says\n{got.stdout}{got.stderr}and not\n{want}")
    for n in range(12):
        from nervaluate.evaluator import Evaluator

        gold, pred = spans(rng), None
        pred = spans(rng)
        pred = (pred * 12)[: len(gold)]
        labels = sorted({x[2] for d in gold + pred for x in d})
        if not labels:
            continue
        files = folder / "gold.jsonl", folder / "pred.jsonl"
        lines(files[0], gold)
        lines(files[1], pred)
        as_dicts = [[[{"label": label, "start": a, "end": b - 1} for a, b, label in d] for d in side] for side in (gold, pred)]
        evaluator = Evaluator(*as_dicts, tags=labels, loader="dict")
        scorer = scorers[-1]
        want = tables(halves(evaluator) if which == "old" else evaluator)
        got = run(alam, "eval", "--format", scorer, "--gold", str(files[0]), "--pred", str(files[1]))
        compared += 1
        if got.stdout != want:
            wrong += 1
            print(f"spans {n}: {scorer}: alam says\n{got.stdout}{got.stderr}and not\n{want}")
    print(f"{which}: {compared} reports compared, {wrong} differ")
    sys.exit(wrong > 0)


main()
