"""Dates as councils print them, and what they mean in EDTF.

`find_dates` is the door; `read_dates` gives the warnings too; `has_date` and `date_spans` only look. In the order of
the work: `typography` makes like characters alike; `numeric`, `grammar`, `years` and `digits` read one date at one
place; `atoms` finds all of a text; `joins` makes ranges and fills in shared years; `weeks` reads "week commencing";
`fallback` asks dateparser. `units` and `edtf` know what a part of a year means, `durations` counts from a stated date,
`roles` says what a date is for.
"""

from normalise.dates.edtf import bounds
from normalise.dates.find import find_dates, read_dates
from normalise.dates.glance import date_spans, has_date
from normalise.dates.printed import PrintedDate, Reading

__all__ = ["PrintedDate", "Reading", "bounds", "date_spans", "find_dates", "has_date", "read_dates"]
