"""Rows of the bench table about batches: finished projects, shared slots, memory."""
import os
import shutil
import statistics
import tempfile

import synthesize

SENTENCE = ("In the year {} the {} came upon marker {} beside the road, and stopped to read what the people of "
            "the valley had carved into the stone long ago, before the bridge was built and the river was given "
            "another bed; then the road went on towards the hills, and so did everybody who was on it that day.")


def _page(path, title, chapters, paragraphs, first=1):
    """A book whose paragraphs are one utterance each; no two books of other titles share one."""
    with open(path, "w") as page:
        page.write(f"<html lang='en'><head><title>{title}</title></head><body>")
        for chapter in range(first, first + chapters):
            page.write(f"<h1>{title}, chapter {chapter}</h1>")
            for paragraph in range(paragraphs):
                page.write(f"<p>{SENTENCE.format(chapter, title, paragraph)}</p>")
        page.write("</body></html>")


def finished(narrate, run, row):
    """200 finished projects, looked at by batch."""
    folder = tempfile.mkdtemp()
    for number in range(200):
        _page(os.path.join(folder, f"{number:03}.html"), f"Walk {number:03}", 1, 2)
    command = [narrate, "batch", folder, "--engine", "espeak", "--quiet"]
    first = run(command)[0]
    times = [run(command)[0] for _ in range(5)]
    print(f"     the first run took {first:.1f} s")
    row("200 finished projects, looked at by batch", statistics.median(times), 5, "s")
    shutil.rmtree(folder)


def shared_slots(tools):
    """Three books under one limit of 10 slots, against the same chapters in one book."""
    walls = {}
    for books, chapters in ((1, 12), (3, 4)):
        times = []
        for _ in range(3):
            folder = tempfile.mkdtemp()
            for number in range(books):
                _page(os.path.join(folder, f"{number}.html"), f"Walk {number}", chapters, 16, 1 + number * chapters)
            with synthesize.Service(tools.stand_in, "--latency", "1.0,0.004,0.1", "--concurrency", "10",
                                    "--credits", "10000000", "--mp3-2025") as service:
                wall = tools.run([tools.narrate, "batch", folder, "--yes", "--quiet", "--words", "none"],
                                 environment=service.environment)[0]
                most = service.journal()["mostInFlight"]["standard"]
            assert most <= 10, most
            times.append(wall)
            shutil.rmtree(folder)
        walls[books] = statistics.median(times)
        print(f"     {books} book(s): {walls[books]:.2f} s")
    tools.row("three books under 10 slots, against the same in one book", walls[3], 1.05 * walls[1], "s")


def memory(narrate, run, row):
    """Peak memory of a batch of 40 books, against one of 4."""
    peaks = {}
    for books in (4, 40):
        folder = tempfile.mkdtemp()
        for number in range(books):
            _page(os.path.join(folder, f"{number:03}.html"), f"Walk {number:03}", 2, 10)
        wall, _, peaks[books], _ = run([narrate, "batch", folder, "--engine", "espeak", "--quiet"])
        print(f"     {books} books: {wall:.1f} s, peak {peaks[books]:.0f} MiB")
        shutil.rmtree(folder)
    row("peak memory, batch of 40 books against one of 4", peaks[40], 1.2 * peaks[4], "MiB")
