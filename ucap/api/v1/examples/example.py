"""Print every pilot of Granada, with its cities."""

import json
import os
from urllib.request import urlopen

portal = os.environ["PORTAL"]
address = f"{portal}/api/v1/pilots/?city=granada&fields=title,cities"
while address:
    with urlopen(address) as answer:
        page = json.load(answer)
    for pilot in page["results"]:
        print(pilot["title"], "–", ", ".join(city["name"] for city in pilot["cities"]))
    address = page["next"]
