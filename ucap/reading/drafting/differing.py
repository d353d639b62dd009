"""The items in which a summary differs from its document.

Only what is printed is compared: titles and records are the portal's own, and prose has been
restated. Prose is shown where the summary has none, or where the words of the document are
others than when it was read for this summary last (`earlier`). Of the file that a summary has
already, what was not taken from it was left out by somebody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from browse.text import Spoken
from ucap.reading.drafting.opened import Opened, differs, shown
from ucap.reading.drafting.pairing import CITATIONS, pair, place_of, proposed
from ucap.reading.items.item import Choice, Item
from ucap.reading.items.unknown import FIELDS
from ucap.reading.understood import Understood

PROSE = {"focus", "challenges", "objectives", "description"}
PRINTED = {
    "": ("period_printed", "contact_printed", "terms"),
    "sides": (
        *("cities_printed", "province_printed", "country_printed"),
        *("population_printed", "size_printed", "city_names"),
    ),
    "theme_links": ("label_printed",),
    "activity_citations": ("position", "heading", "dates_told"),
    "pilot_citations": ("position", "heading", "dates_told"),
}
"""What is compared, by formset."""


def differing(
    items: Iterable[Item], opened: Opened, earlier: Understood | None, *, same_file: bool
) -> tuple[list[Item], dict[str, Any]]:
    """(the items in which the summary differs, the rows that items are already). No queries.

    What is proposed for a row that is there is the document's, or to leave it as it is.
    """
    known = list(items)
    pairs = pair(known, opened)
    words = _Words(same_file, _words(earlier) if earlier else None)
    told = {place_of(form) for formset in CITATIONS for form in opened.rows(formset)}
    found: list[Item] = []
    for item in known:
        form = opened.form if not item.formset else pairs.get(item.row)
        if form is not None:
            found += _changed(item, form, words)
        elif not (words.are_old(item) and (_place(item) in told or item.formset == "notes")):
            found.append(item)
    if any(item.key not in pairs and _wishes(item) for item in found):
        found = [*(item for item in known if item.key in FIELDS), *found]
    return [*found, *_gone(known, opened, pairs)], pairs


@dataclass(frozen=True)
class _Words:
    """Which words stood in the document before; None where nobody knows."""

    same_file: bool
    before: set[str] | None

    def are_old(self, item: Item) -> bool:
        """Whether the words of an item certainly stood in the document before."""
        if self.same_file or self.before is None:
            return self.same_file
        return all(span.text in self.before for span in item.spans if span)

    def are_new(self, item: Item) -> bool:
        """Whether the words of an item certainly are others than before."""
        return not self.same_file and self.before is not None and not self.are_old(item)


def _changed(item: Item, form: Any, words: _Words) -> Iterator[Item]:
    """The item as a change of what is stored, if it is one."""
    prose = next((choice.into for choice in item.choices if choice.into in PROSE), "")
    if prose:
        if not shown(form, prose) or words.are_new(item):
            yield _as_change(item, form, [prose])
        return
    names = [
        name
        for name in PRINTED.get(item.formset, ())
        if (text := proposed(item, name)) and _says_other(form, name, text)
    ]
    if names:
        yield _as_change(item, form, names)


def _as_change(item: Item, form: Any, names: list[str]) -> Item:
    new = {name: proposed(item, name) for name in names}
    facts: list[tuple[Spoken, str]] = []
    for name in names:
        label = capfirst(str(form.fields[name].label))
        facts += [(_("%(field)s now") % {"field": label}, shown(form, name) or "–")]
        facts += [(_("%(field)s in the document") % {"field": label}, new[name])]
    take = Choice("take", _("as in the document"), fields=new)
    if len(names) == 1:
        (name,) = names
        take = Choice("take", _("as in the document"), text=new[name], into=name)
    keep = Choice("keep", _("leave it as it is"), leaves_out=True)
    return replace(item, choices=(take, keep), facts=tuple(facts))


def _says_other(form: Any, name: str, text: str) -> bool:
    """Whether a text is another one than what stands in a field."""
    if name != "terms":
        return differs(form, name, text)
    # what a label means has been answered behind it
    return _labels(text) != _labels(shown(form, name))


def _labels(text: str) -> list[str]:
    return sorted(line.partition(" = ")[0].strip() for line in text.splitlines() if line.strip())


def _gone(items: list[Item], opened: Opened, pairs: dict[str, Any]) -> Iterator[Item]:
    """Places that the summary has and its document has not."""
    there = {_place(item) for item in items}
    paired = {id(form) for form in pairs.values()}
    for formset in CITATIONS:
        for form in opened.rows(formset):
            if id(form) not in paired and place_of(form) not in there:
                yield _as_gone(formset, form)


def _as_gone(formset: str, form: Any) -> Item:
    key = f"gone-{formset}-{form.instance.pk}"
    return Item(
        key=key,
        label=capfirst(place_of(form)),
        formset=formset,
        row=key,
        choices=(
            Choice("keep", _("leave it as it is"), leaves_out=True),
            Choice("remove", _("remove the place"), fields={"DELETE": "on"}),
        ),
        facts=((_("Tells of"), str(form.stored_record)),),
        doubts=(_("the document has no such place"),),
    )


def _wishes(item: Item) -> bool:
    """Whether an item names something that no record has."""
    return any("new:" in proposed(item, name) for name in FIELDS.values())


def _place(item: Item) -> str:
    """The place of the document that an item is of, “activities 4.1”; "" of other items."""
    section = CITATIONS.get(item.formset)
    return f"{section} {proposed(item, 'position')}" if section else ""


def _words(understood: Understood) -> set[str]:
    """Every stretch of words that was understood."""
    themes = [
        span
        for theme in understood.themes
        for span in (theme.label, theme.description, theme.focus, theme.challenges)
    ]
    entries = [
        span
        for entry in (*understood.activities, *understood.results)
        for span in (entry.text, entry.heading, entry.dates)
    ]
    own = [understood.focus, understood.challenges, understood.objectives]
    return {span.text for span in (*themes, *entries, *own)}
