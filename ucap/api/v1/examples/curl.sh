# What happened in April 2020, a line each
curl -s "$PORTAL/api/v1/activities/?from=2020-04&to=2020-04&fields=dates,title"

# How many pilots each theme has among those of Granada
curl -s "$PORTAL/api/v1/pilots/?city=granada&facets=1&page_size=1"

# The same list as a table
curl -s "$PORTAL/pilots.csv?city=granada"
