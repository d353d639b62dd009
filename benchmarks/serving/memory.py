"""How much one worker holds after few different addresses, and after many."""

import http.client
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from benchmarks.serving.contenders import Contender, World
from benchmarks.serving.load import CONNECTIONS, HEADERS, PATIENCE, Failed
from benchmarks.serving.rounds import started, warm
from ucap.running.venv import say

FEW, MANY = 100, 10_000


def of_one_worker(world: World, contender: Contender) -> dict[int, float]:
    """{number of addresses: MiB}, of a server with a single worker."""
    say(f"  {world.pilots} records: memory of one worker after {FEW} and {MANY} addresses")
    held: dict[int, float] = {}
    with started(world, contender, WEB_CONCURRENCY="1") as server:
        warm(world, contender, server)
        addresses = iter(world.addresses.read_text().split())
        for number, more in ((FEW, FEW), (MANY, MANY - FEW)):
            ask_all(server.port, list(islice(addresses, more)))
            held[number] = server.memory()
    return held


def ask_all(port: int, addresses: list[str]) -> None:
    """Ask for each address once, over eight connections; Failed at the first error."""
    shares = [addresses[n::CONNECTIONS] for n in range(CONNECTIONS)]
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        for _ in pool.map(lambda share: list(statuses(port, share)), shares):
            pass


def statuses(port: int, addresses: list[str]) -> Iterator[int]:
    """The status of each answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    for address in addresses:
        connection.request("GET", address, headers=HEADERS)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise Failed(f"{answer.status} to {address}")
        yield answer.status
    connection.close()
