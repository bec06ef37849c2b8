"""Dates as councils print them, and what they mean in EDTF.

`find_dates` is the door; `read_dates` gives the warnings too. The modules, in the order of the work: `numeric` and
`grammar` read one date at one place, `atoms` finds all of a text, `joins` makes ranges and fills in shared years,
`fallback` asks dateparser; `units` and `edtf` know what a part of a year means.
"""

from normalise.dates.edtf import bounds
from normalise.dates.find import find_dates, read_dates
from normalise.dates.printed import PrintedDate, Reading

__all__ = ["PrintedDate", "Reading", "bounds", "find_dates", "read_dates"]
