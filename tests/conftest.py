"""What tests of every package share."""

import time
from collections.abc import Callable

import pytest

MOMENT = 0.1
"""Seconds of processor time in which growth is not worth a measurement."""


@pytest.fixture
def in_proportion() -> Callable[..., None]:
    """Hold work to time in proportion to its size: a quarter of it does not take less than an eighth of the time.

    Proportion takes a quarter, a square a sixteenth. The times are those of this process's processor, side by side, so
    a busy or stalled machine decides nothing; where one measurement is out, two more are taken, each of another size
    (what is cached from before would be no measurement).
    """

    def hold(work: Callable[[int], object], size: int = 100_000) -> None:
        growths = []
        for attempt in range(3):
            whole = _processor_seconds(work, size - attempt)
            quarter = _processor_seconds(work, (size - attempt) // 4)
            if whole < MOMENT or whole < 8 * quarter:
                return
            growths.append(f"{quarter:.2f} s to {whole:.2f} s")
        pytest.fail("four times the size took more than eight times the time: " + ", ".join(growths))

    return hold


def _processor_seconds(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
