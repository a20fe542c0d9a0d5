"""Runs that are ended: by SIGKILL at any moment, by signals, by a suspended machine, two at once."""
import json
import os
import random
import shutil
import signal
import subprocess
import threading
import time

from world import Options, Project, Run, SLOTS, StandIn, book, calm, expect, work_folder


def kills():
    """SIGKILL at random moments: complete, byte-identical, billed at most needed and in flight."""
    wanted = len(Options.mine(range(200 if Options.is_long else 12)))
    killed = rounds = extra = 0
    chance = random.Random(Options.part)
    with StandIn(latency="0.03,0.001,0.3") as stand_in:
        source = book(work_folder(), 5, 9)
        model, result = calm(source, stand_in)
        expected, needed = model.chapters(), model.needed()
    while killed < wanted:
        rounds += 1
        with StandIn(latency="0.03,0.001,0.3", seed=1000 * Options.part + rounds) as stand_in:
            project = Project(source, work_folder(), stand_in)
            in_flight, reach = {}, result.seconds
            while True:
                before = project.takes()
                # Once in a while in the middle of taking up what the last one left.
                moment = chance.uniform(0.02, 0.15 if chance.random() < 0.25 else reach)
                outcome = project.run(kill_after=moment)
                after = project.takes()
                lost = [file for file in before if after.get(file) != before[file]]
                expect(not lost, "a kill lost takes:", lost)
                if outcome.code != -signal.SIGKILL:
                    expect(outcome.is_finished, outcome)
                    break
                killed += 1
                in_flight.update(project.in_flight())
                reach *= 1.03
            expect(project.chapters() == expected, "the book is not the undisturbed one")
            project.judge_takes()
            billed = project.judge_money()
            extra += billed - needed
            expect(billed <= needed + sum(in_flight.values()),
                   f"{billed} characters billed, {needed} needed, {in_flight} in flight at the kills")
            shutil.rmtree(project.folder)
    return f"{killed} kills in {rounds} books of {needed} characters, {extra} characters paid twice"


def signals():
    """A signal lets transfers in flight end; the second ends at once; ten seconds at the most.

    Slow transfers are given up after six seconds: what ends sooner has not waited for that.
    """
    with StandIn(latency="0.4,0,0") as stand_in:
        source = book(work_folder(), 3, 12)
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143)):
            project = Project(source, work_folder(), stand_in)
            result = interrupted(project, [number])
            expect(result.code == code and result.seconds < 6, number, result)
            expect(not project.in_flight(), "the signal cut off what was in flight")
            project.finish()
        project = Project(source, work_folder(), stand_in)
        result = interrupted(project, [signal.SIGTERM, signal.SIGTERM])
        expect(result.code == 143, "the second signal:", result)
        project.finish()
        billed, _ = stand_in.bill()
        expect(billed <= 4 * project.needed() + SLOTS * 60, billed, "characters billed for four books")
    # Requests that take longer than anybody waits.
    with StandIn(latency="30,0,0") as stand_in:
        project = Project(source, work_folder(), stand_in)
        result = interrupted(project, [signal.SIGTERM, signal.SIGTERM])
        expect(result.code == 143 and result.seconds < 5, "the second signal waits:", result)
    with StandIn(latency="30,0,0") as stand_in:
        project = Project(source, work_folder(), stand_in)
        result = interrupted(project, [signal.SIGINT])
        expect(result.code == 130 and result.seconds < 10, "slow transfers:", result)
        expect(project.status()["state"] == "stopped", "the ledger does not know that it was stopped")
    return f"130, 143 and 143; slow transfers given up after {result.seconds:.1f} s"


def interrupted(project, numbers):
    """Sends signals once requests are in flight; the seconds count from the first."""
    process = project.start(stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    wait_until_busy(project)
    start = time.monotonic()
    for number in numbers:
        process.send_signal(number)
        time.sleep(0.1)
    _, error = process.communicate(timeout=30)
    return Run(process.returncode, time.monotonic() - start, "", error.decode())


def wait_until_busy(project, count=1):
    """Waits until the ledger holds requests that are under way."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if os.path.exists(project.path + "/ledger.sqlite"):
            if len(project.ledger("SELECT 1 FROM attempt WHERE outcome = 'sent'")) >= count:
                return
        time.sleep(0.02)
    expect(False, "no request was ever sent")


def suspended():
    """A suspended machine, a closed terminal, a reader that left: nothing is lost or paid twice."""
    with StandIn(latency="0.2,0,0") as stand_in:
        source = book(work_folder(), 2, 12)
        project = Project(source, work_folder(), stand_in)
        process = project.start(stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        wait_until_busy(project)
        process.send_signal(signal.SIGSTOP)
        time.sleep(20 if Options.is_long else 2)
        process.stdout.close()
        process.stderr.close()
        process.send_signal(signal.SIGCONT)
        expect(process.wait(120) in (0, 3), "after a stop it ends with", process.returncode)
        expect(project.judge_money() == project.needed(), "something was paid twice")
    return "went on, paid once"


def racers():
    """Two runs of one project at once and a reader: one works, one is told, the reader reads."""
    with StandIn(latency="0.4,0,0") as stand_in:
        source = book(work_folder(), 3, 12)
        project = Project(source, work_folder(), stand_in)
        first = project.start(stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        second = project.start(stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        wait_until_busy(project)
        seen, done = [], threading.Event()

        def poll():
            while not done.is_set():
                status = project.run(words=["status", project.path, "--json"])
                expect(status.code == 0, "a reader is refused:", status)
                state = json.loads(status.output)
                seen.append((state["state"], sum(c["recorded"] for c in state["chapters"])))
        reader = threading.Thread(target=poll)
        reader.start()
        errors = [process.communicate()[1].decode() for process in (first, second)]
        done.set()
        reader.join()
        codes = sorted((first.returncode, second.returncode))
        expect(codes in ([0, 75], [3, 75]), "two runs at once end with", codes, errors)
        told = errors[0] if first.returncode == 75 else errors[1]
        expect("process" in told and "started" in told, "who holds the project is not said:", told)
        counts = [count for _, count in seen]
        expect(len(set(counts)) > 1 and counts == sorted(counts), "the reader saw", counts)
        expect(("running" in {state for state, _ in seen}), "the reader never saw it running")
        expect(project.judge_money() == project.needed(), "something was paid twice")
    return f"one is told 75, {len(seen)} looks of a reader"
