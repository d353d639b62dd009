"""What takes place, and what is proposed."""

from pilots.models.activities import (
    Activity,
    ActivityCity,
    ActivityKind,
    ActivityOrganisation,
    ActivityRelation,
    ActivityTheme,
    CityRole,
    Mode,
    Outcome,
    OutcomeKind,
)
from pilots.models.links import Basis, OrganisationRole, ThemeBasis
from pilots.models.pilots import (
    PilotCity,
    PilotKind,
    PilotOrganisation,
    PilotProject,
    PilotRelation,
    PilotTheme,
    Stage,
)

__all__ = [
    "Activity",
    "ActivityCity",
    "ActivityKind",
    "ActivityOrganisation",
    "ActivityRelation",
    "ActivityTheme",
    "Basis",
    "CityRole",
    "Mode",
    "OrganisationRole",
    "Outcome",
    "OutcomeKind",
    "PilotCity",
    "PilotKind",
    "PilotOrganisation",
    "PilotProject",
    "PilotRelation",
    "PilotTheme",
    "Stage",
    "ThemeBasis",
]
