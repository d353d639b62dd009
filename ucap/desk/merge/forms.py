"""What somebody decides about two records that look alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from browse.text import Spoken, lines
from ucap.desk.merge.comparison import LONG_TEXT, Card, Piece, default_kept, pieces, spoken
from ucap.desk.merge.fields import MergedField, merged_fields
from ucap.desk.merge.kinds import OTHER_NAMES, Kind
from ucap.desk.merge.merging import Decision, fingerprint, with_names

LEFT, RIGHT, BOTH, OWN = "left", "right", "both", "own"


@dataclass(frozen=True)
class Option:
    """One way to fill a field: its radio button and what the field would say."""

    widget: Any
    label: Spoken
    pieces: list[Piece]
    is_own: bool = False


@dataclass(frozen=True)
class Choice:
    """A field in which the two differ, with the ways to fill it."""

    field: MergedField
    verdict: Spoken
    options: list[Option]
    bound: BoundField
    own: BoundField | None


class MergeForm(forms.Form):
    """Which record stays and what each field that differs is to say.

    `is_valid` looks at the answers only; the rules of the record itself are
    looked at by `merging.merge`, whose complaints come back by `complain`.
    """

    required_css_class = "required"

    def __init__(self, kind: Kind, cards: Sequence[Card], *args: Any, **kwargs: Any) -> None:
        self.kind, self.cards = kind, cards
        self.left, self.right = (card.record for card in cards)
        everything = merged_fields(kind)
        same = [f for f in everything if f.stored(self.left) == f.stored(self.right)]
        self.same = [(field, spoken(field, self.left)) for field in same]
        self.different = [field for field in everything if field not in same]
        super().__init__(*args, **kwargs)
        preferred = default_kept(cards)
        self.fields["kept"] = forms.TypedChoiceField(
            label=_("Which record stays"),
            choices=[(card.record.pk, card.name) for card in cards],
            coerce=int,
            widget=forms.RadioSelect,
            initial=preferred.record.pk,
        )
        for field in self.different:
            self._add(field, LEFT if preferred is cards[0] else RIGHT)
        self.fields["reason"] = forms.CharField(
            label=_("Why they are the same"),
            required=False,
            max_length=500,
            help_text=_("For the history of the record. May be left empty."),
            widget=forms.Textarea({"rows": 2}),
        )
        self.fields["seen"] = forms.CharField(
            widget=forms.HiddenInput, initial=fingerprint(self.left, self.right)
        )

    def _add(self, field: MergedField, side: str) -> None:
        """The choice for one field, and where to write a version of one's own."""
        records = {LEFT: self.left, RIGHT: self.right}
        if field.is_empty(records[side]):
            side = RIGHT if side == LEFT else LEFT
        letters = [card.letter for card in self.cards]
        ways: list[tuple[str, Spoken]] = [(LEFT, _("as A")), (RIGHT, _("as B"))]
        assert letters == ["A", "B"]  # noqa: S101 - what the words above say
        own = spoken(field, records[side])
        if field.name == OTHER_NAMES:
            ways.insert(0, (BOTH, _("all names of both")))
            side, own = BOTH, self.all_names
        if field.is_text:
            ways.append((OWN, _("a version of your own")))
            self.fields[f"own_{field.name}"] = forms.CharField(
                label=_("%(field)s: your own version") % {"field": field.label},
                required=False,
                initial=own,
                max_length=getattr(field.fields[0], "max_length", None),
                strip=True,
                widget=forms.Textarea({"rows": 4 if field.is_long else 2}),
            )
        self.fields[f"choice_{field.name}"] = forms.ChoiceField(
            label=field.label, choices=ways, widget=forms.RadioSelect, initial=side
        )

    @property
    def all_names(self) -> str:
        """The other names of both records, each once, one to a line."""
        return with_names(self.left.other_names, lines(self.right.other_names), but="")

    def choices(self) -> list[Choice]:
        """What there is to decide, for the page."""
        return [self._choice(field) for field in self.different]

    def _choice(self, field: MergedField) -> Choice:
        texts = {LEFT: spoken(field, self.left), RIGHT: spoken(field, self.right)}
        bound = self[f"choice_{field.name}"]
        marked = field.is_text and min(map(len, texts.values())) >= LONG_TEXT
        options = []
        for widget in bound.subwidgets:
            way = widget.data["value"]
            if way == BOTH:
                shown = [Piece(self.all_names, False)]
            elif marked and way in texts:
                shown = pieces(texts[way], texts[RIGHT if way == LEFT else LEFT])
            else:
                shown = [Piece(texts.get(way, ""), False)] if texts.get(way) else []
            options.append(Option(widget, widget.choice_label, shown, way == OWN))
        if not texts[LEFT] or not texts[RIGHT]:
            verdict = _("only B says it") if not texts[LEFT] else _("only A says it")
        else:
            verdict = _("they differ")
        own = self[f"own_{field.name}"] if field.is_text else None
        return Choice(field, verdict, options, bound, own)

    def clean(self) -> dict[str, Any]:
        """Somebody who wrote a version of their own without choosing it is asked which they meant.

        With scripts that cannot happen: writing chooses, and what is not chosen is not sent.
        """
        for field in self.different:
            own, choice = f"own_{field.name}", f"choice_{field.name}"
            written = own in self.fields and own in self.data and own in self.changed_data
            if written and self.cleaned_data.get(choice) not in (None, OWN):
                self.add_error(
                    choice,
                    _(
                        "You wrote a version of your own, but chose another one. Choose yours,"
                        " or write again what stood there."
                    ),
                )
        return self.cleaned_data

    def decision(self) -> Decision:
        """What was decided, once the form is valid."""
        kept = self.cleaned_data["kept"]
        left, right = self.left.pk, self.right.pk
        values: dict[str, Any] = {}
        for field in self.different:
            values |= self._values(field, self.cleaned_data[f"choice_{field.name}"])
        return Decision(
            kept=kept,
            gone=right if kept == left else left,
            values=values,
            reason=self.cleaned_data["reason"],
            seen=self.cleaned_data["seen"],
        )

    def _values(self, field: MergedField, way: str) -> dict[str, Any]:
        if way == BOTH:
            return {field.name: self.all_names}
        if way == OWN:
            text = self.cleaned_data[f"own_{field.name}"]
            return {field.name: text.replace("\r\n", "\n")}
        return field.values(self.left if way == LEFT else self.right)

    def complain(self, error: forms.ValidationError) -> None:
        """Show what broke a rule of the record beside the choice that it comes from."""
        of_choice = {name: f.name for f in self.different for name in f.names}
        messages = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, texts in messages.items():
            choice = of_choice.get(name)
            for text in texts:
                self.add_error(f"choice_{choice}" if choice else None, text)


class DistinctionForm(forms.Form):
    """Why two records are not the same, and whether the public is to be told."""

    reason = forms.CharField(
        label=_("How they differ"),
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Write how the two differ.")},
    )
    relate = forms.BooleanField(
        label=_("Say on their public pages that they are related, with this reason"),
        required=False,
    )

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="distinct", **kwargs)
        if kind.relation is None:
            del self.fields["relate"]
