"""A walk over a site: every link followed once, some kinds of them by a sample."""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import lxml.html
import requests

AT_ONCE = 2
"""As many as the portal sends files at once (`LIMITS`): who asks for more is told to wait."""
PATIENCE = 60
Sort = tuple[str, ...]


SEVERAL = "several"


def sort(path: str) -> Sort:
    """What kind of address it is: its first part, how deep it is, what its parameter is called.

    `/pilots/x/`, `/pilots/y/` are of one kind; so are `/pilots/?city=a` and `/pilots/?city=b`, and
    so are all addresses below `/pilots/` with several parameters, or several values of one.
    """
    parts = urlsplit(path)
    steps = [step for step in parts.path.split("/") if step]
    ending = parts.path.rpartition(".")[2] if "." in parts.path else ""
    told = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    kind = (steps[0] if steps else "", str(len(steps)), steps[-1] if len(steps) > 2 else "", ending)
    return (*kind, *(told if len(told) < 2 else [SEVERAL]))


@dataclass
class Walk:
    """One walk. `most` says how many addresses of a kind are followed; the others are noted.

    `may_be` says of a noted address whether it can lead anywhere.
    """

    address: str
    most: Callable[[Sort], int]
    may_be: Callable[[str], bool]
    marks: Collection[str] = ()
    found_on: dict[str, str] = field(default_factory=dict)
    noted: set[str] = field(default_factory=set)
    wrong: dict[str, str] = field(default_factory=dict)
    asked: int = 0

    def walk(self, begin: Iterable[str]) -> None:
        """Begin somewhere and follow the links; what is wrong is in `wrong` afterwards."""
        self.session = requests.Session()
        adapter = requests.adapters.HTTPAdapter(pool_maxsize=AT_ONCE)
        self.session.mount("http://", adapter)
        self.followed: dict[Sort, int] = defaultdict(int)
        chance = random.Random(1)  # noqa: S311 - not for secrets
        self.found_on |= dict.fromkeys(begin, "the beginning")
        waiting = sorted(self.found_on)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while waiting:
                chance.shuffle(waiting)
                chosen = [path for path in waiting if self._is_followed(path)]
                waiting = []
                for path, links in zip(chosen, pool.map(self._links, chosen), strict=True):
                    for link in links:
                        if link not in self.found_on:
                            self.found_on[link] = path
                            waiting.append(link)

    def _is_followed(self, path: str) -> bool:
        """Whether there is room for one more of its kind; if not, it is noted."""
        kind = sort(path)
        if self.followed[kind] < self.most(kind):
            self.followed[kind] += 1
            return True
        self.noted.add(path)
        if not self.may_be(path):
            self.wrong[path] = f"leads nowhere, on {self.found_on[path]}"
        return False

    def _links(self, path: str) -> list[str]:
        """Ask for an address; the addresses of the site that its page leads to."""
        self.asked += 1
        answer = self._answer(path)
        if answer.status_code != 200:
            self.wrong[path] = f"{answer.status_code}, on {self.found_on[path]}"
            return []
        for mark in self.marks:
            if mark.encode() in answer.content:
                self.wrong[path] = f"tells of a draft: {mark}"
        if not answer.headers["Content-Type"].startswith("text/html"):
            return []
        return [link for link in self._targets(answer) if link]

    def _answer(self, path: str) -> requests.Response:
        """What the portal says; who is told to wait, since files are on their way, waits once."""
        answer = self.session.get(self.address + path, timeout=PATIENCE)
        if answer.status_code == 503 and "Retry-After" in answer.headers:
            time.sleep(int(answer.headers["Retry-After"]))
            answer = self.session.get(self.address + path, timeout=PATIENCE)
        return answer

    def _targets(self, answer: requests.Response) -> list[str]:
        """Everything that the page names and that is on this site."""
        root = lxml.html.fromstring(answer.text)
        named = [
            *root.xpath("//a/@href | //link[not(@rel='canonical')]/@href"),
            *root.xpath("//script/@src | //img/@src"),
        ]
        whole = (urldefrag(urljoin(answer.url, str(name)))[0] for name in named)
        return [link.removeprefix(self.address) for link in whole if link.startswith(self.address)]
