"""One look at each contender, then rounds of all of them in turn."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Any

from benchmarks.kept import FOLDER, connected
from benchmarks.serving import load
from benchmarks.serving.contenders import (
    ANOTHER,
    LIST,
    SETTLING,
    UNCHANGED,
    Contender,
    World,
    slug,
)
from benchmarks.serving.load import Answer, Counted, Failed
from benchmarks.serving.processes import Server, cpu_of_postgres, free_port, running
from ucap.running.venv import say

ROUNDS = 3
LONGEST = 60  # seconds that a slow cell is given at most, however slow
LEAST = 300  # bytes of a page that says anything, unpacked
RESTING = 10  # seconds to wait for a server to come to rest

Cells = dict[tuple[str, str], list[Counted]]
"""What was counted in each round, by contender and request."""


@dataclass
class Looked:
    """What one look at a contender has told: how long its answers take, and their marks."""

    seconds: dict[str, float] = field(default_factory=dict)
    etags: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)


def measured(world: World, contenders: list[Contender], seconds: float) -> Cells:
    """Every cell of every round. Failed where a contender answers what it should not."""
    looked = {contender.name: look(world, contender) for contender in contenders}
    agree({name: found.numbers for name, found in looked.items()})
    cells: Cells = defaultdict(list)
    for number in range(ROUNDS):
        for contender in contenders:
            say(f"  {world.pilots} records, round {number + 1}: {contender.name}")
            one_round(world, contender, looked[contender.name], seconds, number, cells)
    return dict(cells)


@contextmanager
def started(world: World, contender: Contender, **more: str) -> Iterator[Server]:
    """The contender as a server, for as long as the context lasts; `more` is its environment."""
    port = free_port()
    log = FOLDER / "logs" / f"{contender.name}.log"
    environment = contender.surroundings(world) | more
    with running(contender.command(world, port), port, environment, log) as server:
        yield server


def look(world: World, contender: Contender) -> Looked:
    """Ask everything once or twice; keep the pages of the portal as files for nginx."""
    found = Looked()
    headers = contender.headers(world)
    with started(world, contender) as server:
        settled(world, contender, server)  # the first answers load what the others use
        for request, path in contender.asked(world).items():
            answer = load.ask(server.port, path, headers)
            check(contender, request, path, answer)
            found.seconds[request] = answer.seconds
            found.etags[request] = answer.headers.get("etag", "")
            number = contender.number(request, answer)
            if number is not None:
                found.numbers[request] = number
            if contender.name == "uncached":
                world.pages.mkdir(exist_ok=True)
                world.pages.joinpath(slug(request)).write_bytes(answer.body)
    return found


def check(contender: Contender, request: str, path: str, answer: Answer) -> None:
    """Failed unless the answer is a page that says something."""
    if answer.status != 200:
        raise Failed(f"{contender.name} answers {answer.status} to {path}")
    if contender.counted and len(answer.text) < LEAST:
        raise Failed(f"{contender.name} answers {path} with nothing but {answer.text!r}")


def agree(numbers: dict[str, dict[str, int]]) -> None:
    """Failed unless all contenders have found as many records for each request."""
    for request in {request for found in numbers.values() for request in found}:
        said = {name: found[request] for name, found in numbers.items() if request in found}
        if len(set(said.values())) > 1 or -1 in said.values() or 0 in said.values():
            raise Failed(f"Contenders do not find the same for “{request}”: {said}")


def one_round(
    world: World,
    contender: Contender,
    looked: Looked,
    seconds: float,
    number: int,
    cells: Cells,
) -> None:
    """Start one contender, warm it up and count each of its cells."""
    with started(world, contender) as server, connected(world.url) as cursor:
        warm(world, contender, server)
        server.drain(cursor, resting(max(looked.seconds.values())))
        for request, path in contender.asked(world).items():
            headers = dict(contender.headers(world))
            if request == UNCHANGED:
                if not unchanged(server, path, looked.etags[request], headers):
                    continue
                headers["If-None-Match"] = looked.etags[request]
            cells[contender.name, request].append(
                one_cell(
                    world, server, cursor, request, path, headers, looked.seconds[request], seconds
                )
            )


def resting(alone: float) -> float:
    """How long to wait at most for a server to come to rest whose answer takes `alone` seconds."""
    return max(RESTING, 2 * load.CONNECTIONS * alone)


def one_cell(
    world: World,
    server: Server,
    cursor: Any,
    request: str,
    path: str,
    headers: dict[str, str],
    alone: float,
    seconds: float,
) -> Counted:
    """Count what the server answers, and wait until it rests.

    Longer than `seconds` where its answers are slow.
    """
    long = min(max(seconds, 3 * load.CONNECTIONS * alone), LONGEST)
    given: dict[str, Any] = {"addresses": world.addresses} if request == ANOTHER else {}
    before, before_postgres = server.cpu(), cpu_of_postgres(cursor)
    number, rate, median = load.run(server.port, path, headers, long, **given)
    if not number:
        raise Failed(f"no answer to {path} in {long:.0f} s")
    server.drain(cursor, resting(alone))
    worked = number + load.CONNECTIONS  # those under way at the end are answered to nobody
    return Counted(
        rate,
        median,
        cpu_ms=1000 * (server.cpu() - before) / worked,
        postgres_ms=1000 * (cpu_of_postgres(cursor) - before_postgres) / worked,
    )


def warm(world: World, contender: Contender, server: Server) -> None:
    """Wait until it has settled, and ask everything for a while."""
    settled(world, contender, server)
    for request, path in contender.asked(world).items():
        if request not in (UNCHANGED, ANOTHER):
            load.run(server.port, path, contender.headers(world), 1)


def settled(world: World, contender: Contender, server: Server) -> None:
    """Ask everything once, and give a server that prepares something the time for it."""
    begun = monotonic()
    for path in contender.asked(world).values():
        load.ask(server.port, path, contender.headers(world))
    if contender.settles:
        # each of its processes prepares for itself, once it is asked
        load.run(server.port, contender.asked(world)[LIST], contender.headers(world), 1)
        longest = SETTLING.get(world.pilots, max(SETTLING.values()))
        sleep(max(0, begun + longest - monotonic()))


def unchanged(server: Server, path: str, etag: str, headers: dict[str, str]) -> bool:
    """Whether it says “not modified” to who has the page already."""
    if not etag:
        return False
    return load.ask(server.port, path, headers | {"If-None-Match": etag}).status == 304
