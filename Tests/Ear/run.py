#!/usr/bin/env python3
"""Measures what a whole run catches of takes that are spoilt when they are first recorded.

    run.py NARRATE BOOK [--share 0.25] [--seed 1] [--voices NAME,...] [--faults NAME,...] [--show] [-- ARGUMENT ...]

Narrates a book with a program that speaks as a voice of flite or espeak-ng does, never twice alike, and plants a
fault in so many of the first takes; nobody tells narrate what the voice is like. Prints how many of each fault were
recorded again, and how many takes that nothing was wrong with. Arguments after -- are narrate's, such as --chapters.
"""
import argparse
import collections
import fcntl
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

import faults
import voices

# Another text stands in for what a fault takes from elsewhere in the book while little of that was spoken.
ELSEWHERE = ["Nobody had closed the gate since the spring, as they said.",
             "The little boat was waiting for them under the bridge."]


def speak(text_file, output):
    """Speaks a text as the program that narrate calls, and takes note of it."""
    order = json.loads(os.environ["EAR_RUN"])
    with open(text_file) as file:
        text = file.read().strip()
    voice = voices.VOICES[order["voice"]]
    with open(order["log"], "a+") as log:
        fcntl.flock(log, fcntl.LOCK_EX)
        log.seek(0)
        spoken = [json.loads(line)["text"] for line in log]
        attempt = spoken.count(text)
        chance = random.Random(f"{order['seed']} {order['voice']} {text} {attempt}")
        fault = chance.choice(order["faults"]) if attempt == 0 and chance.random() < order["share"] else None
        others = ELSEWHERE + [t for t in spoken if len(t) > 40 and t != text]
        samples = None
        if fault:
            samples = faults.FAULTS[fault](faults.Case(voice, text, [text] + others, 0, chance))
        if samples is None:
            # Some texts are too short for some faults.
            fault, samples = None, voice.take(text, chance)
        log.write(json.dumps({"text": text, "attempt": attempt, "fault": fault}) + "\n")
    voices.write(output, samples, voice.rate)


def narrate(options, voice, folder):
    """Narrates the book; what was spoken, take by take, by text."""
    log = os.path.join(folder, "log")
    order = {"voice": voice, "seed": options.seed, "share": options.share, "faults": options.faults, "log": log}
    environment = dict(os.environ, EAR_RUN=json.dumps(order),
                       NARRATE_COMMAND=f"{sys.executable} {os.path.abspath(__file__)} --speak {{text-file}} {{output}}")
    # A project of its own: another voice of the same program would be held against this one.
    book = shutil.copy(options.book, folder)
    command = [os.path.abspath(options.narrate), "check", book, "--engine", "command", "--json"]
    result = subprocess.run(command + options.arguments, cwd=folder, env=environment,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if result.returncode not in (0, 3):
        sys.exit(f"narrate ended with {result.returncode}: {result.stderr}{result.stdout[-2000:]}")
    takes = collections.defaultdict(list)
    with open(log) as file:
        for line in file:
            take = json.loads(line)
            takes[take["text"]].append(take["fault"])
    return takes


def measure(options, voice):
    """Narrates with a voice and prints what became of its takes."""
    with tempfile.TemporaryDirectory(prefix="ear") as folder:
        takes = narrate(options, voice, folder)
    counts = collections.Counter()
    for text, all_takes in takes.items():
        fault, again = all_takes[0], len(all_takes) > 1
        counts[fault, again] += 1
        if options.show and again == (fault is None):
            print(f"    {fault or 'sound'}: {text}")
    return counts


def table(results):
    names = [name for name, _ in results]
    print(f"{'':22}" + "".join(f"{name:>14}" for name in names) + f"{'all':>16}")
    for fault in list(faults.FAULTS) + ["planted", None]:
        cells, caught, whole = [], 0, 0
        for _, counts in results:
            mine = [f for f in faults.FAULTS] if fault == "planted" else [fault]
            hit = sum(counts[f, True] for f in mine)
            count = hit + sum(counts[f, False] for f in mine)
            caught, whole = caught + hit, whole + count
            cells.append(f"{hit}/{count}" if count else "-")
        if whole:
            label = fault or "sound, recorded again"
            print(f"{label:22}" + "".join(f"{c:>14}" for c in cells) + f"{100 * caught / whole:14.1f} %")


def main():
    if sys.argv[1:2] == ["--speak"]:
        return speak(*sys.argv[2:])
    parser = argparse.ArgumentParser()
    parser.add_argument("narrate")
    parser.add_argument("book")
    parser.add_argument("--share", type=float, default=0.25, help="of the first takes that are spoilt")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--voices", default="flite slt,flite rms,flite awb,flite kal")
    parser.add_argument("--faults", metavar="NAME,...", help="plant these only")
    parser.add_argument("--show", action="store_true", help="print what was missed, and what wrongly complained of")
    own = sys.argv[1:sys.argv.index("--")] if "--" in sys.argv else sys.argv[1:]
    options = parser.parse_args(own)
    options.arguments = sys.argv[len(own) + 2:]
    # Three ways to be faster are one fault as services make them.
    others = ("faster by atempo", "faster by rubberband", "played faster")
    options.faults = (options.faults.split(",") if options.faults else
                      [name for name in faults.FAULTS if name not in others])
    results = [(voice, measure(options, voice)) for voice in options.voices.split(",")]
    print(f"seed {options.seed}, {100 * options.share:.0f} % of the first takes spoilt")
    table(results)


if __name__ == "__main__":
    main()
