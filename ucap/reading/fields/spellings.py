"""The labels of the template in their spellings: what people have made of it."""

SPELLINGS: dict[str, str] = {
    "cities": "city; city side; partner city; participating city; pilot city; name of city;"
    " city involved; cooperating city; city and partner",
    "province": "province; state; department; region; province state department; province state;"
    " province region; province state region; state region; county; federal state; region or state;"
    " province or region; region state department; autonomous region; province district",
    "country": "country; country of city; nation; member state",
    "population": "population; inhabitant; number of inhabitant; population size; resident;"
    " number of resident; population of city",
    "size": "size; size km2; size in km2; surface area km2; surface area in km2; area; area km2;"
    " area in km2; surface; surface area; surface km2; size of city; total area; land area",
    "period": "period of cooperation; period; cooperation period; duration; time frame; timeframe;"
    " duration of cooperation; project period; time period; period covered; cooperation timeframe",
    "themes": "cooperation theme; theme of cooperation; theme; thematic area; cooperation topic;"
    " cooperation area; area of cooperation; field of cooperation; topic of cooperation;"
    " cooperation field; main theme; main cooperation theme",
    "terms": "related sdg and urban agenda topic; related sdg; sdg; urban agenda topic; sdg topic;"
    " related urban agenda topic; urban agenda; eu urban agenda topic; sdg and urban agenda;"
    " related eu urban agenda topic; urban agenda theme; urban agenda partnership;"
    " related sustainable development goal; sustainable development goal;"
    " sdg and urban agenda topic; related sdg and eu urban agenda topic; sdg and eu urban agenda;"
    " sustainable development goal and urban agenda topic",
    "focus": "key focus of cooperation theme; key focus; focus; focus of cooperation; main focus;"
    " focus of cooperation theme; key focus of cooperation; focus area; main focus of cooperation",
    "challenges": "key challenge of cooperation theme; key challenge; challenge; main challenge;"
    " challenge of cooperation; key challenge of cooperation; challenge of cooperation theme",
    "objectives": "main objective of cooperation as described in u cap; main objective; objective;"
    " main objective as described in u cap; objective of cooperation; key objective; aim; goal;"
    " objective as described in u cap; main objective of cooperation; aim and objective",
    "activities": "short description of main activity and key output; main activity; activity;"
    " main activity and key output; main activity and output; activity and output; key activity;"
    " short description of main activity and output; short description of main activity;"
    " description of main activity; short description of activity; activity carried out;"
    " short description of activity and output; key activity and output; activity so far",
    "results": "expected result and benefit; result and benefit; expected result; result;"
    " expected benefit; benefit; main result and benefit; key result and benefit;"
    " output and result; expected output and result; result and output; expected outcome;"
    " outcome and benefit; main expected result; pilot project;"
    " expected result and impact; proposed pilot project; expected outcome and benefit",
    "contact": "for further information please contact; contact; for further information;"
    " for more information; further information; contact person; contact detail; more information;"
    " for more information please contact; please contact; for further information contact;"
    " for more information and for complete u cap; further information and full u cap;"
    " for further information and full u cap; contact for further information;"
    " for further information including access to full u cap please contact",
}
"""The labels that each field has in templates: plain words in the singular, in any order."""

CORES: dict[str, str] = {
    "focus": r"focus",
    "challenges": r"challenge",
    "objectives": r"objective",
    "results": r"(?:result|benefit|outcome)",
    "activities": r"activit",
    "terms": r"(?:sdg|urban agenda|sustainable development)",
    "period": r"(?:period|duration)",
    "themes": r"theme",
    "population": r"(?:population|inhabitant)",
    "size": r"(?:km2|area|size|surface)",
    "province": r"(?:province|region|state)",
    "country": r"countr",
    "cities": r"(?:city|partner)",
}
"""The word by which a cell with an unheard-of label is known; the first one wins."""
