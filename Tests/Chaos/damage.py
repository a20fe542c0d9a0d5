"""Damage to what lies on disk: found, named, and healed without paying for what still exists."""
import glob
import os
import random
import shutil
import signal

from world import DOCUMENTED, Options, Project, StandIn, book, expect, work_folder


def _finished(stand_in):
    project = Project(book(work_folder(), 3, 12), work_folder(), stand_in)
    project.finish()
    return project


def ledger_pages():
    """Pages of the ledger overwritten, one place at a time: noticed or harmless, never paid again."""
    chance = random.Random(1 + Options.part)
    noticed = rounds = 0
    with StandIn(latency="0.002,0,0") as stand_in:
        model = _finished(stand_in)
        size = os.path.getsize(model.path + "/ledger.sqlite")
        bill, expected = stand_in.bill(), model.chapters()
        for _ in Options.mine(range(200 if Options.is_long else 12)):
            rounds += 1
            project = Project(model.source, work_folder(), stand_in)
            shutil.rmtree(project.folder)
            shutil.copytree(model.folder, project.folder)
            with open(project.path + "/ledger.sqlite", "r+b") as ledger:
                place = chance.randrange(size // 4096) * 4096
                ledger.seek(place + chance.choice((0, 0, 100, 2000)))
                ledger.write(chance.choice((bytes(4096), b"\xa5" * 64, chance.randbytes(300)))[:size - place])
            where = f"damage at {place}:"
            result = project.run()
            expect(result.is_finished or result.code == 65, where, result)
            if result.code == 65:
                noticed += 1
                expect("ledger.sqlite" in result.error, where, "the ledger is not named:", result)
                doctor = project.run(words=["doctor", project.path])
                expect(doctor.code == 65, where, "doctor sees nothing:", doctor)
                doctor = project.run(words=["doctor", project.path, "--repair"])
                expect(doctor.code == 0, where, "doctor does not heal it:", doctor)
                project.finish()
            expect(project.chapters() == expected, where, "the book is another")
            expect(stand_in.bill() == bill, where, "something was paid again")
            shutil.rmtree(project.folder)
    return f"{rounds} places, {noticed} noticed and healed, {rounds - noticed} harmless; nothing paid"


def lost_ledgers():
    """A ledger that is gone, empty, cut short; a log of it that is cut or garbled: nothing paid again."""
    def gone(path): os.unlink(path + "/ledger.sqlite")
    def empty(path): open(path + "/ledger.sqlite", "w").close()
    def short(path): os.truncate(path + "/ledger.sqlite", 20_000)
    def text(path): open(path + "/ledger.sqlite", "w").write("<html>not a ledger</html>" * 400)
    told = []
    with StandIn(latency="0.002,0,0") as stand_in:
        for harm in (gone, empty, short, text):
            project = _finished(stand_in)
            bill, expected = stand_in.bill(), project.chapters()
            harm(project.path)
            doctor = project.run(words=["doctor", project.path])
            expect(doctor.code in (0, 65), harm.__name__, doctor)
            if doctor.code == 65:
                doctor = project.run(words=["doctor", project.path, "--repair"])
                expect(doctor.code == 0, harm.__name__, doctor)
            project.finish()
            expect(stand_in.bill() == bill, harm.__name__, "something was paid again")
            expect(project.chapters() == expected, harm.__name__, "the book is another")
            told.append(harm.__name__)
        told += _logs(stand_in)
    return ", ".join(told)


def _logs(stand_in):
    """A run is killed while its ledger has a log, and the log is harmed."""
    def cut(path): os.truncate(path, os.path.getsize(path) * 2 // 3)
    def garbled(path):
        with open(path, "r+b") as log:
            log.seek(os.path.getsize(path) // 2)
            log.write(b"\x5a" * 500)
    def removed(path): os.unlink(path)
    for harm in (cut, garbled, removed):
        project = Project(book(work_folder(), 3, 12), work_folder(), stand_in)
        for moment in (0.6, 0.7, 0.9, 1.2, 1.6, 2.5):
            if project.run(kill_after=moment).code != -signal.SIGKILL:
                break
            log = project.path + "/ledger.sqlite-wal"
            if os.path.exists(log) and os.path.getsize(log) > 100_000:
                break
        before = project.takes()
        if os.path.exists(project.path + "/ledger.sqlite-wal"):
            harm(project.path + "/ledger.sqlite-wal")
        result = project.run()
        if result.code == 65:
            expect(project.run(words=["doctor", project.path, "--repair"]).code == 0, harm.__name__)
            result = project.run()
        expect(result.is_finished, harm.__name__, result)
        after = project.takes()
        expect(all(after.get(f) == d for f, d in before.items()), harm.__name__, "took takes with it")
    return ["log " + harm.__name__ for harm in (cut, garbled, removed)]


def takes():
    """A take cut short, emptied, gone, replaced by a page of the same size: named, fetched, not paid."""
    def cut(path): os.truncate(path, os.path.getsize(path) // 2)
    def empty(path): os.truncate(path, 0)
    def gone(path): os.unlink(path)
    def page(path):
        size = os.path.getsize(path)
        with open(path, "wb") as file:
            file.write((b"<!doctype html><html><body>ok</body></html>" * (size // 40 + 1))[:size])
    told = []
    with StandIn(latency="0.002,0,0") as stand_in:
        project = _finished(stand_in)
        expected = project.chapters()
        bill = stand_in.bill()
        for harm in (cut, empty, gone, page):
            file = sorted(project.takes())[len(told) * 3]
            harm(os.path.join(project.path, file))
            doctor = project.run(words=["doctor", project.path])
            expect(doctor.code == 65 and file in doctor.output, harm.__name__, "is not named:", doctor)
            if harm is page:
                expect(project.run(words=["doctor", project.path, "--repair"]).code == 0, "no repair")
            project.finish()
            expect(stand_in.bill() == bill, harm.__name__, "was paid again")
            expect(project.chapters() == expected, harm.__name__, "the book is another")
            expect(project.run(words=["doctor", project.path]).code == 0, harm.__name__, "is not healed")
            told.append(harm.__name__)
        project.judge_money()
        # The same, noticed by the run itself because the chapter has to be made again.
        file = sorted(project.takes())[1]
        page(os.path.join(project.path, file))
        project.options = ("--profile", "podcast")
        result = project.finish()
        expect("damaged" in result.error, "a damaged take goes into a chapter unnoticed:", result)
        expect(stand_in.bill() == bill, "was paid again")
    return ", ".join(told)
