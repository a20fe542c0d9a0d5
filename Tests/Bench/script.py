"""Measures the script stage: speed against limits and against pysbd with a regex lexicon, and where
sentences end against the golden rules of pragmatic_segmenter.

Called by bench.py, which gives it the program, the book and its ways to run and to report.
"""
import html
import importlib
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
RULES = os.path.join(HERE, "..", "..", "fixtures", "script", "golden-rules.json")
PEERS = os.path.join(HERE, "..", "..", ".build", "bench-peers")


def paragraphs_of(book):
    """The paragraphs of the sample book, without markup."""
    found = []
    with zipfile.ZipFile(book) as archive:
        for entry in sorted(n for n in archive.namelist() if re.search(r"chapter\d+\.xhtml$", n)):
            page = archive.read(entry).decode()
            for text in re.findall(r"<p[^>]*>(.*?)</p>", page, re.S):
                found.append(" ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split()))
    return found


def novel(folder, paragraphs, megabytes):
    """A book of that size in chapters, made of the sample book's paragraphs."""
    path = os.path.join(folder, f"novel-{megabytes}.html")
    size, part = 0, 0
    with open(path, "w") as page:
        page.write("<html lang='en'><head><title>A Novel</title></head><body>")
        while size < megabytes * 1_000_000:
            part += 1
            page.write(f"<h1>Chapter {part}</h1>")
            for text in paragraphs[(part * 37) % 700:][:60]:
                page.write(f"<p>{html.escape(text)}</p>")
                size += len(text.encode())
        page.write("</body></html>")
    return path


def lexicon(folder, paragraphs, count):
    """A lexicon with that many entries: the book's capitalised words, then names it lacks."""
    words = sorted({w for p in paragraphs for w in re.findall(r"[A-Z][a-z]{2,}", p)})
    entries = [(w, w.lower() + "e") for w in words]
    entries += [(f"Zq{n}x", f"zed {n}") for n in range(count - len(entries))]
    path = os.path.join(folder, f"lexicon-{count}.pls")
    with open(path, "w") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<lexicon version="1.0" alphabet="ipa" '
                   'xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" xml:lang="en">\n')
        for word, alias in entries:
            file.write(f"<lexeme><grapheme>{word}</grapheme><alias>{alias}</alias></lexeme>\n")
        file.write("</lexicon>\n")
    return path, entries


def pysbd():
    """The peer, from PyPI into the build folder; None when it can't be had."""
    os.makedirs(PEERS, exist_ok=True)
    if PEERS not in sys.path:
        sys.path.insert(0, PEERS)
    try:
        import pysbd as peer
        return peer
    except ImportError:
        pass
    try:
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", PEERS,
                        "pysbd==0.3.4"], check=True, timeout=120, stderr=subprocess.DEVNULL)
        importlib.invalidate_caches()
        import pysbd as peer
        return peer
    except (ImportError, OSError, subprocess.SubprocessError):
        return None


def script_seconds(run, narrate, book, arguments=()):
    """Seconds of the whole command on the wall; of it beyond reading the book, on the wall and of CPU."""
    wall, cpu = medians(run, [narrate, "ingest", book])
    whole, busy = medians(run, [narrate, "script", book, "--engine", "openai", *arguments])
    return whole, whole - wall, busy - cpu


def medians(run, arguments):
    """Seconds on the wall and of CPU."""
    runs = [run(arguments) for _ in range(7)]
    return statistics.median(r[0] for r in runs), statistics.median(r[1] for r in runs)


def peer_seconds(peer, paragraphs, entries, megabytes):
    """pysbd, then one regular expression of all entries, over a sample, for so many megabytes."""
    sample, size = [], 0
    for paragraph in paragraphs:
        sample.append(paragraph)
        size += len(paragraph.encode())
        if size > 60_000:
            break
    names = dict(entries)
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(n) for n in
                                             sorted(names, key=len, reverse=True)) + r")\b")
    segmenter = peer.Segmenter(language="en", clean=False)
    start = time.process_time()
    for paragraph in sample:
        segmenter.segment(pattern.sub(lambda m: names[m.group()], paragraph))
    return (time.process_time() - start) * megabytes * 1_000_000 / size


def golden(run, row, narrate, peer):
    """A table of the golden rules kept, by language."""
    cases = json.load(open(RULES))
    wanted = [{"language": c["language"], "text": c["text"]} for c in cases]
    found = json.loads(run([narrate, "sentences"], stdin=json.dumps(wanted).encode(), keep=True)[3])
    scores = {}
    for case, ours in zip(cases, found):
        theirs = case["pysbd"]
        if peer is not None:
            segmenter = peer.Segmenter(language=case["language"], clean=False)
            theirs = [s.strip() for s in segmenter.segment(case["text"])] == case["sentences"]
        score = scores.setdefault(case["language"], [0, 0, 0])
        score[0] += 1
        score[1] += ours == case["sentences"]
        score[2] += theirs
    print(f"     golden rules kept   {'cases':>6} {'narrate':>8} {'pysbd':>6}")
    for language, (count, ours, theirs) in sorted(scores.items()):
        print(f"     {language:19} {count:6} {ours:8} {theirs:6}")
    english = scores["en"]
    row(f"golden rules missed in English, of {english[0]}", english[0] - english[1],
        0.05 * english[0], "")
    row("golden rules, pysbd's score over ours, worst language",
        max(theirs / ours if ours else 2 for _, ours, theirs in scores.values()), 1, "")


def bench(run, row, narrate, book):
    """Runs all of it."""
    folder = tempfile.mkdtemp()
    paragraphs = paragraphs_of(book)
    three, six = novel(folder, paragraphs, 3), novel(folder, paragraphs, 6)
    small, entries = lexicon(folder, paragraphs, 5_000)
    large, _ = lexicon(folder, paragraphs, 50_000)
    whole, stage, busy = script_seconds(run, narrate, three, ["--lexicon", small])
    used = sum(1 for name, _ in entries if not name.startswith("Zq"))
    print(f"     3 MB, 5,000 lexemes of which {used} occur: the whole command takes {whole:.3f} s, the script "
          f"and its printing {stage:.3f} s of it ({busy:.3f} s of CPU)")
    row("script of a 3 MB novel with 5,000 lexemes, the whole command", whole, 0.3, "s")
    many = script_seconds(run, narrate, three, ["--lexicon", large])[0]
    row("script of a 3 MB novel with 50,000 lexemes, all of it", many, 1, "s")
    double = script_seconds(run, narrate, six, ["--lexicon", small])[2]
    row("script of twice as much text, times the CPU", double / busy, 2.3, "")
    peer = pysbd()
    if peer is None:
        print("     pysbd can't be had: no comparison of speed; its recorded golden rules are used")
    else:
        theirs = peer_seconds(peer, paragraphs, entries, 3)
        print(f"     pysbd and a regex lexicon: {theirs:.1f} s for 3 MB, "
              f"{theirs / whole:.0f} times the whole command")
        row("script against pysbd and a regex lexicon / 30", whole, theirs / 30, "s")
    golden(run, row, narrate, peer)
