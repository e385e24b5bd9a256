"""Reads of funding."""

from folkmoot.funding.queries.meter import appeal_on, read_meter, read_meters
from folkmoot.funding.queries.writing import write_meter

__all__ = ["appeal_on", "read_meter", "read_meters", "write_meter"]
