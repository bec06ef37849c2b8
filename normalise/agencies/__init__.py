"""What a lead-agency cell says: organisations, their sectors, and people."""

from normalise.agencies.expansions import find_expansions
from normalise.agencies.reader import AgencyReader, Leads

__all__ = ["AgencyReader", "Leads", "find_expansions"]
