"""The portal's pages against everything else that could do the same, in turn, under load.

    .venv/bin/python -m benchmarks.serving --records 50 5000

Fills databases (kept for the next run), starts each contender by itself, three rounds of all of
them, and prints a table of ratios. benchmarks/README.md says how to read it.
"""

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks import kept
from benchmarks.serving import load, memory, rounds, tables, targets
from benchmarks.serving.contenders import LIST, REQUESTS, SERVERS, World, all_of
from benchmarks.serving.load import Failed
from benchmarks.serving.machine import conditions
from benchmarks.serving.targets import Key, Median
from ucap.running.venv import CHECKOUT, say


def main() -> None:
    """Measure and print; ends with a message if anything does not answer as it should."""
    given = arguments()
    load.find()
    contenders = all_of(SERVERS[given.server])
    chosen = [contenders[name] for name in given.contenders]
    told = {"server": given.server, **conditions()}
    found: dict[Key, Median] = {}
    held: dict[int, float] = {}
    try:
        with kept.server() as url:
            for pilots in given.records:
                world = replace(prepared(url, pilots), requests=given.requests)
                found |= medians(pilots, rounds.measured(world, chosen, given.seconds))
                if pilots == given.memory:
                    held = memory.of_one_worker(world, contenders["cached"])
    except Failed as reason:
        sys.exit(f"\n{reason}")
    rows = targets.ratios(found, held)
    if given.json:
        given.json.write_text(tables.as_json(found, rows, told, held))
    print(tables.report(found, rows, told, held))


def arguments() -> argparse.Namespace:
    """What was asked for."""
    names = list(all_of(SERVERS["gunicorn"]))
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, nargs="+", default=[50, 5_000, 100_000])
    options.add_argument("--seconds", type=float, default=5, help="of a cell in a round")
    options.add_argument("--contenders", nargs="+", choices=names, default=names)
    options.add_argument(
        "--requests", nargs="+", choices=REQUESTS, default=REQUESTS, help="the list is always asked"
    )
    options.add_argument("--server", choices=list(SERVERS), default="gunicorn")
    options.add_argument(
        "--memory",
        type=int,
        default=50,
        help="with how many records memory is looked at; 0 for not at all",
    )
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    given.requests = {LIST, *given.requests}
    return given


def prepared(url: str, pilots: int) -> World:
    """A filled database, and what else a measurement needs of it."""
    database = kept.world(url, pilots)
    folder = kept.FOLDER / database.rpartition("/")[2]
    environment = kept.environment(database)
    for arguments in (["ucap.running.prepare", "--static"], ["benchmarks.serving.prepare", folder]):
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            env=environment,
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            sys.exit(f"{done.stdout}\nThe measurement could not be prepared; see above.")
    return World(pilots, database, folder, json.loads(done.stdout.splitlines()[-1]))


def medians(pilots: int, cells: rounds.Cells) -> Mapping[Key, Median]:
    """The medians of all rounds of each cell."""
    return {
        (pilots, contender, request): Median(
            *(
                statistics.median(getattr(each, name) for each in counted)
                for name in ("rate", "median_ms", "cpu_ms", "postgres_ms")
            )
        )
        for (contender, request), counted in cells.items()
    }


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        say("Stopped.")
        sys.exit(130)
