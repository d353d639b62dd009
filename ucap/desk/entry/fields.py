"""Form fields in which many values are written as people write them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from browse.text import lines
from browse.when import HOW, When, read
from ucap.desk.entry import labels
from ucap.desk.entry.names import Directories, Directory, Entry
from ucap.desk.entry.tokens import NEW, Token, parse, written

MOST_TOKENS = 100
MOST_TEXT = 20_000


class WhenInput(forms.TextInput):
    """One line for a date or a span; says beneath what it means, while typing where it can."""

    template_name = "desk/entry/when.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """With what the value is understood as, if it is."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-when"] = str(reverse_lazy("admin:entry-when"))
        try:
            context["understood"] = str(read(value or ""))
        except ValidationError:
            context["understood"] = ""
        return context


class WhenField(forms.CharField):
    """A date or a span as people write it; cleans to a `When`. See `browse.when`."""

    widget = WhenInput

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"required": False, "label": _("When"), "help_text": HOW, **kwargs})

    def clean(self, value: Any) -> When:
        """See the class; ValidationError that says how dates are written."""
        return read(super().clean(value))


class TokensInput(forms.Textarea):
    """Names parted by semicolons: a text field that a script makes a list of chips."""

    template_name = "desk/entry/tokens.html"

    def __init__(
        self, kind: str, *, one: bool = False, new: bool = False, marks: Iterable[Any] = ()
    ) -> None:
        super().__init__({"rows": 1, "autocomplete": "off", "spellcheck": "false"})
        self.kind, self.one, self.new, self.marks = kind, one, new, marks

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """With what the script needs to know."""
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        own["data-names"] = str(reverse_lazy("admin:entry-names", args=[self.kind]))
        own["data-kind"] = self.kind
        if self.one:
            own["data-one"] = "1"
        if self.new:
            own["data-new"] = "1"
        if self.marks:
            own["data-marks"] = "|".join(map(str, self.marks))
        return context


@dataclass(frozen=True)
class Named:
    """One name of a field: the record that it means, or None for one that is to be made."""

    entry: Entry | None
    token: Token

    @property
    def marks(self) -> tuple[str, ...]:
        """The words in brackets behind it."""
        return self.token.marks


class NamesField(forms.CharField):
    """Records by name, several in one field; cleans to a list of `Named`.

    A name is found whatever its case and accents, under other names and under
    the address, too. `new` allows names that are to become records, on an
    explicit wish: “new: Bee5G Lab”. `one` is for a single name. The directory
    is handed over by `use` before the field is cleaned.
    """

    directory: Directory

    def __init__(
        self,
        kind: str,
        *,
        one: bool = False,
        new: bool = False,
        needs_country: bool = False,
        marks: Mapping[str, Any] | None = None,
        **kwargs,
    ) -> None:
        self.kind, self.one, self.new, self.needs_country = kind, one, new, needs_country
        self.words: Mapping[str, Any] = marks or {}
        kwargs.setdefault("widget", TokensInput(kind, one=one, new=new, marks=self.words))
        super().__init__(**{"required": False, "max_length": MOST_TEXT, **kwargs})

    def use(self, directories: Directories) -> None:
        """Look names up in `directories` from now on."""
        self.directory = getattr(directories, self.kind)
        self.countries = directories.country

    def clean(self, value: Any) -> list[Named]:
        """See the class; ValidationError with a message for each name that means nothing."""
        text = super().clean(value)
        tokens = [Token(**_one_token(text))] if self.one and text else parse(text, self.words)
        if len(tokens) > MOST_TOKENS:
            raise ValidationError(
                _("too many names: give at most %(limit)d"), params={"limit": MOST_TOKENS}
            )
        found: list[Named] = []
        wrong: list[ValidationError] = []
        for token in tokens:
            try:
                found.append(self._named(token))
            except ValidationError as refused:
                wrong.append(refused)
        wrong += self._repeated(found)
        if wrong:
            raise ValidationError(wrong)
        return found

    def _named(self, token: Token) -> Named:
        if not token.new:
            hint = token.country if self.kind == "city" else ""
            return Named(self.directory.one(token.name, hint), token)
        if not self.new:
            raise ValidationError(
                _("“%(name)s” cannot be made here"), params={"name": token.name[:60]}
            )
        known = self.directory.called(token.name)
        if known and self.kind in {"city", "organisation"}:
            raise ValidationError(
                _("there is a %(noun)s “%(name)s” already: leave out “new:”"),
                params={"noun": self.directory.noun, "name": known[0].name},
            )
        if self.needs_country:
            self._check_country(token)
        if len(token.name) > 200 and self.kind in {"city", "organisation"}:
            raise ValidationError(_("a name has at most 200 characters"))
        if not token.name:
            raise ValidationError(_("write the name behind “new:”"))
        return Named(None, token)

    def _check_country(self, token: Token) -> None:
        if not token.country:
            raise ValidationError(
                _("a new city needs its country: write “new: %(name)s (IT)”"),
                params={"name": token.name[:60]},
            )
        if not self.countries.called(token.country):
            raise ValidationError(
                _("no country with the code “%(code)s”: add it under Countries first"),
                params={"code": token.country},
            )

    def _repeated(self, found: list[Named]) -> list[ValidationError]:
        """A message for each record that is named twice with the same marks."""
        seen: set[Any] = set()
        wrong = []
        for named in found:
            which = named.entry.pk if named.entry else named.token.name.casefold()
            if which in seen and not self._may_repeat():
                name = named.entry or named.token.name
                wrong.append(ValidationError(_("“%(name)s” stands twice"), params={"name": name}))
            seen.add(which)
        return wrong

    def _may_repeat(self) -> bool:
        """Whether a record may be named again in another role, as organisations may."""
        return self.kind == "organisation" and bool(self.words)

    def written(self, pk: int, marks: Collection[str] = (), printed: str = "") -> str:
        """The text that means a record with marks; one query if the directory is not loaded."""
        name = self.directory.written(pk)
        return written(Token(name, marks=tuple(marks), printed=printed))


def _one_token(text: str) -> dict[str, Any]:
    """A single name: semicolons and brackets belong to it."""
    name = " ".join(text.split())
    bare = NEW.sub("", name)
    return {"name": bare, "new": bare != name}


class LabelsInput(forms.Textarea):
    """Labels, one to a line; for a line that is not plain, a choice beneath.

    A choice is put behind its line, as if it had been written there.
    """

    template_name = "desk/entry/labels.html"

    def __init__(self) -> None:
        super().__init__({"rows": 4, "spellcheck": "false"})
        self.asked: list[tuple[int, labels.Meant]] = []
        self.choices: list[tuple[str, str]] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """The lines, each with what was chosen for it."""
        rows = lines(data.get(name) or "")
        for number, row in enumerate(rows):
            chosen = data.get(f"{name}-{number}")
            said = data.get(f"{name}-{number}-label")
            if chosen and said and said in row:
                rows[number] = f"{said} = {chosen}"
        return "\n".join(rows)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the field was not sent at all."""
        return name not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """With the lines that are asked about."""
        context = super().get_context(name, value, attrs)
        context["asked"] = [
            {
                "name": f"{name}-{number}",
                "id": f"{context['widget']['attrs'].get('id', name)}-{number}",
                "label": meant.label,
                "first": [c for c in self.choices if c[0] in meant.possible],
                "rest": [c for c in self.choices if c[0] not in meant.possible],
            }
            for number, meant in self.asked
        ]
        return context


class LabelsField(forms.CharField):
    """Labels of SDGs and topics as printed, one to a line; cleans to a list of `Meant`."""

    widget = LabelsInput
    directories: Directories

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"required": False, "max_length": MOST_TEXT, **kwargs})

    def use(self, directories: Directories) -> None:
        """Look labels up in `directories` from now on."""
        self.directories = directories

    @property
    def terms(self) -> labels.Terms:
        """The vocabularies. Two queries, once."""
        return labels.Terms(
            {int(entry.slug): entry.name for entry in self.directories.sdg.entries},
            {entry.pk: entry.name for entry in self.directories.topic.entries},
        )

    def clean(self, value: Any) -> list[labels.Meant]:
        """See the class; ValidationError for each line that is not plain, which is then asked."""
        text = super().clean(value)
        terms = self.terms
        meant: list[labels.Meant] = []
        widget: Any = self.widget
        widget.asked = []  # a list of its own: copies of a widget share what they hold
        for number, line in enumerate(lines(text)):
            said = labels.read(line, terms)
            widget.asked += [(number, one) for one in said if one.asked]
            meant += said
        too_long = [one for one in meant if len(one.label) > 300]
        if too_long:
            raise ValidationError(
                _("A label has at most 300 characters: put each on its own line.")
            )
        if widget.asked:
            widget.choices = choices_of(terms)
            raise ValidationError([self._unclear(one) for _number, one in widget.asked])
        return meant

    def _unclear(self, one: labels.Meant) -> ValidationError:
        return ValidationError(
            _("“%(label)s” is not plain: choose what it means."),
            code="unclear",
            params={"label": one.label[:60]},
        )

    def written(self, goals: list[tuple[str, int]], topics: list[tuple[str, int]]) -> str:
        """The lines for stored (label, goal number) and (label, topic key), in their order."""
        terms = self.terms
        rows: list[str] = []
        place = 0
        while place < len(goals):
            text = goals[place][0]
            said = labels.read(text, terms)
            length = len(said[0].goals) if len(said) == 1 and said[0].goals else 1
            stored = tuple(number for label, number in goals[place : place + length])
            same = all(label == text for label, _n in goals[place : place + length])
            if same and said == [labels.Meant(text, goals=stored)]:
                rows.append(text)
                place += length
            else:
                rows.append(f"{text} = SDG {goals[place][1]}")
                place += 1
        for text, pk in topics:
            plain = labels.read(text, terms) == [labels.Meant(text, topics=(pk,))]
            rows.append(text if plain else f"{text} = {terms.topics[pk]}")
        return "\n".join(rows)


def choices_of(terms: labels.Terms) -> list[tuple[str, str]]:
    """(value, name) of every goal and topic, as `labels.read` takes an answer."""
    goals = [(f"SDG {n}", f"SDG {n}: {title}") for n, title in sorted(terms.goals.items())]
    return goals + [(name, name) for name in sorted(terms.topics.values())]
