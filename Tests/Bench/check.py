"""Speed and memory of the checks of takes: CPU seconds on one core for an hour of takes."""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

import numpy

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Ear"))
import ear
import voices


def written(folder, voice, texts, kind):
    """Sound takes of a voice as files."""
    takes = []
    for number, text in enumerate(texts):
        path = os.path.join(folder, f"{voice.name}{number}.{kind}")
        voices.write(path, voice.take(text, random.Random(number)), voice.rate)
        takes.append({"path": path, "text": text, "learn": True})
    return takes


# A process is counted with the memory of the one it was started by: so a small one starts it.
WEIGH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def peak(listener, path, text):
    """MiB that judging a take needs."""
    order = json.dumps({"path": path, "text": text, "learn": False}) + "\n"
    result = subprocess.run([sys.executable, "-c", WEIGH, listener], input=order, text=True, check=True,
                            stdout=subprocess.PIPE)
    return float(result.stdout)


# MiB of pocketsphinx with its English model, which knows how words sound.
MODEL = 30


def bench(row, narrate, book):
    listener = os.path.join(os.path.dirname(narrate), "TakeEar")
    texts = ear.chosen(ear.sentences(book), 1, 40)
    folder = tempfile.mkdtemp()
    try:
        for voice, kind, words, name, limit in [
                ("flite rms", "wav", [], "without words", 300),
                ("espeak us", "mp3", [], "of MP3 without words", 300),
                ("flite rms", "wav", ["--words"], "with words", 10)]:
            takes = written(folder, voices.VOICES[voice], texts, kind)
            _, effort = ear.listen(listener, takes, words)
            print(f"     {effort['audio']:.0f} s of sound takes {name}: "
                  f"{effort['audio'] / effort['cpu']:.0f} x real time")
            row(f"checks {name}, an hour of takes on one core",
                3600 * effort["cpu"] / effort["audio"], 3600 / limit, "s")
        voice = voices.VOICES["espeak us"]
        text = " ".join(texts[:10])
        samples = voice.take(text, random.Random(1))
        path = os.path.join(folder, "take.wav")
        voices.write(path, samples, voice.rate)
        row(f"peak memory, checks of a take of {len(samples) / voice.rate:.0f} s",
            peak(listener, path, text), 40 + MODEL, "MiB")
        # An engine that never ends must not fill the memory.
        voices.write(path, numpy.tile(samples, 3600 * voice.rate // len(samples)), voice.rate)
        row("peak memory, checks of an hour that should be a minute", peak(listener, path, text),
            80 + MODEL, "MiB")
    finally:
        shutil.rmtree(folder)
