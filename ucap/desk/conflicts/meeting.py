"""Two people's work on one form brought together: what is saved, and what is asked first."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.forms import FileField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from ucap.desk.conflicts.carried import Carried, Question
from ucap.desk.conflicts.sent import Lists, meant
from ucap.desk.conflicts.sheet import SentRow, SentRows, Sheet
from ucap.desk.conflicts.threeway import Difference, Key, Merged, merge

MINE, THEIRS = "mine", "theirs"


def choice_name(number: int) -> str:
    """What the radio buttons of a question are called in HTML."""
    return f"choose-{number}"


@dataclass
class Meeting:
    """What came of a form that was sent: nothing to ask, or what to ask and to tell.

    `rows` is what the form then holds, `sent` what I had sent.
    """

    sheet: Sheet
    sent: SentRows
    rows: SentRows
    taken: list[Difference]
    asked: list[Difference]
    blind: bool
    """Whether nobody can tell what the form was made from."""
    again: set[tuple[Key, str | None]] = field(default_factory=set)
    """Where a choice was missing, or where the field has been changed after the question."""
    files: list[str] = field(default_factory=list)
    """Labels of fields for which a file was sent, which has to be chosen again."""

    @property
    def is_settled(self) -> bool:
        """Whether the form can be saved: nothing is new to me and nothing is left to choose."""
        return not self.taken and not self.asked

    def questions(self) -> list[Question]:
        """`asked`, to be carried by the form."""
        return [
            Question(one.key.group, one.key.row, one.name, _kept(one, self.rows))
            for one in self.asked
        ]


def meet(
    sheet: Sheet,
    carried: Carried | None,
    post: QueryDict,
    files: MultiValueDict[str, UploadedFile],
) -> Meeting:
    """Bring what was sent together with `sheet`, the form as it would be opened now.

    `carried` is what the form that was sent has been made from, None if that
    cannot be told. No queries.
    """
    base = sheet.read(carried.rows) if carried else sheet.unknown(post)
    sent = sheet.posted(post, files, base)
    mine = {key: dict(row) for key, row in sent.items()}
    open_questions = _answer(sheet, carried.questions if carried else [], post, base, mine)
    merged = merge(base, mine, sheet.rows)
    _hand_back_files(sheet, merged)
    new = {one.place for one in merged.conflicts}
    left = [one for one in open_questions if one.place not in new]
    return Meeting(
        sheet=sheet,
        sent=sent,
        rows=merged.rows,
        taken=merged.taken,
        asked=[*_still_open(left, merged, sheet), *merged.conflicts],
        blind=carried is None,
        again={one.place for one in open_questions},
        files=_labels_of_files(sheet, sent, files),
    )


def _answer(
    sheet: Sheet, questions: list[Question], post: QueryDict, base: SentRows, mine: SentRows
) -> list[Difference]:
    """Put the choices into `mine`; what is left to choose."""
    left = []
    for number, question in enumerate(questions):
        choice = post.get(choice_name(number), "")
        key = Key(question.group, question.row)
        if key.group and key.group not in sheet.inlines:
            continue
        answer = _answer_field if question.name else _answer_row
        if not answer(sheet, key, question, choice, base, mine):
            kept = question.mine
            row = None if kept is None or question.name else sheet.read_row(key, kept)
            left.append(Difference(key, question.name, row, base.get(key)))
    return left


def _answer_field(
    sheet: Sheet, key: Key, question: Question, choice: str, base: SentRows, mine: SentRows
) -> bool:
    """Whether it is clear now which value a field is to have; in `mine` it is that one then."""
    name = str(question.name)
    fields = sheet.fields_of(key)
    if key not in mine or key not in base or name not in fields or name not in base[key]:
        return True
    here, theirs = mine[key][name], base[key][name]
    if choice == MINE or here == theirs:
        return True
    asked = meant(fields[name].field, name, (question.mine or {}).get(name, {}))
    if choice != THEIRS or here != asked:
        return False
    mine[key][name] = theirs
    return True


def _answer_row(
    sheet: Sheet, key: Key, question: Question, choice: str, base: SentRows, mine: SentRows
) -> bool:
    """Whether it is clear now if there is to be a row; `mine` has it then or has it not."""
    if question.mine is not None:  # they have removed what I have changed
        if choice == MINE:
            mine[Key(key.group, f"+{key.row}")] = sheet.read_row(key, question.mine)
        return choice in (MINE, THEIRS)
    if key in mine or choice == MINE:
        return True
    if choice == THEIRS and key in base:
        mine[key] = dict(base[key])
    return choice == THEIRS


def _still_open(left: list[Difference], merged: Merged, sheet: Sheet) -> list[Difference]:
    """Questions from before that still make sense, with what stands now on the other side."""
    still = []
    for one in left:
        theirs = sheet.rows.get(one.key)
        if one.name is None:
            if one.mine is not None or theirs is not None:
                still.append(Difference(one.key, None, one.mine, theirs))
        elif theirs and one.key in merged.rows:
            mine = merged.rows[one.key][one.name]
            if mine != theirs[one.name]:
                still.append(Difference(one.key, one.name, mine, theirs[one.name]))
    return still


def _hand_back_files(sheet: Sheet, merged: Merged) -> None:
    """A file that both replaced is theirs: mine did not come through and has to be sent again."""
    for one in list(merged.conflicts):
        if one.name and isinstance(sheet.fields_of(one.key)[one.name].field, FileField):
            merged.conflicts.remove(one)
            merged.taken.append(one)


def _labels_of_files(
    sheet: Sheet, sent: SentRows, files: MultiValueDict[str, UploadedFile]
) -> list[str]:
    """What the fields are called in which a file was sent, or the stored one was let go."""
    of_form = [sheet.form.fields[name] for name in files if name in sheet.form.fields]
    of_rows = [
        bound.field
        for key, row in sent.items()
        for name, bound in sheet.fields_of(key).items()
        if isinstance(bound.field, FileField) and isinstance(row[name].meaning, tuple)
    ]
    return [str(label) for label in dict.fromkeys(one.label for one in [*of_form, *of_rows])]


def _kept(one: Difference, rows: SentRows) -> Mapping[str, Lists] | None:
    if one.name:
        return {one.name: rows[one.key][one.name].values}
    row: SentRow | None = one.mine
    return None if row is None else {name: sent.values for name, sent in row.items()}
