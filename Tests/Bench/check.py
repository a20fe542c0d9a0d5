"""Speed of the checks of takes: CPU seconds on one core for an hour of takes."""
import os
import random
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Ear"))
import ear
import voices


def bench(row, narrate, book):
    listener = os.path.join(os.path.dirname(narrate), "TakeEar")
    texts = ear.sentences(book, 1, 40)
    for words, name, limit in [(False, "without words", 300), (True, "with words", 10)]:
        voice = voices.VOICES["flite rms"]
        folder = tempfile.mkdtemp()
        takes = []
        for number, text in enumerate(texts):
            path = os.path.join(folder, f"{number}.wav")
            voices.write(path, voice.take(text, random.Random(number)), voice.rate)
            takes.append({"path": path, "text": text, "learn": True})
        _, effort = ear.listen(listener, takes, words)
        shutil.rmtree(folder)
        print(f"     {effort['audio']:.0f} s of sound takes {name}: "
              f"{effort['audio'] / effort['cpu']:.0f} x real time")
        row(f"checks {name}, an hour of takes on one core", 3600 * effort["cpu"] / effort["audio"],
            3600 / limit, "s")
