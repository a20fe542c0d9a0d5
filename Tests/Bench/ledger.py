"""Rows of the bench table about the ledger: what durability costs, and a project of 10,000 takes."""
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import wave

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Chaos"))
import world

TAKES = 10_000


def _sample(folder):
    """A program that delivers the same second of noise for every text."""
    path = os.path.join(folder, "sample.wav")
    with wave.open(path, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes((n * 37 + n // 7) % 23 for n in range(8000)))
    return path


def _book(folder):
    """A book of as many utterances, none like another."""
    path = os.path.join(folder, "many.html")
    with open(path, "w") as page:
        page.write("<html lang='en'><head><title>Many</title></head><body>")
        for number in range(TAKES):
            if number % 100 == 0:
                page.write(f"<h1>Part {number // 100 + 1}</h1>")
            else:
                page.write(f"<p>Bell {number} rang.</p>")
        page.write("</body></html>")
    return path


def finished_project(narrate, row):
    """Opening and planning, and status, of a project whose 10,000 takes are all there."""
    folder = tempfile.mkdtemp()
    book, sample = _book(folder), _sample(folder)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("NARRATE_", "ELEVENLABS_"))}
    environment["NARRATE_COMMAND"] = f"cp {sample} {{output}}"
    with open(book + ".yaml", "w") as manifest:
        manifest.write("check: {retakes: 0}\nscript: {announceTitles: true}\n")
    words = [narrate, "synthesize", book, "--engine", "command", "--output", folder, "--quiet",
             "--manifest", book + ".yaml"]
    start = time.monotonic()
    subprocess.run(words, env=environment, check=False)
    first = time.monotonic() - start

    def seconds(command):
        times = []
        for _ in range(5):
            start = time.monotonic()
            result = subprocess.run(command, env=environment, capture_output=True)
            times.append(time.monotonic() - start)
            assert result.returncode in (0, 3), result.stderr
        return statistics.median(times), result.stdout
    script, _ = seconds([narrate, "script", book, "--engine", "command", "--json"])
    again, _ = seconds(words)
    status, text = seconds([narrate, "status", folder + "/many.narrate", "--json"])
    takes = sum(c["recorded"] for c in json.loads(text)["chapters"])
    print(f"     {takes} takes recorded in {first:.0f} s, {first / takes * 1000:.1f} ms each; "
          f"reading the book and writing its script {script:.3f} s, a second run {again:.3f} s")
    assert takes >= TAKES, takes
    row("opening and planning a finished project of 10,000 takes", max(0, again - script), 0.3, "s")
    row("status of a project of 10,000 takes", status, 0.15, "s")
    shutil.rmtree(folder)


def durability(narrate, stand_in, row):
    """From the last byte of an answer to the commit of its row, beside the bare calls that it takes."""
    world.Options.narrate, world.Options.stand_in = narrate, stand_in
    with world.StandIn(latency="0.02,0,0") as service:
        project = world.Project(world.book(world.work_folder(), 4, 25), world.work_folder(), service,
                                "--concurrency", "1")
        trace = project.folder + ".trace"
        result = project.run({"LD_PRELOAD": world.faults_library(), "FAULT_PATH": project.folder,
                              "FAULT_TRACE": trace})
        assert result.is_finished, result
        size = statistics.median(os.path.getsize(project.path + "/" + f) for f in project.takes())
    waits, last, renamed = [], {}, None
    for line in open(trace):
        moment, call, name = line.rstrip("\n").split(" ", 2)
        if call == "w" and name.endswith(".part"):
            last[name.split("/")[-1].split(".")[0]] = float(moment)
        elif call == "r" and "/takes/" in name:
            renamed = name.split("/")[-1].split(".")[0]
        elif call == "f" and name.endswith("-wal") and renamed:
            waits.append(float(moment) - last[renamed])
            renamed = None
    bare = _bare(int(size))
    median = statistics.median(waits)
    print(f"     {len(waits)} takes of {size / 1000:.0f} kB: {median * 1000:.2f} ms to the committed row, "
          f"judging included; bare calls {bare * 1000:.2f} ms")
    row("a take's durability after its last byte", median, max(0.015, 1.3 * bare), "s")


def _bare(size):
    """Seconds of the calls that make a take and its row durable, without a program around them."""
    folder, times = tempfile.mkdtemp(), []
    log = os.open(folder + "/log", os.O_WRONLY | os.O_CREAT)
    content = os.urandom(size)
    for number in range(60):
        with open(f"{folder}/{number}.part", "wb") as file:
            file.write(content)
        start = time.monotonic()
        file = os.open(f"{folder}/{number}.part", os.O_RDWR)
        os.fsync(file)
        os.close(file)
        os.rename(f"{folder}/{number}.part", f"{folder}/{number}.mp3")
        entries = os.open(folder, os.O_RDONLY)
        os.fsync(entries)
        os.close(entries)
        os.pwrite(log, content[:4096 * 4], number * 4096 * 4)
        os.fdatasync(log)
        times.append(time.monotonic() - start)
    os.close(log)
    shutil.rmtree(folder)
    return statistics.median(times)
