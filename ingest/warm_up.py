"""Loads all that reading needs, once, so that the process of each document starts with it (and shares its memory)."""

from __future__ import annotations

import gc
import importlib
import pkgutil
from contextlib import suppress
from pathlib import Path
from typing import Final

import extractors
import normalise
from extractors.document import Kind, Source
from ingest.result import pack_result
from ingest.rows import RunStamp
from ingest.settings import Options
from ingest.worker_messages import Work

_PLAN: Final = Path(__file__).with_name("warm_up_plan.txt")
"""A plan of nowhere in many words of many kinds; reading it fills the caches that every document needs."""


def warm_up(work: Work, options: Options, stamp: RunStamp) -> None:
    """Imports every module of the readers and of understanding, and does the whole work on a small plan."""
    for package in (extractors, normalise):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            with suppress(ImportError):  # a reader whose library is not installed says so when it is asked to read
                importlib.import_module(module.name)
    plan = Source("plan.txt", "0" * 64, _PLAN.stat().st_size, Kind.TEXT, _PLAN)
    pack_result(work(plan, options), stamp)
    gc.collect()
    gc.freeze()  # a collection in a document's process would touch, and so copy, all of this
