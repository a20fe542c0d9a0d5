"""The assemble stage against the bare encoder, against ffmpeg doing the same, and splicing against it.

Every program works on the very takes that narrate assembled.
"""
import concurrent.futures
import json
import os
import re
import shutil
import tempfile
import time

CORES = os.cpu_count() or 1


def takes_of(run, narrate, project):
    """Paths of the takes that are heard, by chapter, in order."""
    listing = json.loads(run([narrate, "takes", project, "--json"], keep=True)[3])
    chapters = {}
    for take in listing["takes"]:
        if take["inUse"] and take["chapter"] is not None:
            path = os.path.join(project, take["file"])
            chapters.setdefault(take["chapter"], []).append((take["utterance"], path))
    return [[path for _, path in sorted(chapters[chapter])] for chapter in sorted(chapters)]


def write_list(folder, number, takes):
    path = os.path.join(folder, f"{number}.txt")
    with open(path, "w") as file:
        for take in takes:
            file.write(f"file '{take}'\n")
    return path


def ffmpeg_chapter(run, folder, number, takes):
    """Joins, measures, levels and encodes a chapter in ffmpeg's two passes: CPU seconds."""
    source = ["-f", "concat", "-safe", "0", "-i", write_list(folder, number, takes)]
    aim = "loudnorm=I=-19:TP=-3:LRA=11"
    first = run(["ffmpeg", "-hide_banner", "-nostdin", *source, "-af", aim + ":print_format=json", "-f", "null", "-"],
                keep=True)
    said = json.loads(re.findall(rb"\{[^{}]*\}", first[3])[-1])
    known = ":".join(f"measured_{a}={said['input_' + b]}" for a, b in
                     (("I", "i"), ("TP", "tp"), ("LRA", "lra"), ("thresh", "thresh")))
    second = run(["ffmpeg", "-v", "error", "-nostdin", "-y", *source, "-af",
                  f"{aim}:{known}:linear=true", "-ar", "44100", "-ac", "1", "-c:a", "libmp3lame", "-b:a", "192k",
                  os.path.join(folder, f"{number}.mp3")])
    return first[1] + second[1]


def decoding(run, folder, chapters):
    """CPU seconds that decoding all takes takes."""
    return sum(run(["ffmpeg", "-v", "error", "-nostdin", "-f", "concat", "-safe", "0", "-i",
                    write_list(folder, number, takes), "-f", "null", "-"])[1]
               for number, takes in enumerate(chapters))


def encoding(run, folder, release):
    """CPU seconds of the bare encoder on the very samples of the release's chapters."""
    def chapter(name):
        wav = os.path.join(folder, name + ".wav")
        run(["ffmpeg", "-v", "error", "-y", "-i", os.path.join(release, name), "-map", "0:a", wav])
        cpu = run(["lame", "--quiet", "-m", "m", "--cbr", "-b", "192", "-q", "3", wav, wav + ".mp3"])[1]
        os.remove(wav)
        os.remove(wav + ".mp3")
        return cpu
    names = sorted(name for name in os.listdir(release) if name.endswith(".mp3"))
    with concurrent.futures.ThreadPoolExecutor(CORES) as pool:
        return sum(pool.map(chapter, names))


def record(run, narrate, book, folder):
    """Has the embedded engine record a book: paths of its takes by chapter."""
    run([narrate, "check", book, "--engine", "espeak", "--output", folder, "--quiet"])
    project = os.path.join(folder, os.path.basename(book).rsplit(".", 1)[0] + ".narrate")
    return takes_of(run, narrate, project)


def master(run, narrate, book, folder):
    """Takes to a release: wall and CPU seconds, peak MiB."""
    return run([narrate, "publish", book, "--engine", "espeak", "--output", folder, "--quiet"])[:3]


def ffmpeg(run, folder, chapters):
    """The same by ffmpeg, a chapter on each core: wall and CPU seconds."""
    with concurrent.futures.ThreadPoolExecutor(CORES) as pool:
        start = time.monotonic()
        cpu = sum(pool.map(lambda c: ffmpeg_chapter(run, folder, *c), enumerate(chapters)))
        return time.monotonic() - start, cpu


def bench(run, row, narrate, long_book, release_of, audio_seconds):
    """An hour against the bare encoder and ffmpeg, ten hours against the encoder; their memory."""
    for hours in (1, 10):
        folder = tempfile.mkdtemp()
        book = long_book(folder, hours, f"{hours} hours")
        chapters = record(run, narrate, book, folder)
        wall, cpu, peak = master(run, narrate, book, folder)
        release = release_of(folder)
        made = audio_seconds(release) / 3600
        bare, decoded = encoding(run, folder, release), decoding(run, folder, chapters)
        print(f"     {made:.2f} h of audio: narrate {wall:.1f} s wall, {cpu:.1f} s CPU, {peak:.0f} MiB; "
              f"bare encoder {bare:.1f} s CPU, decoding {decoded:.1f} s CPU")
        row(f"{hours} h of takes to MP3s, wall against encoder and decoder", wall,
            (1.15 * bare + decoded) / CORES, "s")
        row(f"{hours} h of takes to MP3s, peak memory", peak, 150, "MiB")
        if hours == 1:
            peer_wall, peer = ffmpeg(run, folder, chapters)
            print(f"     ffmpeg {peer_wall:.1f} s wall, {peer:.1f} s CPU")
            row(f"{hours} h of takes to MP3s, wall against half of ffmpeg's", wall, peer_wall / 2, "s")
        shutil.rmtree(folder)


SPEAKER = """#!/bin/sh
espeak-ng --stdin -w "$1.wav" && lame --quiet -m m --resample 44.1 --cbr -b 128 "$1.wav" "$1" && rm "$1.wav"
"""


def bench_splicing(run, row, narrate, book):
    """MP3 takes joined as they are against the same takes encoded again."""
    folder = tempfile.mkdtemp()
    speaker = os.path.join(folder, "speak.sh")
    open(speaker, "w").write(SPEAKER)
    environment = {"NARRATE_COMMAND": f"sh {speaker} {{output}}"}
    common = [book, "--engine", "command", "--output-format", "mp3", "--output", folder, "--quiet",
              "--chapters", "2-6"]
    # Verdicts do not matter here: the voice is nobody's reference.
    run([narrate, "check", *common], environment=environment, accept=(0, 3))
    encoded = run([narrate, "publish", *common, "--profile", "none"], environment=environment, accept=(0, 3))
    spliced = run([narrate, "publish", *common, "--profile", "none", "--lossless"], environment=environment,
                  accept=(0, 3))
    start = run([narrate, "publish", *common, "--profile", "none", "--lossless"], environment=environment,
                accept=(0, 3))
    print(f"     encoding {encoded[1]:.2f} s CPU, splicing {spliced[1]:.2f} s, neither {start[1]:.2f} s")
    row("splicing MP3 takes, CPU against a twentieth of encoding", spliced[1] - start[1],
        (encoded[1] - start[1]) / 20, "s")
    shutil.rmtree(folder)
