#!/usr/bin/env python3
"""Breaks narrate in every way that can be thought of, and sees whether it keeps its promises.

    chaos.py --narrate BINARY --stand-in BINARY [--long] [--part K/N] [NAME ...]

Whatever kills a run, the next goes on, keeps every take that was finished, and pays again only for
what was in flight. Each NAME is one kind of harm (default: all; --list lists them); --long visits every
point instead of a few, and --part does the K-th of N parts of them. One line per kind; exit 1 when a promise is broken. Standard library only;
some kinds need root (full and read-only disks) or faketime (clocks), and are left out without.
"""
import argparse
import inspect
import sys
import time

import clocks
import damage
import ends
import faults
import service
import world

KINDS = {
    "kills": ends.kills, "signals": ends.signals, "suspended": ends.suspended, "racers": ends.racers,
    "calls": faults.system_calls, "power": faults.power_cuts, "limits": faults.limits,
    "clocks": clocks.clocks,
    "fifth": service.a_fifth_fails, "outage": service.outage, "access": service.ends_of_access,
    "neighbours": service.neighbours,
    "pages": damage.ledger_pages, "ledgers": damage.lost_ledgers, "takes": damage.takes,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--narrate")
    parser.add_argument("--stand-in")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--part", default="1/1", metavar="K/N")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(KINDS))
    chosen = parser.parse_args()
    if chosen.list:
        for name, kind in KINDS.items():
            print(f"{name:10} {inspect.getdoc(kind)}")
        return 0
    world.Options.narrate, world.Options.stand_in = chosen.narrate, chosen.stand_in
    world.Options.is_long = chosen.long
    world.Options.part, world.Options.parts = map(int, chosen.part.split("/"))
    broken = 0
    for name in chosen.names or KINDS:
        start = time.monotonic()
        try:
            told = KINDS[name]()
            state = "ok  "
        except world.Failure as failure:
            told, state = str(failure), "FAIL"
            broken += 1
        print(f"{state} {name:10} {time.monotonic() - start:6.1f} s  {told}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
