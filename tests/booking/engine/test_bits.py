from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.engine import bits
from booking.engine.ticks import Span

WINDOW = Span(100, 200)


@st.composite
def spans(draw):
    start = draw(st.integers(80, 220))
    return Span(start, start + draw(st.integers(0, 60)))


def ticks(spans):
    """The oracle: the same time as a plain set of ticks."""
    return {tick for start, stop in spans for tick in range(start, stop)}


def as_set(bitmap):
    return {WINDOW.start + position for position in bits.positions(bitmap)}


def test_a_busy_machine_fails_no_property():
    assert HealthCheck.too_slow in settings().suppress_health_check


@given(st.lists(spans()))
def test_a_bitmap_holds_the_same_ticks_as_a_set(some):
    assert as_set(bits.of(some, WINDOW)) == ticks(some) & set(range(*WINDOW))


@given(st.lists(spans()))
def test_spans_are_the_stretches_of_a_bitmap_in_order(some):
    bitmap = bits.of(some, WINDOW)

    found = list(bits.spans(bitmap, WINDOW))

    assert bits.of(found, WINDOW) == bitmap
    edges = [edge for span in found for edge in span]
    assert edges == sorted(set(edges))


@given(st.lists(spans()), st.integers(1, 40))
def test_a_run_starts_where_all_of_its_ticks_are_free(some, length):
    free = as_set(bits.of(some, WINDOW))

    starts = as_set(bits.runs(bits.of(some, WINDOW), length))

    assert starts == {t for t in free if all(t + n in free for n in range(length))}


@given(st.lists(spans()), st.integers(0, 9), st.integers(1, 30))
def test_a_visit_fits_where_the_time_before_and_after_is_free(some, before, after):
    free = as_set(bits.of(some, WINDOW))

    starts = as_set(bits.fits(bits.of(some, WINDOW), before, after))

    taken = range(-before, after)
    possible = range(WINDOW.start, WINDOW.stop + before)
    assert starts == {t for t in possible if all(t + n in free for n in taken)}
