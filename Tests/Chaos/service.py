"""Faults of the service: a fifth of all answers wrong, an outage, an end of key and credits."""
import subprocess
import time

from world import Options, Project, SLOTS, StandIn, book, calm, expect, work_folder
from ends import wait_until_busy

#: Refusals, lost and spoilt answers, and odd ones; together a fifth of all.
FAULTS = ("concurrency", "busy", "rate", "crash", "wentWrong", "html502", "html503", "maintenance",
          "blank500", "dropped", "cut", "truncated", "emptyBody", "jsonBody", "htmlBody", "silence",
          "missingSentence", "repeatedSentence", "largeTag")


def a_fifth_fails():
    """Every kind of fault, a fifth of all requests: complete, and the account is the service's."""
    chapters, utterances = (8, 30) if Options.is_long else (2, 12)
    with StandIn(latency="0.01,0,0.3") as stand_in:
        source = book(work_folder(), chapters, utterances)
        stand_in.faults(**{fault: 0.2 / len(FAULTS) for fault in FAULTS})
        project = Project(source, work_folder(), stand_in)
        runs = 1
        result = project.run()
        while runs < 6 and (result.code == 69 or "set aside" in result.output):
            # Six broken answers in a row to one request set it aside; the next run tries again.
            runs += 1
            result = project.run()
        stand_in.faults()
        project.finish()
        billed = project.judge_money()
        project.judge_takes()
        account = project.status()["account"]["characters"]
        expect(account["unsettled"] == 0 or account["unsettled"] < 700, account)
        faults = sum(1 for entry in stand_in.journal()["requests"] if entry["fault"])
    return f"{faults} faults, {runs} runs; {account['needed']} needed, {billed} billed, {account['wasted']} wasted"


def outage():
    """Nothing but errors for a minute in the middle: waits, goes on, pays once."""
    with StandIn(latency="0.1,0,0") as stand_in:
        source = book(work_folder(), 2, 12)
        project = Project(source, work_folder(), stand_in)
        process = project.start(stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        wait_until_busy(project)
        stand_in.faults(html503=1)
        time.sleep(60 if Options.is_long else 3)
        stand_in.faults()
        _, error = process.communicate(timeout=300)
        expect(process.returncode in (0, 3), "an outage ends the run:", error.decode()[-300:])
        expect(project.judge_money() == project.needed(), "an outage made something paid twice")
    return "went on by itself, paid once"


def ends_of_access():
    """The key is revoked, the credits end in the middle: 77 and 75, and the next run goes on."""
    told = []
    for fault, code in (("unusual", 77), ("quotaOld", 75), ("quotaNew", 75), ("payment", 77)):
        with StandIn(latency="0.03,0,0") as stand_in:
            source = book(work_folder(), 2, 12)
            stand_in.script(*[None] * 8, *[fault] * 200)
            project = Project(source, work_folder(), stand_in)
            result = project.run()
            expect(result.code == code, fault, result)
            expect(len(project.takes()) >= 7, "what had been recorded is gone")
            expect(len([l for l in result.error.splitlines() if l.startswith("narrate:")]) == 1, result)
            stand_in.faults()
            project.finish()
            expect(project.judge_money() == project.needed(), fault, "made something paid twice")
            told.append(f"{fault} {code}")
    with StandIn("--used", "99999500", latency="0.03,0,0") as stand_in:
        project = Project(source, work_folder(), stand_in)
        result = project.run()
        expect(result.code == 75, "credits that can't last:", result)
        expect(stand_in.bill() == (0, 0), "something was spent although the credits can't last")
    return ", ".join(told)


def neighbours():
    """Two projects of one book on one account, answers cut: each fetches its own, nothing paid twice."""
    told = []
    for gap in (0, 1.5):
        with StandIn(latency="0.15,0,0.3", seed=int(10 * gap) + 3) as stand_in:
            source = book(work_folder(), 2, 12)
            stand_in.faults(cut=0.15)
            projects = [Project(source, work_folder(), stand_in, "--concurrency", "4") for _ in range(2)]
            runs = []
            for project in projects:
                runs.append(project.start(stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))
                time.sleep(gap)
            for run in runs:
                error = run.communicate(timeout=120)[1].decode()
                expect(run.returncode in (0, 3), "of two projects one ends with", run.returncode, error[-300:])
            stand_in.faults()
            accounts = [project.status()["account"]["characters"]["billed"] for project in projects]
            billed = stand_in.bill()[0]
            expect(billed == 2 * projects[0].needed(), billed, "billed,", projects[0].needed(), "needed by each")
            expect(accounts == [projects[0].needed()] * 2, "the ledgers say", accounts, "billed", billed)
            told.append(str(sum(1 for entry in stand_in.journal()["requests"] if entry["fault"])))
    return f"{' and '.join(told)} answers cut, each ledger says what its own cost"
