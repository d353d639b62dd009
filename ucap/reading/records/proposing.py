"""A document's fields → the draft of a summary."""

import re
from collections.abc import Sequence
from dataclasses import replace

from browse.when import When
from ucap.reading.records import entries, sides, signs, terms
from ucap.reading.records.draft import Draft, DraftSide, Label
from ucap.reading.records.known import Known
from ucap.reading.records.mentions import Lexicon
from ucap.reading.records.notes import notes
from ucap.reading.records.period import by_months, printed
from ucap.reading.records.repeats import Records
from ucap.reading.understood import Understood
from ucap.summaries.models import SummaryKind

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AT = re.compile(r"\s?[(\[]\s?at\s?[)\]]\s?", re.IGNORECASE)
"""How some write the sign of an address, against who gathers them: “office (at) …”."""
LONGEST_CONTACT = 1000
_RUN_IN = re.compile(r"^[A-Z0-9-]{2,}_+(?=[a-z])")
"""A name in capitals that runs into an address: “OFFICE_name@…”."""


def propose(understood: Understood, known: Known) -> Draft:
    """Everything that reading proposes for one document. Pure, and without queries."""
    drafted = [sides.side(one, known) for one in understood.sides]
    new = [city for city in sides.all_cities(drafted) if city.key is None]
    lexicon = Lexicon(known, new)
    plan = plan_of(drafted)
    names = (
        {city.key: city.name for city in known.cities},
        {body.key: body.name for body in known.organisations},
    )
    activities = Records(known.activities, *names, signs.ACTIVITIES)
    pilots = Records(known.pilots, *names, signs.PILOTS)
    goals, topics = terms.terms(understood.terms, known)
    themes = [terms.theme(theme, known) for theme in understood.themes]
    draft = Draft(
        title=title(plan, themes),
        short_title=short_title(plan, themes),
        kind=SummaryKind.CITY_PLAN if plan.lead else SummaryKind.CLUSTER,
        period=by_months(printed(understood.period.text)) if understood.period else When(),
        sides=tuple(drafted),
        themes=tuple(themes),
        goals=tuple(goals),
        topics=tuple(topics),
        activities=tuple(
            entries.proposals(understood.activities, entries.ACTIVITIES, plan, lexicon, activities)
        ),
        pilots=tuple(entries.proposals(understood.results, entries.PILOTS, plan, lexicon, pilots)),
        email=email(understood.contact.text),
    )
    return replace(draft, notes=tuple(notes(understood, draft, known)))


def plan_of(drafted: Sequence[DraftSide]) -> entries.Plan:
    """Whose plan it is: that of the single city of a side, the first side before the second."""
    alone = [one for one in drafted if len(one.cities) == 1]
    everybody = sides.all_cities(drafted)
    lead = alone[0].cities[0] if alone else None
    return entries.Plan(lead, tuple(city for city in everybody if city != lead))


def title(plan: entries.Plan, themes: Sequence[Label]) -> str:
    """“Foo with Bar and Baz” for the plan of a city, the theme of a cluster."""
    if not plan.lead:
        return themes[0].printed.text if themes else ""
    partners = [city.printed for city in plan.partners]
    *most, last = partners or [""]
    listed = f"{', '.join(most)} and {last}" if most else last
    return f"{plan.lead.printed} with {listed}" if listed else plan.lead.printed


def short_title(plan: entries.Plan, themes: Sequence[Label]) -> str:
    """What the document is called where it is cited."""
    return plan.lead.printed if plan.lead else _short(themes[0].printed.text if themes else "")


def _short(theme: str) -> str:
    return re.split(r",| and | & ", theme, maxsplit=1)[0].strip()


def email(contact: str) -> str:
    """The mail address of a contact, without a name that runs into it; "" without one."""
    found = _MAIL.search(_AT.sub("@", contact[:LONGEST_CONTACT]))
    return _RUN_IN.sub("", found[0]) if found else ""
