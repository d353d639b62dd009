"""The pilots most like another one, and why."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from browse.facets import Reach
from browse.similar import Alike, Trait, in_brackets, nearest
from browse.text import Spoken
from cities import around, upward
from cities.models.organisations import OrganisationKind
from pilots.models import PilotCity, PilotOrganisation, PilotProject
from pilots.models.pilots import PilotKind

WITH: dict[str, Spoken] = {
    OrganisationKind.UNIVERSITY: gettext_lazy("a university"),
    OrganisationKind.COMPANY: gettext_lazy("a company"),
    OrganisationKind.PARK: gettext_lazy("a park or cluster"),
    OrganisationKind.CHAMBER: gettext_lazy("a chamber"),
    OrganisationKind.PUBLIC_AUTHORITY: gettext_lazy("a public authority"),
    OrganisationKind.INTERNATIONAL_BODY: gettext_lazy("an international body"),
    OrganisationKind.PROGRAMME: gettext_lazy("a programme"),
}
"""The kinds of body that two pilots may both be with; of “other” bodies that says nothing."""


def traits() -> list[Trait]:
    """What makes two pilots alike: the rule.

    Who does it weighs most, then what, then where: a common body counts 4, a
    common theme 3, a common city and the same kind 2 each, bodies of the same
    kind and every summary that tells of both 1.
    """
    body = "organisation_links__organisation"
    return [
        Trait("organisations", Reach(body), 4),
        Trait("themes", Reach("theme_links__theme"), 3),
        Trait("cities", Reach("city_links__city"), 2),
        Trait("kind", Reach("kind", ~Q(kind=PilotKind.OTHER)), 2),
        Trait("bodies", Reach(f"{body}__kind", Q(**{f"{body}__kind__in": list(WITH)})), 1),
        Trait("summaries", upward.cited(""), 1),
    ]


@dataclass(frozen=True)
class Common:
    """What two pilots have in common, by name; `bodies` are kinds that no common body has."""

    organisations: list[str]
    cities: list[str]
    themes: int
    kind: bool
    bodies: list[str]
    summaries: list[str]


def similar(pilot: PilotProject) -> list[Alike]:
    """The published pilots most like `pilot`, but for those related to it. Five queries."""
    related = Q(pk__in=pilot.relations_to.values("target"))
    related |= Q(pk__in=pilot.relations_from.values("source"))
    others = PilotProject.objects.published().exclude(related | Q(pk=pilot.pk))
    found = nearest(pilot, others, traits())
    if found:
        prefetch_related_objects(
            [pilot, *found],
            Prefetch("city_links", PilotCity.objects.select_related("city")),
            Prefetch(
                "organisation_links", PilotOrganisation.objects.select_related("organisation")
            ),
            around.told_in(PilotProject),
        )
    return [Alike(other, reason(common(pilot, other))) for other in found]


def common(pilot: PilotProject, other: Any) -> Common:
    """What `pilot` has in common with `other`, which `nearest` has found; both are loaded."""

    def named(record: Any) -> tuple[dict, dict, dict]:
        """Organisations, cities and summaries of a record, each once, by primary key."""
        return (
            {link.organisation_id: link.organisation for link in record.organisation_links.all()},
            {link.city_id: link.city.name for link in record.city_links.all()},
            {place.summary_id: place.summary.short_title for place in record.told_in},
        )

    (bodies, cities, summaries), (their_bodies, their_cities, their_summaries) = (
        named(pilot),
        named(other),
    )
    shared = [body for pk, body in their_bodies.items() if pk in bodies]
    kinds = {body.kind for body in bodies.values()} & {b.kind for b in their_bodies.values()}
    kinds -= {body.kind for body in shared}
    return Common(
        organisations=[body.name for body in shared],
        cities=[name for pk, name in their_cities.items() if pk in cities],
        themes=other.shared_themes,
        kind=bool(other.shared_kind),
        bodies=[str(words) for kind, words in WITH.items() if kind in kinds],
        summaries=[name for pk, name in their_summaries.items() if pk in summaries],
    )


def reason(what: Common) -> str:
    """Why two pilots are alike: “Same theme and city (Kunming); both with a university”."""
    same = []
    if what.organisations:
        word = ngettext("organisation", "organisations", len(what.organisations))
        same.append(in_brackets(word, what.organisations))
    if what.themes:
        same.append(ngettext("theme", "themes", what.themes))
    if what.cities:
        same.append(in_brackets(ngettext("city", "cities", len(what.cities)), what.cities))
    if what.kind:
        same.append(_("kind"))
    said = [_("same %(things)s") % {"things": get_text_list(same, _("and"))}] if same else []
    if what.bodies:
        said.append(_("both with %(bodies)s") % {"bodies": get_text_list(what.bodies, _("and"))})
    if what.summaries:
        said.append(
            _("both told in %(summaries)s") % {"summaries": get_text_list(what.summaries, _("and"))}
        )
    return capfirst("; ".join(said))
