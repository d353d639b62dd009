"""The labels of SDGs and Urban Agenda topics, to decide on."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from browse.text import Spoken
from ucap.desk.entry.fields import LabelsField
from ucap.reading.items.item import Choice, Doubts, Item
from ucap.reading.items.names import Names
from ucap.reading.items.sides import leave_out
from ucap.reading.stored import Read


def items(read: Read, names: Names, doubts: Doubts) -> Iterator[Item]:
    """One item for all labels of goals and topics; what is not plain is asked about."""
    labels = (*read.draft.goals, *read.draft.topics)
    printed = read.understood.terms or tuple(label.printed for label in labels)
    if not printed:
        return
    unclear = [label for label in labels if not label.keys]
    why: list[Spoken] = [*doubts.of("terms", "goals", "topics")]
    why += [
        _("it is not plain what “%(label)s” means") % {"label": label.printed.text}
        for label in unclear
    ]
    yield Item(
        key="terms",
        label=_("SDGs and Urban Agenda topics"),
        spans=printed,
        choices=(
            *_answers(read, names),
            Choice("take", _("these labels"), text=_lines(read, names, {}), into="terms"),
            leave_out(),
        ),
        text_label=_("Labels as printed, one to a line"),
        doubts=tuple(why),
    )


def _answers(read: Read, names: Names) -> Iterator[Choice]:
    """What the first label that is not plain may mean, all others as they are."""
    for kind, labels, said in (
        ("sdg", read.draft.goals, "SDG %s"),
        ("topic", read.draft.topics, "%s"),
    ):
        for label in [label for label in labels if not label.keys][:1]:
            for key in [key for key in label.possible if names.is_known(kind, key)][:3]:
                entry = names.directory(kind).by_pk[key]
                told = {"label": label.printed.text, "name": entry.name}
                meant = said % (entry.slug if kind == "sdg" else entry.name)
                text = _lines(read, names, {label.printed.text: meant})
                name = _("“%(label)s” means %(name)s") % told
                yield Choice(f"means-{kind}-{key}", name, text=text, into="terms")


def _lines(read: Read, names: Names, answers: Mapping[str, str]) -> str:
    """The labels as the entry page reads them; what is not plain stands as it is printed.

    `answers` are {label: what it means}, as the entry page takes them.
    """
    field = LabelsField()
    field.use(names.directories)
    goals = [
        (label.printed.text, int(names.directory("sdg").by_pk[key].slug))
        for label in read.draft.goals
        for key in label.keys
        if names.is_known("sdg", key)
    ]
    topics = [
        (label.printed.text, key)
        for label in read.draft.topics
        for key in label.keys
        if names.is_known("topic", key)
    ]
    unclear = [
        " = ".join(filter(None, [label.printed.text, answers.get(label.printed.text)]))
        for label in (*read.draft.goals, *read.draft.topics)
        if not label.keys
    ]
    return "\n".join([*field.written(goals, topics).splitlines(), *unclear])
