"""The synthesize stage against a stand-in of the paid service: time, seams, CPU, money."""
import json
import os
import random
import shutil
import subprocess
import tempfile
import urllib.request

FAULTS = ["concurrency", "busy", "rate", "crash", "wentWrong", "html502", "html503", "maintenance",
          "blank500", "stitchedCrash", "dropped", "cut", "truncated", "emptyBody", "jsonBody",
          "htmlBody", "slowStart", "largeTag"]
WORDS = ("the of and a to in he was that it his her with as had for she not at but on they all from "
         "were there been one so out when which their we who said would them no more if river stone "
         "morning window garden letter evening people silence mountain journey").split()


class Tools:
    """Programs to measure, and how to run them and to report."""

    def __init__(self, narrate, run, row):
        self.narrate, self.run, self.row = narrate, run, row
        self.stand_in = os.path.join(os.path.dirname(narrate), "ElevenLabsStandIn")
        self.synthesize_bench = os.path.join(os.path.dirname(narrate), "SynthesizeBench")


class Service:
    """A stand-in that runs as long as the block."""

    def __init__(self, stand_in, *options):
        self.command = [stand_in, "--exit-with-input", *map(str, options)]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}"
        self.environment = {"ELEVENLABS_API_KEY": "sk_bench", "ELEVENLABS_BASE_URL": self.url}
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=10)

    def journal(self):
        with urllib.request.urlopen(f"{self.url}/__journal") as answer:
            return json.load(answer)


def book(folder, chapters, utterances, seed=1, lengths=(120, 770)):
    """A page whose paragraphs are one utterance each, of as uneven length as in books."""
    chance = random.Random(seed)
    shares = [0.4 + 1.2 * chance.random() for _ in range(chapters)]
    path = os.path.join(folder, "book.html")
    number = 0
    with open(path, "w", encoding="utf-8") as page:
        page.write("<html lang='en'><head><title>Book</title></head><body>")
        for chapter, share in enumerate(shares, 1):
            page.write(f"<h1>Chapter {chapter}</h1>")
            for _ in range(max(1, round((utterances - chapters) * share / sum(shares)))):
                number += 1
                span = (lengths[1] - lengths[0]) * chance.random() * chance.random() ** 0.5
                length = int(lengths[0] + span)
                text = f"Number {number}"
                while len(text) < length:
                    text += " " + chance.choice(WORDS)
                page.write(f"<p>{text}.</p>")
        page.write("</body></html>")
    return path


def record(tools, service, path, *options):
    """Records a book: the CPU seconds it took.

    The service speaks with espeak-ng, whose words no listener can tell: it would ask for retakes.
    """
    return tools.run([tools.narrate, "synthesize", path, "--engine", "elevenlabs", "--yes", "--quiet",
                      "--words", "none", *options],
                     environment=service.environment, accept=(0, 3))[1]


def spoken(journal):
    return [e for e in journal["requests"] if e["cost"] > 0]


def seams(journal):
    """Utterances inside a chapter that were sent without the ids of those before them."""
    return sum(1 for e in spoken(journal)
               if "previous_text" in e["body"] and not e["body"].get("previous_request_ids"))


def makespan(tools, chapters, slots):
    """Makespan over the lower bound, and seams over what is allowed."""
    # Enough requests for a slot to be worth the name, few enough for a bench.
    utterances = max(20 * slots, 3 * chapters)
    folder = tempfile.mkdtemp()
    # Short takes: judging them must not keep the machine busier than the service is.
    path = book(folder, chapters, utterances, seed=chapters * 100 + slots, lengths=(60, 360))
    with Service(tools.stand_in, "--plan", "scale", "--credits", 10 ** 8, "--concurrency", slots,
                 "--latency", "0.8,0.002,0.15", "--seed", slots) as service:
        # Made-up texts say the same words again and again, in a voice that never varies: some takes sound repeated.
        record(tools, service, path, "--concurrency", str(slots), "--retakes", "0")
        journal = service.journal()
    made = spoken(journal)
    seconds = [e["seconds"] for e in made]
    took = max(e["time"] + e["seconds"] for e in made) - min(e["time"] for e in made)
    bound = max(sum(seconds) / slots, max(seconds))
    found = seams(journal)
    assert journal["overflows"] == 0, "over the concurrency limit"
    shutil.rmtree(folder)
    print(f"     {chapters:2} chapters, {slots:2} slots, {len(made):3} requests: {took:6.2f} s, "
          f"bound {bound:6.2f} s, ratio {took / bound:.3f}; {found} seams of {slots + chapters}", flush=True)
    return took / bound, found / (slots + chapters)


def bench_makespan(tools):
    """Recording through the service against the lower bound (total service time / slots)."""
    measured = [makespan(tools, chapters, slots) for chapters in (1, 3, 12, 60) for slots in (2, 5, 10, 15)]
    tools.row("recording, makespan / lower bound, worst of 16", max(m[0] for m in measured), 1.05, "")
    tools.row("seams beyond chapter starts / (slots + chapters), worst", max(m[1] for m in measured), 1, "")


def bench_requests(tools):
    """Our own CPU for each request, and the planning of 10,000 utterances."""
    figures = json.loads(tools.run([tools.synthesize_bench], keep=True)[3])
    print(f"     {figures['run10000'] * 1000:.0f} ms with tasks and events, engine and desk at once", flush=True)
    tools.row("10,000 utterances planned, first request to last", figures["plan10000"] * 1000, 100, "ms")
    # Judging a take is not what is measured, but most of the work, and machines are never twice as fast: so the
    # takes have as many bytes as six seconds of MP3 and are a second of WAV, which is judged in no time.
    whole, judging, folders = [], [], []
    for _ in range(3):
        cpu = {}
        for utterances in (500, 1000):
            folder = tempfile.mkdtemp()
            folders.append(folder)
            path = book(folder, 5, utterances, lengths=(10, 14))
            with Service(tools.stand_in, "--plan", "scale", "--credits", 10 ** 8, "--latency", "0.02,0,0") as service:
                took = record(tools, service, path, "--concurrency", "5", "--output-format", "wav_44100")
                requests = len(spoken(service.journal()))
            checked = tools.run([tools.synthesize_bench, os.path.join(folder, "book.narrate", "takes")], keep=True)[3]
            cpu[utterances] = took, json.loads(checked)["check"], requests
        # What a run costs however long it is falls away, the folders of its takes among it.
        few, many = cpu[500], cpu[1000]
        whole.append((many[0] - few[0]) / (many[2] - few[2]))
        judging.append((many[1] - few[1]) / (many[2] - few[2]))
    # Not before: some file systems look for a place in vain where files were deleted of late.
    for folder in folders:
        shutil.rmtree(folder)
    whole, judging = sorted(whole)[1] * 1000, sorted(judging)[1] * 1000
    print(f"     {whole:.2f} ms of CPU for each request, {judging:.2f} ms of it to judge the take", flush=True)
    tools.row("CPU of a request, schedule to durable take", whole - judging, 3, "ms")


def bench_faults(tools):
    """A book through 20 % faults of every kind: what is billed, what is in flight."""
    folder = tempfile.mkdtemp()
    path = book(folder, 12, 400)
    probabilities = [o for fault in FAULTS for o in ("--fault", f"{fault}={0.2 / len(FAULTS):.5f}")]
    with Service(tools.stand_in, "--plan", "pro", "--credits", 10 ** 8, "--latency", "0.1,0.0002,0.2",
                 *probabilities) as service:
        record(tools, service, path)
        journal = service.journal()
        plan = tools.run([tools.narrate, "plan", path, "--engine", "elevenlabs", "--json"], keep=True,
                         environment=service.environment)[3]
    needed = json.loads(plan)["characters"]
    shutil.rmtree(folder)
    faulty = sum(1 for e in journal["requests"] if e["fault"])
    print(f"     {len(spoken(journal))} answers, {faulty} faults, {journal['billedCharacters']:,} characters "
          f"billed for {needed:,}", flush=True)
    tools.row("billed through 20 % faults / script", journal["billedCharacters"] / needed, 1.01, "")
    tools.row("requests in flight through faults / limit", journal["mostInFlight"]["standard"] / 10, 1, "")
    assert journal["overflows"] == 0, "over the concurrency limit"
