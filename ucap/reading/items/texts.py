"""Name, period, themes, prose and contact of a summary, to decide on."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from browse.text import Spoken
from browse.when import When
from browse.when import read as read_when
from ucap.reading.items.item import Choice, Doubts, Item
from ucap.reading.items.names import Names
from ucap.reading.items.sides import leave_out
from ucap.reading.records.draft import Label
from ucap.reading.stored import Read
from ucap.reading.understood import NOTHING, Span, Theme
from ucap.summaries.models import SummaryKind


def own_words() -> str:
    """How prose is marked."""
    return _("In the document’s own words: keep or restate")


def head(read: Read, doubts: Doubts) -> Iterator[Item]:
    """What the summary is called, and its period."""
    draft = read.draft
    kinds = sorted(SummaryKind, key=lambda kind: kind != draft.kind)
    short = {"short_title": draft.short_title} if draft.short_title else {}
    why: list[Spoken] = [*doubts.of("title", "name", "kind")]
    why += [] if draft.kind else [_("its kind is not plain")]
    yield Item(
        key="name",
        label=_("Title and kind"),
        choices=tuple(
            Choice(
                str(kind),
                kind.label,
                text=draft.title,
                into="title",
                fields={"kind": kind, **short},
            )
            for kind in kinds
        ),
        text_label=_("Title: our own, who with whom"),
        doubts=tuple(why),
    )
    if read.understood.period:
        yield _period(read.understood.period, draft.period, doubts)


def _period(printed: Span, meant: When, doubts: Doubts) -> Item:
    why: list[Spoken] = [*doubts.of("period")]
    fields = {}
    if meant and _months(printed.text) != meant:
        fields["period_meant"] = str(meant)
    if not meant:
        why.append(_("not understood as months"))
    label = _("understood as %(period)s") % {"period": meant} if meant else _("only as printed")
    return Item(
        key="period",
        label=_("Period of cooperation"),
        spans=(printed,),
        choices=(
            Choice("take", label, text=printed.text, into="period_printed", fields=fields),
            leave_out(),
        ),
        text_label=_("Period as printed"),
        doubts=tuple(why),
    )


def _months(printed: str) -> When | None:
    try:
        return read_when(printed)
    except ValidationError:
        return None


# Themes


def themes(read: Read, names: Names, doubts: Doubts) -> Iterator[Item]:
    """A theme for each label, and an item for each text that stands under it."""
    for number, theme in enumerate(read.understood.themes, 1):
        labels = read.draft.themes
        label = labels[number - 1] if number <= len(labels) else Label(theme.label)
        yield _theme(number, theme, label, names, doubts)
        for name, title, span in (
            ("description", _("Theme %(n)d: description"), theme.description),
            ("focus", _("Theme %(n)d: focus"), theme.focus),
            ("challenges", _("Theme %(n)d: challenges"), theme.challenges),
        ):
            if span:
                key = f"theme-{number}-{name}"
                yield _prose(key, title % {"n": number}, span, name, f"theme-{number}")


def _theme(number: int, theme: Theme, label: Label, names: Names, doubts: Doubts) -> Item:
    key = f"theme-{number}"
    sure = [key for key in label.keys if names.is_known("theme", key)]
    possible = [key for key in label.possible if names.is_known("theme", key)]
    why: list[Spoken] = [*doubts.of("themes", f"theme {number}", f"themes {number}")]
    if not sure:
        why.append(_("it is not plain which theme the label means"))
    printed = theme.label.text
    fields = {"position": str(number)}
    choices = [
        Choice(
            f"theme-{pk}",
            names.title("theme", pk),
            text=printed,
            into="label_printed",
            fields={**fields, "theme_meant": str(pk)},
        )
        for pk in dict.fromkeys([*sure, *possible] or names.directory("theme").by_pk)
    ]
    if not sure and not possible:  # then the entry page asks
        later = Choice("ask", _("choose it later"), "", printed, "label_printed", "", fields)
        choices.insert(0, later)
    return Item(
        key=key,
        label=_("Theme %(n)d") % {"n": number},
        formset="theme_links",
        row=key,
        spans=(theme.label,),
        choices=(*choices, leave_out()),
        text_label=_("Label as printed"),
        doubts=tuple(why),
    )


# Prose and contact


def prose(read: Read, doubts: Doubts) -> Iterator[Item]:
    """Focus, challenges and objectives that stand under no theme."""
    said = read.understood
    for name, label, span in (
        ("focus", _("Key focus"), said.focus),
        ("challenges", _("Key challenges"), said.challenges),
        ("objectives", _("Main objectives"), said.objectives),
    ):
        if span:
            yield _prose(name, label, span, name, why=doubts.of(name))


def _prose(
    key: str, label: Spoken, span: Span, field: str, row: str = "", why: tuple[str, ...] = ()
) -> Item:
    return Item(
        key=key,
        label=label,
        formset="theme_links" if row else "",
        row=row,
        spans=(span,),
        choices=(
            Choice("take", _("take it over"), text=span.text, into=field),
            leave_out(),
        ),
        text_label=own_words(),
        doubts=why,
    )


def contact(read: Read, doubts: Doubts) -> Iterator[Item]:
    """The contact as printed, with its address."""
    printed = read.understood.contact or NOTHING
    if not printed:
        return
    fields = {"contact_email": read.draft.email} if read.draft.email else {}
    yield Item(
        key="contact",
        label=_("Contact"),
        spans=(printed,),
        choices=(
            Choice(
                "take",
                read.draft.email or _("without an address"),
                text=printed.text,
                into="contact_printed",
                fields=fields,
            ),
            leave_out(),
        ),
        text_label=_("Contact as printed"),
        doubts=doubts.of("contact"),
    )
