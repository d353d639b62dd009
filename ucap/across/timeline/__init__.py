"""The timeline: activities along months, under the periods of the plans that tell of them."""
