"""The plain way: the list of pilots as one would write it first, with what Django is known for.

A `ListView`, a `FilterSet` of django-filter, one `values().annotate(Count(…))` for each facet, the
portal's own templates; no cache of any kind.
"""
