"""What the chaos runs share: a stand-in of the paid service, runs of narrate, and a judge that trusts
neither: money comes from the stand-in's journal, takes are hashed again, the ledger is read from a copy.
"""
import atexit
import glob
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
KEY = "sk_test_0123456789"
SLOTS = 10


class Options:
    """Set by the command line."""
    narrate = stand_in = None
    is_long = False
    #: Which part of a kind is done, of how many.
    part, parts = 1, 1

    @classmethod
    def mine(cls, points):
        """Those of some points that belong to the part that is done; the others are for other runs."""
        return list(points)[cls.part - 1::cls.parts]


class Failure(Exception):
    """A promise that was not kept."""


def expect(claim, *evidence):
    if not claim:
        raise Failure(" ".join(str(e) for e in evidence))


_everything = tempfile.mkdtemp(prefix="narrate-chaos-")
atexit.register(shutil.rmtree, _everything, ignore_errors=True)


def work_folder():
    """A folder that is gone when the chaos is over."""
    return tempfile.mkdtemp(dir=_everything)


class StandIn:
    """The service, on a port of its own; its journal is the bill."""

    def __init__(self, *arguments, latency="0.02,0,0.3", seed=1):
        self.process = subprocess.Popen(
            [Options.stand_in, "--voice", "tone", "--plan", "scale", "--concurrency", str(SLOTS),
             "--credits", "100000000", "--latency", latency, "--seed", str(seed), "--strict",
             "--exit-with-input", *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()

    def _ask(self, path, body=None):
        request = urllib.request.Request(self.url + path, method="POST" if body is not None else "GET",
                                         data=None if body is None else json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def faults(self, **probabilities):
        self._ask("/__faults", {"probabilities": probabilities})

    def script(self, *faults):
        self._ask("/__faults", {"script": list(faults)})

    def journal(self):
        return self._ask("/__journal")

    def bill(self):
        """Characters and credits that were billed, once nothing is being worked on any more."""
        last = None
        while True:
            journal = self.journal()
            bill = (journal["billedCharacters"], journal["credits"])
            if bill == last:
                return bill
            last = bill
            time.sleep(0.3)

    @property
    def environment(self):
        return {"ELEVENLABS_API_KEY": KEY, "ELEVENLABS_BASE_URL": self.url}


def book(folder, chapters, utterances, name="book", twins=True):
    """A book whose utterances differ, but for some that are the same in every chapter."""
    path = os.path.join(folder, name + ".html")
    with open(path, "w") as page:
        page.write(f"<html lang='en'><head><title>The {name}</title></head><body>")
        for chapter in range(1, chapters + 1):
            page.write(f"<h1>Part {chapter}</h1>")
            for number in range(1, utterances + 1):
                page.write(f"<p>In part {chapter} the clock struck {number} times that day.</p>")
            if twins:
                page.write("<p>And then it was quiet again for a while.</p>")
        page.write("</body></html>")
    # The stand-in hums, which no check of speech can like: asking again would only cost.
    with open(path + ".yaml", "w") as manifest:
        manifest.write("check: {retakes: 0}\n")
    return path


class Run:
    """What a run left behind."""

    def __init__(self, code, seconds, output, error):
        self.code, self.seconds, self.output, self.error = code, seconds, output, error

    @property
    def is_finished(self):
        """Whether the book is complete, with takes that need ears or without."""
        return self.code in (0, 3)

    def __repr__(self):
        return f"exit {self.code} after {self.seconds:.2f} s: {self.error.strip()[-400:]}"


class Project:
    """A book being narrated through a stand-in, or offline."""

    def __init__(self, source, folder, stand_in=None, *options):
        self.source, self.folder, self.stand_in, self.options = source, folder, stand_in, options
        name = os.path.basename(source).split(".")[0]
        self.path = os.path.join(folder, name + ".narrate")
        self.release = os.path.join(folder, f"The {name}")

    def command(self, *words):
        return [Options.narrate, *words]

    def environment(self, extra=None):
        environment = {k: v for k, v in os.environ.items()
                       if not k.startswith(("NARRATE_", "ELEVENLABS_", "FAULT_"))}
        if self.stand_in:
            environment.update(self.stand_in.environment)
        environment.update(extra or {})
        return environment

    def start(self, extra=None, wrapper=(), words=None, **options):
        words = words or [self.source, "--output", self.folder, "--manifest", self.source + ".yaml",
                          "--yes", "--no-progress", *self.options]
        return subprocess.Popen([*wrapper, *self.command(*words)], env=self.environment(extra),
                                stdin=subprocess.DEVNULL, **options)

    def run(self, extra=None, kill_after=None, wrapper=(), words=None, timeout=300, **options):
        """Runs narrate to its end, or kills it after some seconds."""
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as error:
            start = time.monotonic()
            process = self.start(extra, wrapper, words, stdout=output, stderr=error, **options)
            try:
                process.wait(kill_after if kill_after is not None else timeout)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                expect(kill_after is not None, "narrate did not end within", timeout, "s")
            seconds = time.monotonic() - start
            output.seek(0)
            error.seek(0)
            return Run(process.returncode, seconds, output.read().decode("utf-8", "replace"),
                       error.read().decode("utf-8", "replace"))

    def finish(self, extra=None):
        result = self.run(extra)
        expect(result.is_finished, "the following run does not complete the book:", result)
        return result

    def status(self):
        result = self.run(words=["status", self.path, "--json"])
        expect(result.code == 0, "status fails:", result)
        return json.loads(result.output)

    # What is there, judged by others than narrate.

    def takes(self):
        """SHA-256 of every finished take, by its file."""
        found = {}
        for path in glob.glob(self.path + "/takes/??/*"):
            if not path.endswith(".part"):
                with open(path, "rb") as file:
                    found[os.path.relpath(path, self.path)] = hashlib.sha256(file.read()).hexdigest()
        return found

    def chapters(self):
        """SHA-256 of the release's audio, by its file."""
        found = {}
        for path in glob.glob(glob.escape(self.release) + "/*.mp3"):
            with open(path, "rb") as file:
                found[os.path.basename(path)] = hashlib.sha256(file.read()).hexdigest()
        return found

    def ledger(self, sql):
        """Asks a copy of the ledger as it lies on disk."""
        copy = work_folder()
        try:
            for ending in ("", "-wal"):
                if os.path.exists(self.path + "/ledger.sqlite" + ending):
                    shutil.copy(self.path + "/ledger.sqlite" + ending, copy)
            if not os.path.exists(copy + "/ledger.sqlite"):
                return []
            with sqlite3.connect(copy + "/ledger.sqlite") as ledger:
                return ledger.execute(sql).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return []
            raise
        finally:
            shutil.rmtree(copy)

    def in_flight(self):
        """Characters of requests that were sent and not answered when a run was killed, by their ids.

        A run that was killed before it could say so leaves those of the one before. An answer that was
        read frees its slot before it is judged: as many again, and one, may wait for that.
        """
        rows = self.ledger("SELECT id, run, characters FROM attempt WHERE outcome = 'sent'")
        for run in {row[1] for row in rows}:
            count = sum(1 for row in rows if row[1] == run)
            expect(count <= 2 * SLOTS + 1, count, "requests were sent and not on record at", SLOTS, "slots")
        return {row[0]: row[2] for row in rows}

    def judge_money(self):
        """The ledger's account is the service's own."""
        billed, credits = self.stand_in.bill()
        account = self.status()["account"]
        expect(account["characters"]["billed"] == billed and account["credits"]["billed"] == credits,
               "the service billed", billed, "characters and", credits, "credits, the ledger says",
               account)
        return billed

    def judge_takes(self):
        """Every row's file is what the row says, and the ledger is sound."""
        expect(self.ledger("PRAGMA integrity_check") == [("ok",)], "the ledger is damaged")
        disk = self.takes()
        for file, digest in self.ledger("SELECT file, lower(hex(sha256)) FROM take"):
            expect(disk.get("takes/" + file) == digest, file, "is not what its row says")

    def needed(self):
        return self.status()["charactersNeeded"]


_library = []


def faults_library():
    """The fault injector, compiled once."""
    if not _library:
        path = os.path.join(work_folder(), "faults.so")
        compiler = next((c for c in ("cc", "clang", "gcc") if shutil.which(c)), None)
        expect(compiler, "there is no C compiler")
        subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", path, HERE + "/faults.c", "-ldl",
                        "-lpthread"], check=True)
        _library.append(path)
    return _library[0]


def calm(source, stand_in, *options):
    """The book as it is when nobody disturbs it."""
    project = Project(source, work_folder(), stand_in, *options)
    result = project.run()
    expect(result.is_finished, "an undisturbed run fails:", result)
    return project, result


#: Every exit code the documentation knows.
DOCUMENTED = {0, 3, 64, 65, 66, 69, 73, 74, 75, 77, 130, 143}
