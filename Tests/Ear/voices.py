"""Voices that speak offline, and the takes they would record."""
import functools
import os
import subprocess
import tempfile
import wave

import numpy


class Voice:
    """A voice of a program: how it is called, and how alike its takes are."""

    def __init__(self, name, other, command, rate, words):
        self.name = name
        self.other = other
        self.command = command
        self.rate = rate
        self.words = words

    @functools.lru_cache(maxsize=200)
    def say(self, text, tempo=1.0):
        """Samples of a text, full scale 1; not to be changed."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "take.wav")
            subprocess.run(self.command(text, tempo, path), check=True, stdin=subprocess.DEVNULL,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            with wave.open(path) as file:
                assert (file.getframerate(), file.getnchannels()) == (self.rate, 1)
                data = file.readframes(file.getnframes())
        return numpy.frombuffer(data, "<i2").astype(numpy.float64) / 32768

    def take(self, text, chance, tempo=1.0):
        """A take as a service would record it: never twice the same tempo and level."""
        samples = self.say(text, round(tempo * chance.uniform(0.96, 1.04), 2))
        return dressed(samples, chance)


def dressed(samples, chance):
    """Samples at a level of a decibel more or less, over a soft noise."""
    level = 10 ** (chance.uniform(-1, 1) / 20)
    noise = numpy.random.default_rng(chance.getrandbits(32)).normal(0, 10 ** (-76 / 20), len(samples))
    return samples * level * 0.7 + noise


def espeak(name):
    return lambda text, tempo, path: ["espeak-ng", "-v", name, "-a", "60", "-s", str(round(175 * tempo)),
                                      "-w", path, "--", text]


def flite(name):
    return lambda text, tempo, path: ["flite", "-voice", name, "--setf", f"duration_stretch={1 / tempo}",
                                      "-t", text, "-o", path]


# Single words can't be told in espeak-ng's own takes, and it drops none.
VOICES = {voice.name: voice for voice in [
    Voice("espeak us", "espeak f2", espeak("en-us"), 22050, ["--course"]),
    Voice("espeak f2", "espeak us", espeak("en-us+f2"), 22050, ["--course"]),
    Voice("espeak gb", "espeak f2", espeak("en-gb"), 22050, ["--course"]),
    Voice("flite slt", "flite rms", flite("slt"), 16000, ["--words"]),
    Voice("flite rms", "flite awb", flite("rms"), 16000, ["--words"]),
    Voice("flite awb", "flite slt", flite("awb"), 16000, ["--words"]),
    Voice("flite kal", "flite rms", flite("kal16"), 16000, ["--words"]),
]}


def write(path, samples, rate):
    """Writes a WAV file of 16 bits, or an MP3 by way of one."""
    wav = path if path.endswith(".wav") else path + ".wav"
    with wave.open(wav, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes((numpy.clip(samples, -1, 1) * 32767).round().astype("<i2").tobytes())
    if wav != path:
        subprocess.run(["lame", "--quiet", "-m", "m", "--cbr", "-b", "64" if rate < 32000 else "128",
                        wav, path], check=True)
        os.unlink(wav)
