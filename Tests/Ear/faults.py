"""Faults as speech services make them, planted in sound takes."""
import re
import subprocess

import numpy

import voices


class Case:
    """A sentence in a voice that a fault is planted in."""

    def __init__(self, voice, text, texts, number, chance):
        self.voice, self.text, self.chance = voice, text, chance
        self.texts, self.number = texts, number
        self.words = text.split()

    def take(self):
        return self.voice.take(self.text, self.chance)

    def saying(self, words):
        return self.voice.take(" ".join(words), self.chance)

    def noise(self, count):
        return numpy.random.default_rng(self.chance.getrandbits(32)).normal(0, 1, count)

    def steps(self, seconds):
        return int(seconds * self.voice.rate)


def levels(samples, rate):
    size = rate // 100
    frames = samples[:len(samples) // size * size].reshape(-1, size)
    return 10 * numpy.log10((frames ** 2).mean(axis=1) + 1e-12)


def speech(samples, rate):
    """First and last sample of the speech."""
    level = levels(samples, rate)
    active = numpy.nonzero(level > max(numpy.percentile(level, 95) - 35, -60))[0]
    return active[0] * (rate // 100), (active[-1] + 1) * (rate // 100)


def loudness(samples, rate):
    level = levels(samples, rate)
    loud = level[level > numpy.percentile(level, 95) - 25]
    return 10 * numpy.log10((10 ** (loud / 10)).mean())


def quiet_place(samples, rate, chance):
    """A gap between words near a place in the middle."""
    start, end = speech(samples, rate)
    level = levels(samples, rate)
    wanted = int((start + (end - start) * chance.uniform(0.3, 0.7)) / (rate // 100))
    near = range(max(0, wanted - 30), min(len(level), wanted + 30))
    return min(near, key=lambda step: level[step]) * (rate // 100)


def ramp(samples, rate, seconds=0.005):
    """The same with soft ends."""
    count = min(len(samples) // 2, int(rate * seconds))
    result = samples.copy()
    result[:count] *= numpy.linspace(0, 1, count)
    result[-count:] *= numpy.linspace(1, 0, count)
    return result


def filtered(samples, rate, gain):
    """Samples with a gain for each frequency."""
    spectrum = numpy.fft.rfft(samples)
    return numpy.fft.irfft(spectrum * gain(numpy.fft.rfftfreq(len(samples), 1 / rate)), len(samples))


def silent(case):
    return case.noise(len(case.take())) * 10 ** (-76 / 20)


def scaled(decibels):
    return lambda case: case.take() * 10 ** (decibels / 20)


def clipped(case):
    samples = case.take()
    top = numpy.abs(samples).max()
    return numpy.clip(samples * case.chance.uniform(2.5, 5), -top, top)


def noisy(case):
    samples = case.take()
    level = loudness(samples, case.voice.rate) - case.chance.uniform(20, 26)
    return samples + case.noise(len(samples)) * 10 ** (level / 20)


def humming(case):
    samples = case.take()
    mains = case.chance.choice([50, 60])
    time = numpy.arange(len(samples)) / case.voice.rate
    hum = sum(numpy.sin(2 * numpy.pi * mains * n * time + n) / n for n in (1, 2, 3, 5))
    level = loudness(samples, case.voice.rate) - case.chance.uniform(20, 26)
    return samples + hum / hum.std() * 10 ** (level / 20)


def clicking(case):
    samples = case.take()
    start, end = speech(samples, case.voice.rate)
    place = case.chance.randrange(start, end)
    samples[place] += case.chance.choice([-1, 1]) * max(0.3, numpy.abs(samples).max())
    return samples


def muffled(case):
    edge = case.chance.uniform(1500, 2500)
    gain = lambda f: 1 / numpy.sqrt(1 + (f / edge) ** 12)
    return filtered(case.take(), case.voice.rate, gain)


def shifted(case):
    return case.take() + case.chance.choice([-1, 1]) * case.chance.uniform(0.03, 0.08)


def jumping(case):
    """Half of it 12 dB softer."""
    samples = case.take()
    place = quiet_place(samples, case.voice.rate, case.chance)
    samples[place:] *= 10 ** (-12 / 20)
    return samples


def cut_end(case):
    samples = case.take()
    start, end = speech(samples, case.voice.rate)
    return samples[:int(end - (end - start) * case.chance.uniform(0.1, 0.4))]


def cut_start(case):
    samples = case.take()
    start, end = speech(samples, case.voice.rate)
    return samples[int(start + (end - start) * case.chance.uniform(0.05, 0.3)):]


def paused(case):
    samples = case.take()
    place = quiet_place(samples, case.voice.rate, case.chance)
    gap = case.noise(case.steps(2)) * 10 ** (-76 / 20)
    return numpy.concatenate([samples[:place], gap, samples[place:]])


def breath(case):
    samples = case.take()
    rate = case.voice.rate
    length = case.steps(case.chance.uniform(0.2, 0.4))
    shape = numpy.sin(numpy.pi * numpy.arange(length) / length) ** 0.7
    sound = filtered(case.noise(length), rate, lambda f: (f > 300) / (1 + (f / 2500) ** 2)) * shape
    level = loudness(samples, rate) - case.chance.uniform(14, 22)
    sound *= 10 ** (level / 20) / sound.std()
    _, end = speech(samples, rate)
    gap = numpy.zeros(case.steps(case.chance.uniform(0.15, 0.35)))
    rest = numpy.concatenate([gap, sound, numpy.zeros(case.steps(0.05))])
    rest += case.noise(len(rest)) * 10 ** (-76 / 20)
    return numpy.concatenate([samples[:end + case.steps(0.03)], rest])


def next_sound(case):
    """The first sound of the next line."""
    samples = case.take()
    following = case.voice.take(case.texts[(case.number + 1) % len(case.texts)], case.chance)
    first, _ = speech(following, case.voice.rate)
    sound = following[first:first + case.steps(case.chance.uniform(0.1, 0.2))]
    gap = case.noise(case.steps(case.chance.uniform(0.3, 0.5))) * 10 ** (-76 / 20)
    _, end = speech(samples, case.voice.rate)
    return numpy.concatenate([samples[:end + case.steps(0.03)], gap, ramp(sound, case.voice.rate),
                              case.noise(case.steps(0.05)) * 10 ** (-76 / 20)])


def faster(case):
    return case.voice.take(case.text, case.chance, tempo=1.15)


def filtered_by(form):
    """15 % faster by a filter of ffmpeg."""
    def plant(case):
        rate = case.voice.rate
        command = ["ffmpeg", "-v", "error", "-f", "f32le", "-ar", str(rate), "-ac", "1", "-i", "-",
                   "-af", form.format(rate=rate, fast=round(rate * 1.15)),
                   "-f", "f32le", "-ar", str(rate), "-"]
        data = subprocess.run(command, input=case.take().astype("<f4").tobytes(),
                              stdout=subprocess.PIPE, check=True).stdout
        return numpy.frombuffer(data, "<f4").astype(numpy.float64)
    return plant


def other_voice(case):
    """From the middle on, another voice of the same level."""
    rate = case.voice.rate
    samples = case.take()
    other = voices.VOICES[case.voice.other].take(case.text, case.chance)
    other *= 10 ** ((loudness(samples, rate) - loudness(other, rate)) / 20)
    place = quiet_place(samples, rate, case.chance)
    start, end = speech(samples, rate)
    begin, finish = speech(other, rate)
    rest = other[int(begin + (finish - begin) * (place - start) / (end - start)):]
    return numpy.concatenate([ramp(samples[:place], rate), ramp(rest, rate)])


def looped(case):
    """A stretch of the audio comes twice."""
    samples = case.take()
    rate = case.voice.rate
    place = quiet_place(samples, rate, case.chance)
    length = case.steps(case.chance.uniform(0.7, 1.4))
    return numpy.concatenate([samples[:place], samples[max(0, place - length):]])


def plain(word):
    return re.sub(r"[^a-z]", "", word.lower())


def places(case):
    """Places of words that somebody would miss."""
    return [i for i, w in enumerate(case.words) if 0 < i < len(case.words) - 1 and len(plain(w)) > 3]


def another_word(case, unlike):
    pool = sorted({w.strip(",;:.!?“”‘’()") for t in case.texts for w in t.split()})
    fit = [w for w in pool if w.islower() and w.isalpha() and len(w) > 3 and w != plain(unlike)]
    return case.chance.choice(fit)


def repeated_phrase(case):
    if len(case.words) < 6:
        return None
    count = case.chance.randint(3, min(5, len(case.words) - 2))
    start = case.chance.randrange(0, len(case.words) - count)
    phrase = case.words[start:start + count]
    return case.saying(case.words[:start + count] + phrase + case.words[start + count:])


def dropped_word(case):
    found = places(case)
    if not found:
        return None
    place = case.chance.choice(found)
    return case.saying(case.words[:place] + case.words[place + 1:])


def wrong_word(case):
    found = places(case)
    if not found:
        return None
    place = case.chance.choice(found)
    word = another_word(case, case.words[place])
    return case.saying(case.words[:place] + [word] + case.words[place + 1:])


def added_word(case):
    place = case.chance.randrange(1, len(case.words))
    return case.saying(case.words[:place] + [another_word(case, "")] + case.words[place:])


def wrong_sentence(case):
    """Another sentence of about the same length."""
    others = [t for t in case.texts if t != case.text]
    near = sorted(others, key=lambda t: abs(len(t) - len(case.text)))[:3]
    return case.voice.take(case.chance.choice(near), case.chance)


FAULTS = {
    "silent": silent, "soft -12 dB": scaled(-12), "loud +8 dB": scaled(8), "clipped": clipped,
    "noise": noisy, "hum": humming, "click": clicking, "muffled": muffled, "offset": shifted,
    "level jump": jumping,
    "cut end": cut_end, "cut start": cut_start, "2 s silence": paused, "breath at end": breath,
    "next sound": next_sound, "15 % faster": faster,
    "faster by atempo": filtered_by("atempo=1.15"),
    "faster by rubberband": filtered_by("rubberband=tempo=1.15"),
    "played faster": filtered_by("asetrate={fast},aresample={rate}"),
    "looped": looped,
    "other voice": other_voice,
    "repeated phrase": repeated_phrase, "dropped word": dropped_word, "wrong word": wrong_word,
    "added word": added_word, "wrong sentence": wrong_sentence,
}
