"""The version of the program, as installed."""

from __future__ import annotations

from importlib.metadata import version


def pipeline_version() -> str:
    """Version of the installed package."""
    return version("dhr-plans")
