#!/usr/bin/env python3
"""Measures what the checks of takes catch and what they wrongly complain of.

    ear.py LISTENER BOOK [--sentences 60] [--seed 1] [--lengths 300-780] [--voices NAME,...]
                         [--faults NAME,...] [--no-words] [--mp3] [--show FAULT]
                         [--add-to FILE]

Makes a labelled set on the spot: sentences of a book, spoken by voices of espeak-ng and of flite,
clean and with planted faults; has each voice learned from other sentences of its own; prints how
many of each fault were caught and how many sound takes were complained of. The same seed makes the
same set; another seed makes other sentences, places and sizes of the faults. Odd seeds choose from the
texts that the checks were tuned on, even ones from the others. With --lengths texts are as long as
utterances of a book: paragraphs, or runs of them, of so many characters.

A whole run takes a quarter of an hour on two cores. With --add-to the answers are kept in a file, and
the table is made of all that it holds: voices can be done one by one.
"""
import argparse
import html
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import tempfile
import zipfile

import faults
import voices


def paragraphs(book):
    """The text of every paragraph of a book."""
    with zipfile.ZipFile(book) as archive:
        for name in sorted(n for n in archive.namelist() if re.search(r"chapter\d+\.xhtml$", n)):
            page = archive.read(name).decode()
            for paragraph in re.findall(r"<p[^>]*>(.*?)</p>", page, re.S):
                yield " ".join(html.unescape(re.sub(r"<[^>]+>|[_*]", "", paragraph)).split())


def sentences(book):
    """Single sentences of a book."""
    for text in paragraphs(book):
        yield from re.findall(r"[A-Z“‘][^.!?]{35,180}[.!?](?=[’”]?\s|[’”]?$)", text)


def passages(book, shortest, longest):
    """Paragraphs of a book, or runs of them, that are so many characters long."""
    passage = ""
    for text in paragraphs(book):
        if not re.search(r"[.!?][’”)]*$", text) or len(text) > longest:
            passage = ""
            continue
        passage = f"{passage} {text}".strip()
        if len(passage) > longest:
            passage = text
        if len(passage) >= shortest:
            yield passage
            passage = ""


def chosen(found, seed, count):
    """Some of the texts, shuffled by the seed."""
    plain = [s for s in found if "&" not in s and s.count("“") == s.count("”")]
    # Odd and even seeds share no text: one can be tuned on, the other not.
    plain = list(dict.fromkeys(plain))[seed % 2::2]
    random.Random(seed).shuffle(plain)
    return plain[:count]


def make(voice, texts, numbers, learned, planted, seed, folder, mp3):
    """Writes the takes of a voice, of the texts with some numbers, and returns what is known of each."""
    takes = []

    def keep(name, samples, text, fault):
        path = os.path.join(folder, name + (".mp3" if mp3 else ".wav"))
        voices.write(path, samples, voice.rate)
        takes.append({"path": path, "text": text, "fault": fault, "learn": fault is None})

    for number, text in enumerate(learned):
        chance = random.Random(f"{seed} {voice.name} learn {number}")
        keep(f"learn{number}", voice.take(text, chance), text, None)
    for number in numbers:
        text = texts[number]
        for fault in [""] + planted:
            chance = random.Random(f"{seed} {voice.name} {fault} {number}")
            if not fault:
                samples = voice.take(text, chance)
            else:
                samples = faults.FAULTS[fault](faults.Case(voice, text, texts, number, chance))
            if samples is not None:
                keep(f"{number}{re.sub('[^a-z0-9]', '', fault)}", samples, text, fault)
    return takes


def listen(listener, takes, words):
    """What the checks say of every take."""
    lines = "".join(json.dumps({k: t[k] for k in ("path", "text", "learn")}) + "\n" for t in takes)
    result = subprocess.run([listener] + words, input=lines, text=True,
                            stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    return answers[:-1], answers[-1]


def measure(job):
    name, part, options, texts, learned = job
    voice = voices.VOICES[name]
    folder = tempfile.mkdtemp(prefix="ear")
    try:
        numbers = range(part, len(texts), options.jobs)
        takes = make(voice, texts, numbers, learned, options.planted, options.seed, folder, options.mp3)
        answers, effort = listen(options.listener, takes, [] if options.no_words else voice.words)
    finally:
        shutil.rmtree(folder)
    if part > 0:
        # Every part learns the voice from the same takes.
        takes, answers = takes[len(learned):], answers[len(learned):]
    return name, [dict(t, **a) for t, a in zip(takes, answers)], [effort]


def merged(parts):
    """The parts of each voice as one."""
    voices_heard = {}
    for name, takes, efforts in parts:
        _, known, spent = voices_heard.setdefault(name, (name, [], []))
        known += takes
        spent += efforts
    return list(voices_heard.values())


def tell(name, take):
    print(f"    {name}: {take['text']}\n        {take['findings']}")


def table(results, show):
    names = [name for name, _, _ in results]
    print(f"{'':22}" + "".join(f"{name:>14}" for name in names) + f"{'all':>16}")
    for fault in [""] + list(faults.FAULTS):
        if not any(t["fault"] == fault for _, takes, _ in results for t in takes):
            continue
        cells, caught, all_takes = [], 0, 0
        for name, takes, _ in results:
            mine = [t for t in takes if t["fault"] == fault]
            hit = sum(t["retake"] for t in mine)
            caught, all_takes = caught + hit, all_takes + len(mine)
            cells.append(f"{hit}/{len(mine)}" if mine else "-")
            for take in mine:
                if show == (fault or "clean") and take["retake"] == (not fault):
                    tell(name, take)
        share = f"{100 * caught / all_takes:.1f} %" if all_takes else "-"
        label = fault or "sound, complained of"
        print(f"{label:22}" + "".join(f"{c:>14}" for c in cells) + f"{share:>16}", flush=True)
    learned = [t for _, takes, _ in results for t in takes if t["fault"] is None]
    for name, takes, _ in results:
        for take in takes:
            if show == "learned" and take["fault"] is None and take["retake"]:
                tell(name, take)
    print(f"{'learned from, refused':22}{sum(t['retake'] for t in learned)} of {len(learned)}")
    efforts = [e for _, _, all_of_it in results for e in all_of_it]
    audio, cpu = sum(e["audio"] for e in efforts), sum(e["cpu"] for e in efforts)
    print(f"{audio / cpu:.0f} x real time, {audio / 3600:.1f} h of audio")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("listener")
    parser.add_argument("book")
    parser.add_argument("--sentences", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lengths", metavar="300-780", help="characters of the texts; otherwise sentences")
    parser.add_argument("--faults", metavar="NAME,...", help="plant these only")
    parser.add_argument("--voices", default=",".join(voices.VOICES))
    parser.add_argument("--no-words", action="store_true", help="listen to no words")
    parser.add_argument("--mp3", action="store_true", help="as MP3 of 128 kbit/s")
    parser.add_argument("--show", metavar="FAULT", help="print what was missed; 'clean' and 'learned': false alarms")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--add-to", metavar="FILE", help="keep the answers, and tell of all that the file holds")
    options = parser.parse_args()
    options.listener = os.path.abspath(options.listener)
    wanted = options.faults.split(",") if options.faults is not None else faults.FAULTS
    options.planted = [name for name in wanted if name]
    if options.lengths:
        found = passages(options.book, *map(int, options.lengths.split("-")))
    else:
        found = sentences(options.book)
    all_texts = chosen(found, options.seed, options.sentences + 40)
    learned, texts = all_texts[:40], all_texts[40:]
    jobs = [(name, part, options, texts, learned)
            for name in options.voices.split(",") for part in range(options.jobs)]
    with multiprocessing.Pool(options.jobs) as pool:
        results = pool.map(measure, jobs, chunksize=1)
    if options.add_to:
        with open(options.add_to, "a") as file:
            file.writelines(json.dumps(result) + "\n" for result in results)
        with open(options.add_to) as file:
            results = [json.loads(line) for line in file]
    results = merged(results)
    characters = f" of {options.lengths} characters" if options.lengths else ""
    print(f"{len(texts)} texts{characters}, seed {options.seed}{', MP3' if options.mp3 else ''}")
    table(results, options.show)


if __name__ == "__main__":
    main()
