#!/usr/bin/env python3
"""Measures narrate against limits and peers in the same run, and prints a table.

    bench.py NARRATE BOOK [NAME ...]      NAME: start, rerun, pipeline, memory, script, ingest, assemble, splicing,
                                  check, makespan, requests, faults, batch, slots, shelf, takes, durability
                                  (default: all)

TakeEar, SynthesizeBench and ElevenLabsStandIn are expected beside NARRATE. Peers are run on the very text and
samples that narrate used: espeak-ng once per utterance, lame on the decoded chapters. `make setup-tests` installs
them and numpy; pysbd comes from PyPI when it is first wanted. Exit 1 when a limit is missed.
"""
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

import assemble
import batch
import ledger
import synthesize

NARRATE, BOOK = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
CHOSEN = sys.argv[3:]
CORES = os.cpu_count() or 1
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("NARRATE_", "ELEVENLABS_"))}
rows = []


def run(arguments, stdin=None, keep=False, environment=None, accept=(0,)):
    """Runs a program: wall seconds, CPU seconds of it and its children, peak MiB, output."""
    output = tempfile.TemporaryFile()
    source = subprocess.DEVNULL
    if stdin is not None:
        source = tempfile.TemporaryFile()
        source.write(stdin)
        source.seek(0)
    start = time.monotonic()
    process = subprocess.Popen(arguments, stdin=source, stdout=output,
                               stderr=subprocess.STDOUT, env={**ENVIRONMENT, **(environment or {})})
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    output.seek(0)
    text = output.read()
    if process.returncode not in accept:
        sys.exit(f"{arguments[0]} ended with {process.returncode}: {text[-500:].decode('utf-8', 'replace')}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text if keep else b""


def row(name, measured, limit, unit, ratio=None):
    good = measured <= limit
    rows.append((name, measured, limit, unit, measured / limit if ratio is None else ratio, good))
    print(f"{'ok  ' if good else 'MISS'} {name}: {measured:.3f} {unit}, limit {limit:.3f} "
          f"({measured / limit:.2f} of it)", flush=True)


def audio_seconds(release):
    return json.load(open(os.path.join(release, "manifest.json")))["totals"]["duration"]


def release_of(folder):
    return next(e.path for e in os.scandir(folder) if e.is_dir() and not e.name.endswith(".narrate"))


def bench_pipeline():
    """Wall time from EPUB to MP3s against the bare engine and the bare encoder."""
    script = json.loads(run([NARRATE, "script", BOOK, "--json"], keep=True)[3])
    texts = [u["text"] for c in script["chapters"] for u in c.get("utterances", [])]
    language = (script.get("language") or "en").lower()
    narrate, engine, encoder = [], [], []
    for _ in range(3):
        folder = tempfile.mkdtemp()
        narrate.append(run([NARRATE, BOOK, "--engine", "espeak", "--output", folder, "--quiet"])[:3])
        engine.append(sum(run(["espeak-ng", "-v", language, "--stdin", "--stdout"], t.encode())[1]
                          for t in texts))
        release = release_of(folder)
        seconds = audio_seconds(release)
        cpu = 0
        for name in sorted(os.listdir(release)):
            if not name.endswith(".mp3"):
                continue
            wav = os.path.join(folder, "chapter.wav")
            run(["ffmpeg", "-v", "error", "-y", "-i", os.path.join(release, name), "-map", "0:a", wav])
            cpu += run(["lame", "--quiet", "-m", "m", "--cbr", "-b", "192", "-q", "3", wav,
                        os.path.join(folder, "chapter.mp3")])[1]
        encoder.append(cpu)
        shutil.rmtree(folder)
    wall = statistics.median(n[0] for n in narrate)
    cpu = statistics.median(n[1] for n in narrate)
    bare = statistics.median(engine) + statistics.median(encoder)
    print(f"     {len(texts)} utterances, {seconds / 3600:.2f} h of audio; narrate {wall:.1f} s wall, "
          f"{cpu:.1f} s CPU; bare engine {statistics.median(engine):.1f} s CPU, "
          f"bare encoder {statistics.median(encoder):.1f} s CPU")
    row("EPUB to MP3s, wall against (engine + encoder CPU) / cores", wall, 1.25 * bare / CORES, "s")


def long_book(folder, hours, name):
    """A book of about so many hours, made of the sample book's text with every paragraph its own."""
    texts = []
    with zipfile.ZipFile(BOOK) as book:
        for entry in sorted(n for n in book.namelist() if re.search(r"chapter\d+\.xhtml$", n)):
            page = book.read(entry).decode()
            texts.append(re.findall(r"<p[^>]*>(.*?)</p>", page, re.S))
    path = os.path.join(folder, name + ".html")
    # About 16 characters a second, and pauses.
    left, part = hours * 3600 * 15, 0
    with open(path, "w") as page:
        page.write(f"<html lang='en'><head><title>{name}</title></head><body>")
        while left > 0:
            part += 1
            for number, paragraphs in enumerate(texts, 1):
                if left <= 0:
                    break
                page.write(f"<h1>Part {part}, Chapter {number}</h1>")
                for place, paragraph in enumerate(paragraphs, 1):
                    text = f"{part}, {place}. {paragraph}"
                    page.write(f"<p>{text}</p>")
                    left -= len(text)
                    if left <= 0:
                        break
        page.write("</body></html>")
    return path


def bench_memory():
    """Peak memory of a ten-hour book against a one-hour book."""
    peaks = {}
    for hours in (1, 10):
        folder = tempfile.mkdtemp()
        book = long_book(folder, hours, f"{hours} hours")
        wall, _, peak, _ = run([NARRATE, book, "--engine", "espeak", "--quiet"])
        made = audio_seconds(os.path.join(folder, f"{hours} hours"))
        print(f"     {made / 3600:.2f} h of audio: {wall:.1f} s wall, peak {peak:.0f} MiB")
        peaks[hours] = peak
        shutil.rmtree(folder)
    row("peak memory, ten-hour book against one-hour book", peaks[10], 1.2 * peaks[1], "MiB")
    row("peak memory, ten-hour book", peaks[10], 200, "MiB")


def bench_start():
    """Time to print the help."""
    times = [run([NARRATE, "--help"])[0] for _ in range(21)]
    row("narrate --help", statistics.median(times), 0.05, "s")


def bench_rerun():
    """A second run of a finished book of at least 400 utterances."""
    folder = tempfile.mkdtemp()
    command = [NARRATE, BOOK, "--engine", "espeak", "--output", folder, "--no-progress"]
    run(command)
    times = []
    for _ in range(7):
        wall, _, _, text = run(command, keep=True)
        assert b"nothing to do" in text, text
        times.append(wall)
    status = json.loads(run([NARRATE, "status", os.path.join(folder, os.path.basename(BOOK).split(".")[0]
                                                            + ".narrate"), "--json"], keep=True)[3])
    count = sum(c["utterances"] for c in status["chapters"])
    row(f"second run of a finished book of {count} utterances", statistics.median(times), 0.5, "s")
    shutil.rmtree(folder)


def bench_script():
    """The script stage against limits, pysbd and the golden rules."""
    import script
    script.bench(run, row, NARRATE, BOOK)


def bench_ingest():
    """The ingest stage against ebooklib with BeautifulSoup, its growth and its memory."""
    import ingest
    ingest.bench(run, row, NARRATE, BOOK)


def bench_assemble():
    """Takes to finished chapters against the bare encoder and ffmpeg."""
    assemble.bench(run, row, NARRATE, long_book, release_of, audio_seconds)


def bench_check():
    """The checks of takes, with and without listening to the words."""
    import check
    check.bench(row, NARRATE, BOOK)


SERVICE = synthesize.Tools(NARRATE, run, row)
benches = {"start": bench_start, "rerun": bench_rerun, "pipeline": bench_pipeline,
           "memory": bench_memory, "script": bench_script, "ingest": bench_ingest,
           "assemble": bench_assemble,
           "splicing": lambda: assemble.bench_splicing(run, row, NARRATE, BOOK),
           "check": bench_check,
           "makespan": lambda: synthesize.bench_makespan(SERVICE),
           "requests": lambda: synthesize.bench_requests(SERVICE),
           "faults": lambda: synthesize.bench_faults(SERVICE),
           "batch": lambda: batch.finished(NARRATE, run, row),
           "slots": lambda: batch.shared_slots(SERVICE),
           "shelf": lambda: batch.memory(NARRATE, run, row),
           "takes": lambda: ledger.finished_project(NARRATE, row),
           "durability": lambda: ledger.durability(NARRATE, SERVICE.stand_in, row)}
for chosen in CHOSEN or benches:
    print(f"-- {(benches[chosen].__doc__ or chosen).strip()}")
    benches[chosen]()
print(f"\n{'what':60} {'measured':>12} {'limit':>12} {'ratio':>6}")
for name, measured, limit, unit, ratio, good in rows:
    print(f"{name[:60]:60} {measured:9.3f} {unit:3} {limit:9.3f} {unit:3} {ratio:5.2f}"
          f"{'' if good else '  MISSED'}")
sys.exit(0 if all(r[5] for r in rows) else 1)
