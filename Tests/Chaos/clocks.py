"""Clocks that are wrong, are set in the middle of a run, or change to winter time."""
import os
import shutil
import signal
import subprocess
import time

from ends import wait_until_busy
from world import Project, StandIn, book, calm, expect, work_folder


class Clock:
    """A clock that narrate goes by, and that can be set while it runs."""

    def __init__(self, setting="+0"):
        self.file = os.path.join(work_folder(), "clock")
        self.set(setting)

    def set(self, setting):
        with open(self.file + ".new", "w") as file:
            file.write(setting + "\n")
        os.rename(self.file + ".new", self.file)

    def start(self, project, **more):
        environment = {"FAKETIME_TIMESTAMP_FILE": self.file, "FAKETIME_NO_CACHE": "1",
                       "FAKETIME_DONT_FAKE_MONOTONIC": "1", **more}
        # What faketime itself sets would go before the file.
        wrapper = ("faketime", "-m", "-f", "+0", "env", "-u", "FAKETIME")
        return project.start(environment, wrapper, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _wait_for_takes(project, count):
    end = time.monotonic() + 60
    while len(project.takes()) < count:
        expect(time.monotonic() < end, "it does not go on after its clock was set")
        time.sleep(0.02)


def clocks():
    """A clock is set forward and back in a run, winter time comes: nothing is lost or paid twice."""
    if not shutil.which("faketime"):
        return "left out: faketime is not there"
    told = []
    with StandIn(latency="0.15,0,0") as stand_in:
        source = book(work_folder(), 2, 12)
        expected = calm(source, stand_in)[0].chapters()
    for jumps in (("+400d", "+0"), ("-3000d", "+3h"), ("+1h", "-1h", "+7d")):
        with StandIn(latency="0.15,0,0") as stand_in:
            # Fewer than are allowed: no timer is needed, which faketime moves although the kernel's
            # own never jump.
            project = Project(source, work_folder(), stand_in, "--concurrency", "4")
            clock = Clock()
            process = clock.start(project)
            wait_until_busy(project)
            for number, jump in enumerate(jumps, 1):
                clock.set(jump)
                _wait_for_takes(project, 6 * number)
            error = process.communicate(timeout=120)[1].decode()
            expect(process.returncode in (0, 3), jumps, "it ends with", process.returncode, error[-300:])
            expect(project.chapters() == expected, jumps, "the book is another")
            expect(project.judge_money() == project.needed(), jumps, "something was paid twice")
            project.judge_takes()
            told.append(" ".join(jumps))
    told += [_killed_with_a_wrong_clock(source, expected), _winter_time(source, expected)]
    return ", ".join(told)


def _killed_with_a_wrong_clock(source, expected):
    """What was in flight under a clock of another year is found in the service's history all the same."""
    for jump in ("+400d", "-400d"):
        with StandIn(latency="0.4,0,0") as stand_in:
            project = Project(source, work_folder(), stand_in, "--concurrency", "4")
            clock = Clock(jump)
            process = clock.start(project)
            wait_until_busy(project, 4)
            # faketime runs it as a child; the lock says which.
            with open(project.path + "/lock") as lock:
                os.kill(int(lock.read().split()[1]), signal.SIGKILL)
            process.communicate()
            expect(project.in_flight(), "nothing was in flight at the kill")
            project.finish()
            expect(project.judge_money() == project.needed(), jump, "what was in flight was paid again")
            expect(project.chapters() == expected, jump, "the book is another")
    return "killed under a wrong clock"


def _winter_time(source, expected):
    """Clocks go back by an hour in the middle of a run."""
    with StandIn(latency="0.4,0,0") as stand_in:
        project = Project(source, work_folder(), stand_in, "--concurrency", "4")
        # 01:00 UTC is when Berlin's clocks go from 3 to 2.
        clock = Clock("@2026-10-25 02:59:58")
        process = clock.start(project, TZ="Europe/Berlin")
        error = process.communicate(timeout=120)[1].decode()
        expect(process.returncode in (0, 3), "winter time:", process.returncode, error[-300:])
        expect(project.chapters() == expected, "winter time: the book is another")
        expect(project.judge_money() == project.needed(), "winter time: something was paid twice")
        for started, ended in project.ledger("SELECT startedAt, endedAt FROM run"):
            expect(started < ended and ended.endswith("Z"), "a run from", started, "to", ended)
    return "winter time"
