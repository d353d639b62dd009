"""What an editor types who has the Kunming summary in front of them.

Titles, kinds and prose of new records are the editor's own; everything else
stands in the document. Activities that other summaries tell of are cited.
"""

from typing import Any

MAIN: dict[str, Any] = {
    "title": "Kunming with Nice, Granada and Rome",
    "kind": "city-plan",
    "period_printed": "July 2018 – November 2019",
    "terms": "SDG11, EU UP Culture / Cultural Heritage\n"
    "SGD 4, Quality Education\n"
    "SGD 9, Industry, Innovation and Infrastructure",
    "focus": "Go international.",
    "challenges": "A lasting mechanism.",
    "objectives": "Concrete projects.",
    "contact_printed": "For further information (including access to the full U-CAP), please"
    " contact: IUC-ASIA office@iuc-asia.eu",
    "document_name": "000_3ab9e2b875320032.txt",
}
SIDES: list[dict[str, Any]] = [
    {
        "column": 1,
        "cities_printed": "Kunming",
        "province_printed": "Yunnan",
        "country_printed": "China",
        "population_printed": "6,67mio",
        "size_printed": "21,473km²",
    },
    {
        "column": 2,
        "cities_printed": "Nice, Granada, Rome",
        "province_printed": "Provence-Alpes-Côte d'Azur, Andalusia, Lazio",
        "country_printed": "France, Spain, Italy",
        "population_printed": "N/A",
        "size_printed": "N/A",
    },
]
THEMES: list[dict[str, Any]] = [
    {"label_printed": "Health Care, Biotechnology", "description": "Open markets."},
    {"label_printed": "Cultural, Tourism and Education", "description": "More tourists."},
    {"label_printed": "Cultural, Tourism and Education", "description": "Universities."},
    {"label_printed": "Smart City & Digital Transition", "description": "Clusters."},
]
MISSION = "Mission of Chinese cities to Nice, Granada and Rome"
ACTIVITIES: list[dict[str, Any]] = [
    {
        "dates_told": "April 2018",
        "record": "Start-up meeting in Beijing",
        "unnamed_groups": "further Chinese cities",
    },
    {
        "dates_told": "July 2018",
        "record": "new: EU-China High Level Seminar on Regional Policy",
        "new_kind": "event",
        "new_mode": "in-person",
        "new_cities": "Kunming; Zhengzhou (hosts)",
        "new_description": "A seminar in Zhengzhou.",
    },
    {
        "position": "2",
        "dates_told": "July 2018",
        "record": "new: First coordination meeting of Kunming with European cities",
        "unnamed_groups": "European cities",
        "new_kind": "meeting",
        "new_cities": "Kunming (implied)",
        "new_description": "The first meeting.",
    },
    {
        "dates_told": "September 2018",
        "record": MISSION,
        "unnamed_groups": "further Chinese Cities; representatives from local government,"
        " universities and business sectors",
        "difference": "Names Haikou and no other Chinese city.",
    },
    {
        "position": "3.1",
        "unnamed_groups": "Chinese cities",
        "difference": "Does not say that Haikou was among them.",
        "told": [1],
    },
    {"position": "3.2", "told": [2]},
    {
        "dates_told": "November 2018",
        "record": "Mission of European cities to Yantai and Kunming",
        "unnamed_groups": "European cities",
        "difference": "Names Kunming only.",
    },
    {
        "dates_told": "June 2019",
        "record": "new: Meeting of Kunming with Granada’s health park in Chengdu",
        "new_kind": "meeting",
        "new_mode": "in-person",
        "new_occasion": "EU-China Smart City Innovation Forum",
        "new_cities": "Kunming; Granada (implied); Chengdu (hosts)",
        "new_organisations": "Granada Health Park PTS",
        "new_themes": "Life Sciences and Healthy City",
        "new_description": "A meeting.",
    },
]
"""The numbers of outcomes are their positions on their activity; `filled` makes keys of them."""
LIFE = "Life Sciences and Healthy City"
CULTURE = "Culture, Tourism and Education"
PILOTS: list[dict[str, Any]] = [
    {
        "dates_told": "2020",
        "record": "new: Invitations to the Kunming Big Health Forum and the International"
        " Bio-Diversity Conference 2020",
        "unnamed_groups": "European pilot cities; biotechnology companies",
        "new_kind": "event",
        "new_cities": "Kunming (implied)",
        "new_themes": LIFE,
        "new_description": "Invitations.",
    },
    {
        "record": "new: Sino-European Biotechnology Center in Kunming",
        "new_kind": "park",
        "new_cities": "Kunming; Granada; Rome; Nice",
        "new_organisations": "Kunming High Tech Industry Park",
        "new_themes": LIFE,
        "new_description": "A centre.",
    },
    {
        "record": "new: Tourism offices of Kunming in Europe, and of European cities in Kunming",
        "unnamed_groups": "European cities",
        "new_kind": "office",
        "new_cities": "Kunming",
        "new_themes": CULTURE,
        "new_description": "Offices.",
    },
    {
        "record": "new: University cooperation of Kunming with Granada, Rome and Nice",
        "unnamed_groups": "universities from Granada, Rome and Nice; Kunming universities",
        "new_kind": "education",
        "new_cities": "Kunming; Granada; Rome; Nice",
        "new_themes": CULTURE,
        "new_description": "Universities.",
    },
    {
        "record": "new: Smart city projects with the Cloud Town Incubation Center",
        "unnamed_groups": "key stakeholders from Barcelona, Rome and Nice; EU technology start-ups",
        "new_kind": "technology",
        "new_place": "Chenggong District (呈贡区)",
        "new_cities": "Kunming; Barcelona; Rome; Nice",
        "new_organisations": "Cloud Town Incubation Center",
        "new_themes": "Smart City and Digital Transition",
        "new_description": "Projects.",
    },
]


def filled() -> list[dict[str, Any]]:
    """The activities, with outcomes by their keys in the database."""
    from pilots.models import Outcome

    mission = "chinese-cities-mission-to-nice-granada-and-rome"
    keys = dict(Outcome.objects.filter(activity__slug=mission).values_list("position", "pk"))
    return [
        {**card, "told": [keys[n] for n in card["told"]]} if "told" in card else card
        for card in ACTIVITIES
    ]


def forgotten() -> None:
    """Take the seeded summary away, with all records that no other summary tells of."""
    from pilots.models import Activity, PilotProject
    from ucap.summaries.models import Summary

    Summary.objects.filter(slug="kunming").delete()
    Activity.objects.filter(citations__isnull=True).delete()
    PilotProject.objects.filter(citations__isnull=True).delete()
