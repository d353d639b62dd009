"""The matrix as it stands on its page, and what it must say, worked out slowly."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from cities.models import City
from tests.universe.oracle import Oracle
from tests.universe.page import Node, Page

VIEWS = {
    ("city-city", "pilots"): ("city", "city"),
    ("city-city", "activities"): ("city", "city"),
    ("city-theme", "pilots"): ("city", "theme"),
    ("city-theme", "activities"): ("city", "theme"),
    ("theme-sdg", "summaries"): ("theme", "sdg"),
    ("theme-year", "activities"): ("theme", "year"),
    ("city-sdg", "summaries"): ("city", "sdg"),
    ("summary-summary", "pilots"): ("summary", "summary"),
    ("summary-summary", "activities"): ("summary", "summary"),
}
"""(`view`, the list that is counted): the parameters of the rows and of the columns."""

Question = dict[str, list[str]]


def address(view: str, counted: str, question: Question) -> str:
    """The address of a matrix."""
    settings = {"view": view} | ({} if counted == "summaries" else {"count": counted})
    return f"/matrix/?{urlencode({**settings, **question}, doseq=True)}"


@dataclass(frozen=True)
class Number:
    """A number on the page and where it leads, "" where it leads nowhere."""

    count: int
    url: str


def number(cell: Node) -> Number:
    """What stands in a cell."""
    links = cell.find("a")
    return Number(int(cell.text.replace(",", "")), links[0].attributes["href"] if links else "")


def value(head: Node) -> str:
    """What a head stands for, as an address says it: the last part of its page's address."""
    links = head.find("a")
    return links[0].attributes["href"].strip("/").rpartition("/")[2] if links else head.text


class Matrix:
    """The matrix on the page at `url`."""

    def __init__(self, url: str) -> None:
        self.page = Page(url)
        assert self.page.status == 200
        tables = self.page.root.find("table", class_="matrix")
        self.cells: dict[tuple[str, str], Number] = {}
        self.rows: dict[str, Number] = {}
        self.columns: dict[str, Number] = {}
        self.spread: dict[str, int] = {}
        for table in tables:
            self._read(table)

    def _read(self, table: Node) -> None:
        heads = [
            th for th in table.find("th", scope="col") if not th.has({"class_": "matrix-total"})
        ]
        columns = [value(head) for head in heads]
        for row in table.find("tbody")[0].find("tr"):
            name = value(row.find("th", scope="row")[0])
            numbers = [number(cell) for cell in row.find("td")]
            for column, cell in zip(columns, numbers, strict=False):
                self.cells[name, column] = cell
            self.rows[name] = numbers[len(columns)]
            self.spread[name] = numbers[-1].count
        numbers = [number(cell) for cell in table.find("tfoot")[0].find("td") if cell.text]
        self.columns = dict(zip(columns, numbers, strict=False))
        self.total = numbers[len(columns)]

    @property
    def says(self) -> list[str]:
        """The sentences above it."""
        return [node.text for node in self.page.root.find("p", class_="matrix-says")]


def together(
    counted: str, parameters: tuple[str, str], question: Question, *values: str
) -> Question:
    """What a list must be asked for the records that have `values` of the two parameters."""
    rows, columns = parameters
    asked = {name: given for name, given in question.items() if name not in parameters}
    if counted == "activities" and parameters == ("city", "theme"):
        asked.setdefault("role", ["participant"])
    if rows == columns:
        both = list(dict.fromkeys(value for value in values if value))
        return {**asked, rows: both, "match": [*asked.get("match", []), rows]}
    return {**asked, **{n: [v] for n, v in zip(parameters, values, strict=True) if v}}


def same_question(url: str, counted: str, asked: Question) -> bool:
    """Whether `url` asks the list `counted` for `asked`; `match` of a single value is idle."""
    parts = urlsplit(url)
    found = {n: sorted(v) for n, v in parse_qs(parts.query).items() if n != "match"}
    wanted = {n: sorted(v) for n, v in asked.items() if n != "match" and v}
    return parts.path == f"/{counted}/" and found == wanted


def sides(oracle: Oracle, view: str, counted: str, question: Question) -> tuple[set[str], set[str]]:
    """What must stand as rows and as columns when nothing is chosen of them: few enough for all."""
    rows, columns = VIEWS[view, counted]

    def counts(parameter: str) -> set[str]:
        asked = together(counted, (rows, columns), question, "", "")
        asked.pop(parameter, None)
        return set(oracle.counts(counted, asked)[parameter])

    partners = {oracle.all_cities[pk].slug for _summary, pk in oracle.summary_cities}
    region = dict(City.objects.values_list("slug", "country__region"))

    def standing(parameter: str, europe: bool | None) -> set[str]:
        if parameter == "city":
            shown = partners | counts("city")
            return {c for c in shown if europe is None or (region[c] == "europe") == europe}
        if parameter == "theme":
            return set(oracle.themes.values())
        if parameter == "sdg":
            return {str(number) for _summary, number in oracle.summary_sdgs}
        if parameter == "summary":
            return {summary.slug for summary in oracle.summaries.values()}
        known = sorted(map(int, counts("year")))
        return {str(year) for year in range(known[0], known[-1] + 1)} if known else set()

    split = view == "city-city"
    return standing(rows, True if split else None), standing(columns, False if split else None)
