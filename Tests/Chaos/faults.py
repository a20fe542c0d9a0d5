"""Faults of the machine: every call that may fail, power cuts, limits of the process."""
import glob
import os
import resource
import shutil
import signal
import subprocess

from world import DOCUMENTED, Options, Project, StandIn, book, calm, expect, faults_library, work_folder


def _faulty(project, at, kind, ops, shadow=None):
    """A run in which a call goes wrong; also the number of calls that counted."""
    count = os.path.join(project.folder, "..", os.path.basename(project.folder) + ".count")
    environment = {"LD_PRELOAD": faults_library(), "FAULT_PATH": project.folder, "FAULT_OPS": ops,
                   "FAULT_AT": str(at), "FAULT_KIND": kind, "FAULT_COUNT": count}
    if shadow:
        environment["FAULT_SHADOW"] = shadow
    result = project.run(environment)
    with open(count) as file:
        calls = int(file.read())
    os.unlink(count)
    return result, calls


def system_calls():
    """Each call in turn fails (ENOSPC, EIO), is torn, or is the last: the following run completes."""
    kinds = [("enospc", "owfrumta"), ("eio", "owfrumta"), ("enospc+", "wa"), ("eio+", "f"),
             ("torn", "w"), ("kill", "owfrumta")]
    tried = 0
    codes = {}
    with StandIn(latency="0.002,0,0") as stand_in:
        source = book(work_folder(), 2, 2)
        model, _ = calm(source, stand_in)
        expected = model.chapters()
        needed = model.needed()
        for kind, ops in kinds:
            points = _faulty(Project(source, work_folder(), stand_in), 0, kind, ops)[1]
            steps = 1 if Options.is_long else max(1, points // 5)
            for at in Options.mine(range(1, points + 1, steps)):
                # A service of its own: an answer that an earlier project lost could be claimed.
                with StandIn(latency="0.002,0,0") as service:
                    project = Project(source, work_folder(), service)
                    result, _ = _faulty(project, at, kind, ops)
                    where = f"{kind} at call {at} of {points}:"
                    codes[result.code] = codes.get(result.code, 0) + 1
                    expect(result.code in DOCUMENTED or result.code == -signal.SIGKILL, where, result)
                    complaints = [l for l in result.error.splitlines() if l.startswith("narrate:")]
                    expect(result.is_finished or result.code == -signal.SIGKILL or len(complaints) == 1, where, result)
                    kept = project.takes()
                    in_flight = sum(project.in_flight().values())
                    following = project.run()
                    expect(following.is_finished, where, result, "then", following)
                    after = project.takes()
                    expect(all(after.get(f) == d for f, d in kept.items() if f in after), where, "a take changed")
                    expect(project.chapters() == expected, where, "the book is another")
                    project.judge_takes()
                    account = project.status()["account"]["characters"]
                    billed = service.journal()["billedCharacters"]
                    expect(account["billed"] == billed, where, "billed", billed, "the ledger says", account)
                    expect(billed <= needed + max(in_flight, 600), where, "billed", billed, "needed", needed)
                shutil.rmtree(project.folder)
                tried += 1
    told = ", ".join(f"exit {code}: {number}" for code, number in sorted(codes.items()))
    return f"{tried} points; {told}"


def power_cuts():
    """What was not synced is gone, files and folder entries alike: takes on record are all there."""
    tried = lost = 0
    with StandIn(latency="0.002,0,0") as stand_in:
        source = book(work_folder(), 2, 2)
        model, _ = calm(source, stand_in)
        expected = model.chapters()
        points = _faulty(Project(source, work_folder(), stand_in), 0, "kill", "owfrumt")[1]
        steps = 1 if Options.is_long else max(1, points // 12)
        for at in Options.mine(range(2, points + 1, steps)):
            project = Project(source, work_folder(), stand_in)
            shadow = work_folder()
            _faulty(project, at, "kill", "owfrumt", shadow)
            before = project.takes()
            recorded = project.ledger("SELECT 'takes/' || file FROM take")
            _cut_power(project.folder, shadow)
            where = f"power cut at call {at} of {points}:"
            after = project.takes()
            for (file,) in recorded:
                expect(after.get(file) == before[file], where, "a take on record is lost:", file)
            lost += len(before) - len(after)
            following = project.run()
            expect(following.is_finished, where, following)
            expect(project.chapters() == expected, where, "the book is another")
            project.judge_takes()
            shutil.rmtree(project.folder)
            shutil.rmtree(shadow)
            tried += 1
    return f"{tried} cuts, no take on record lost, {lost} files that were never on record"


def _cut_power(folder, shadow):
    """Puts a folder back to what had been synced of it."""
    contents, folders, entries = {}, {}, None
    if os.path.exists(shadow + "/log"):
        with open(shadow + "/log") as log:
            for line in log:
                kind, _, rest = line.rstrip("\n").partition(" ")
                if kind == "F":
                    inode, number = rest.split()
                    contents[inode] = number
                elif kind == "D":
                    entries = folders[os.path.normpath(rest)] = {}
                elif kind == "E":
                    inode, is_folder, name = rest.split(" ", 2)
                    entries[name] = (inode, is_folder == "1")
    wreck = folder + ".wreck"
    os.rename(folder, wreck)

    def restore(path):
        os.makedirs(path, exist_ok=True)
        for name, (inode, is_folder) in folders.get(os.path.normpath(path), {}).items():
            if is_folder:
                restore(os.path.join(path, name))
            elif inode in contents:
                shutil.copy(os.path.join(shadow, contents[inode]), os.path.join(path, name))
            else:
                # The entry is there, what it should hold was never synced.
                open(os.path.join(path, name), "w").close()
    restore(folder)
    # A ledger's shared memory is made anew.
    for leftover in glob.glob(folder + "/*/ledger.sqlite-shm"):
        os.unlink(leftover)
    shutil.rmtree(wreck)


def limits():
    """File-size limit, no descriptors, a full and a read-only disk, jumping clocks: one sentence, 74."""
    told = []
    with StandIn(latency="0.01,0,0") as stand_in:
        source = book(work_folder(), 2, 8)

        def try_out(name, project, codes, **options):
            result = project.run(timeout=120, **options)
            expect(result.code in codes, name, result)
            complaints = [l for l in result.error.splitlines() if l.startswith("narrate:")]
            expect(result.is_finished or len(complaints) == 1, name, result)
            told.append(f"{name} {result.code}")
            return result

        for size in (20_000, 150_000):
            project = Project(source, work_folder(), stand_in)
            try_out("file-size limit", project, (74, 73), preexec_fn=lambda: resource.setrlimit(
                resource.RLIMIT_FSIZE, (size, size)))
            project.finish()
        for call in (5, 40, 90):
            project = Project(source, work_folder(), stand_in)
            try_out("quota", project, (73, 74), extra={
                "LD_PRELOAD": faults_library(), "FAULT_PATH": project.folder, "FAULT_OPS": "wamo",
                "FAULT_AT": str(call), "FAULT_KIND": "edquot+"})
            project.finish()
        for count in (8, 12, 16, 24, 32):
            project = Project(source, work_folder(), stand_in)
            try_out(f"{count} descriptors", project, (0, 3, 73, 74, 69, 66), preexec_fn=lambda:
                    resource.setrlimit(resource.RLIMIT_NOFILE, (count, count)))
            project.finish()
        if os.geteuid() == 0:
            _disks(source, stand_in, try_out)
        if shutil.which("faketime"):
            for clock in ("1999-12-31 23:59:50", "2038-01-19 03:14:00", "-3000d", "+400d"):
                # Fewer than are allowed: nothing is refused, and no timer is needed, which faketime
                # moves although the kernel's own never jump.
                project = Project(source, work_folder(), stand_in, "--concurrency", "4")
                try_out(f"clock {clock.split()[0]}", project, (0, 3), extra={
                    "FAKETIME_DONT_FAKE_MONOTONIC": "1"}, wrapper=("faketime", "-m", "-f",
                    clock if clock[0] in "+-" else "@" + clock))
                project.options = ("--profile", "podcast")
                project.finish()
    return ", ".join(told)


def _disks(source, stand_in, try_out):
    """Needs root: a small disk that fills, and one that turns read-only."""
    disk = work_folder()
    for size in ("300k", "900k", "1500k"):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=" + size, "none", disk],
                          capture_output=True).returncode != 0:
            return
        try:
            project = Project(source, disk, stand_in)
            try_out(f"disk of {size}", project, (74, 73))
            paid = sum(r[0] for r in project.ledger(
                "SELECT count(*) FROM attempt WHERE outcome IN ('lost', 'paid', 'maybePaid')"))
            expect(paid == 0, "a full disk lost", paid, "answers")
            subprocess.run(["mount", "-o", "remount,size=50m", disk], check=True)
            project.finish()
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
            project.options = ("--profile", "podcast")
            try_out("read-only disk", project, (73, 74))
            for words in (["status", project.path, "--json"], ["takes", project.path]):
                result = project.run(words=words)
                expect(result.code in (0, 3), "on a read-only disk", words[0], "ends so:", result)
            expect(project.status()["state"] == "finished", "status on a read-only disk")
        finally:
            subprocess.run(["umount", disk], check=True)
