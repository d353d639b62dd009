"""Several names in one field: “Granada; Kunming (hosts); new: Viterbo (IT)”.

Names are parted by semicolons or line ends. What stands in brackets behind a
name are its marks, if all of them are known, parted by commas; an organisation's
name as a document prints it is such a mark, too: “(as “Granada University”)”.
Pure functions: who is meant by a name is found in `ucap.desk.entry.names`.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

NEW = re.compile(r"^new:\s*", re.IGNORECASE)
_PARTS = re.compile(r"[;\n\r]+")
_BRACKETS = re.compile(r"^(?P<name>.*\S)\s*\((?P<marks>[^()]*(?:\([^()]*\)[^()]*)*)\)$")
_AS = re.compile(r"^as\s*[“\"](?P<printed>.*)[”\"]$", re.IGNORECASE)
_COUNTRY = re.compile(r"^[A-Za-z]{2}$")


@dataclass(frozen=True)
class Token:
    """One name as typed: whether it is wished to be new, its marks, and what is printed for it.

    `country` is an ISO code behind the name, in capitals, as in “Yantai (CN)”.
    """

    name: str
    new: bool = False
    marks: tuple[str, ...] = ()
    printed: str = ""
    country: str = ""


def parse(text: str, marks: Collection[str] = ()) -> list[Token]:
    """The tokens of a field, in order; `marks` are the words that may stand in brackets."""
    pieces = (piece.strip() for piece in _PARTS.split(text.replace("\0", "�")))
    return [token(piece, marks) for piece in pieces if piece]


def token(piece: str, marks: Collection[str] = ()) -> Token:
    """One token: brackets that say anything else than marks belong to the name."""
    name = NEW.sub("", piece)
    new = name != piece
    said: tuple[str, ...] = ()
    printed = country = ""
    while found := _BRACKETS.match(name):
        inside = [part.strip() for part in _commas(found["marks"])]
        if len(inside) == 1 and _COUNTRY.match(inside[0]) and not country:
            country = inside[0].upper()
        elif inside and all(_AS.match(part) or part.casefold() in marks for part in inside):
            said = (*(p.casefold() for p in inside if not _AS.match(p)), *said)
            printed = next((m["printed"].strip() for p in inside if (m := _AS.match(p))), printed)
        else:
            break
        name = found["name"]
    return Token(name.strip(), new, said, printed, country)


def _commas(text: str) -> list[str]:
    """The parts between commas, but for commas inside of quotation marks."""
    return [part for part in re.findall(r"(?:[“\"][^”\"]*[”\"]|[^,])+", text) if part.strip()]


def written(token: Token) -> str:
    """A token as one types it; `parse` reads it back."""
    marks = [*token.marks, *([f"as “{token.printed}”"] if token.printed else [])]
    country = f" ({token.country})" if token.country else ""
    tail = f" ({', '.join(marks)})" if marks else ""
    return f"{'new: ' if token.new else ''}{token.name}{country}{tail}"


def joined(tokens: Iterable[Token]) -> str:
    """All tokens of a field as one types them."""
    return "; ".join(map(written, tokens))
