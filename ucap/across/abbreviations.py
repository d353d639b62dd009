"""The abbreviations that the summaries use, written out."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from browse.views import PageView


@dataclass(frozen=True)
class Abbreviation:
    """A short form, what it stands for, and a list of the portal where it turns up (or "")."""

    short: str
    long: str | Promise
    meaning: str | Promise = ""
    where: str = ""


ABBREVIATIONS = [
    Abbreviation(
        "BIM",
        _("Building Information Modelling"),
        _("digital models of buildings that all who plan and run them share"),
        "/pilots/?q=BIM",
    ),
    Abbreviation("CN, ES, FR, IT", _("China, Spain, France, Italy"), _("codes of ISO 3166-1")),
    Abbreviation(
        "DRC",
        _("Development and Reform Commission"),
        _("of a Chinese province or city, below the NDRC"),
        "/organisations/?q=reform",
    ),
    Abbreviation("EU", _("European Union"), "", "/organisations/?q=European+Union"),
    Abbreviation(
        "EU UP",
        _("EU Urban Partnership"),
        _("probably: how two summaries print the partnerships of the Urban Agenda for the EU"),
        "/urban-agenda/",
    ),
    Abbreviation(
        "GIS",
        _("Geographic Information System"),
        _("software for data that have a place on the map"),
        "/pilots/?q=GIS",
    ),
    Abbreviation("ICT", _("Information and communication technology"), "", "/activities/?q=ICT"),
    Abbreviation(
        "IUC",
        _("International Urban Cooperation"),
        _("the EU programme under which the action plans were agreed; IUC Asia is its Asian part"),
        "/organisations/?q=IUC",
    ),
    Abbreviation(
        "MICE",
        _("Meetings, Incentives, Congresses, Events"),
        _("business tourism; written out so in the Culture summary"),
        "/pilots/?q=MICE",
    ),
    Abbreviation(
        "MoU",
        _("Memorandum of understanding"),
        _("what two sides intend, in writing, short of a contract"),
        "/activities/?outcome=memorandum",
    ),
    Abbreviation(
        "N/A",
        _("not available, or not applicable"),
        _("printed in the summaries where a figure is missing"),
    ),
    Abbreviation(
        "NDRC",
        _("National Development and Reform Commission"),
        _("of the People’s Republic of China"),
        "/organisations/?q=NDRC",
    ),
    Abbreviation(
        "PTS",
        _("Parque Tecnológico de la Salud"),
        _("the Health and Technology Science Park of Granada"),
        "/organisations/?q=PTS",
    ),
    Abbreviation("R&D", _("Research and development")),
    Abbreviation(
        "SDG",
        _("Sustainable Development Goal"),
        _("one of the seventeen goals of the United Nations for 2030; also misprinted “SGD”"),
        "/sdgs/",
    ),
    Abbreviation("SME", _("Small and medium-sized enterprise")),
    Abbreviation(
        "U-CAP",
        _("Urban Cooperation Action Plan"),
        _("what a pair or a group of cities agreed; also printed “UCAP”"),
        "/summaries/",
    ),
    Abbreviation(
        "UNESCO",
        _("United Nations Educational, Scientific and Cultural Organization"),
        "",
        "/pilots/?q=UNESCO",
    ),
]


class AbbreviationsView(PageView):
    """`/abbreviations/`: what the short forms stand for. No query."""

    template_name = "across/abbreviations.html"
    extra_context = {"abbreviations": ABBREVIATIONS}
