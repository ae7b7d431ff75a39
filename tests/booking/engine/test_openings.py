"""The answers of the engine against the naive oracle, and its rules one by one."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.engine import bits
from booking.engine.openings import Answer, window_of
from booking.engine.question import Opening, Question, Reason, Visit
from booking.engine.ticks import Span, instant_of, next_tick, tick_of
from booking.engine.timetable import Closed, Place, Shift, Timetable, Weekly, Worker
from tests.booking.engine import oracle
from tests.booking.engine.oracle import utc

NEW_YORK = ZoneInfo("America/New_York")
AZORES = ZoneInfo("Atlantic/Azores")
ZONES = [
    NEW_YORK,
    ZoneInfo("Asia/Kolkata"),
    ZoneInfo("America/Phoenix"),
    AZORES,  # the clock changes at midnight
    ZoneInfo("Australia/Lord_Howe"),  # by half an hour
]

# Around both clock changes of New York and of the Azores, and an ordinary week.
WEEKS = [
    date(2026, 3, 6),
    date(2026, 10, 30),
    date(2027, 3, 26),
    date(2026, 10, 23),
    date(2026, 6, 5),
]

MONDAY = date(2026, 6, 8)
STUDIO = 1
IMANI, TOMASZ = 11, 12
ROOM_A, ROOM_B = 21, 22


def weekly(start=9, stop=17, pause=None, weekdays=range(7), **validity):
    """Hours of every day; a stop of 0 is midnight."""
    return tuple(
        Weekly(day, time(start), time(stop), pause, **validity) for day in weekdays
    )


def question(days=1, now="2026-06-01T12:00", first=MONDAY, **changes):
    asked = {
        "visit": Visit(length=12, cleanup=3, rooms={STUDIO: (ROOM_A,)}),
        "therapists": (IMANI,),
        "places": (STUDIO,),
        "first_day": first,
        "last_day": first + timedelta(days=days - 1),
        "now": next_tick(utc(now)),
    }
    return Question(**{**asked, **changes})


def timetable(place=None, *workers):
    place = place or Place(STUDIO, NEW_YORK, opening=weekly(8, 20))
    workers = workers or (Worker(IMANI, "Imani", 31, {STUDIO: weekly()}),)
    return Timetable({place.id: place}, {worker.id: worker for worker in workers})


def ask(asked, table=None, taken=()):
    """The answer when `taken` lists (resource, span) of what is booked."""
    table = table or timetable()
    window = window_of(asked, table)
    lanes = {31: (0,), 32: (0,), ROOM_A: (0,), ROOM_B: (0,)}
    for resource, span in taken:
        lanes[resource] = (lanes[resource][0] | bits.of([span], window),)
    return Answer(asked, table, lanes)


def at(wall, day=MONDAY, zone=NEW_YORK):
    return tick_of(datetime.combine(day, time.fromisoformat(wall), zone))


def wall_times(answer, day=MONDAY, zone=NEW_YORK):
    return [
        f"{instant_of(o.start).astimezone(zone):%H:%M}" for o in answer.openings_on(day)
    ]


# Against the oracle

WALL_TIMES = st.integers(0, 23).flatmap(
    lambda hour: st.sampled_from([time(hour, minute) for minute in (0, 5, 30, 45)])
)


def after(start, other):
    """Minutes from one time of the day to the next moment that shows another."""
    minutes = (other.hour - start.hour) * 60 + other.minute - start.minute
    return minutes if minutes > 0 else minutes + 24 * 60


@st.composite
def hours(draw):
    """Start, stop and break; any of them may lie after midnight."""
    start, stop = draw(st.lists(WALL_TIMES, min_size=2, max_size=2, unique=True))
    if draw(st.integers(0, 9)) == 0:
        start = stop = time()
    pause = tuple(draw(st.lists(WALL_TIMES, min_size=2, max_size=2, unique=True)))
    begins = after(start, pause[0]) % (24 * 60)
    if not begins < after(start, pause[1]) <= after(start, stop):
        pause = None
    return start, stop, pause


@st.composite
def clinics(draw):
    """A place, a therapist, one room, some bookings, and a question."""
    zone = draw(st.sampled_from(ZONES))
    first = draw(st.sampled_from(WEEKS))
    weekdays = draw(st.sets(st.integers(0, 6), min_size=1))
    own = [Weekly(day, *draw(hours())) for day in weekdays]
    if draw(st.booleans()):
        own = [row for row in own if not row.holds_on(first)]
        own.append(Shift(first, *draw(hours())))
    opening = [Weekly(day, *draw(hours())[:2]) for day in range(7)]
    closed = []
    if draw(st.booleans()):
        start, stop, _ = draw(hours())
        closed = [
            Closed(
                first,
                first + timedelta(days=1),
                start,
                draw(st.sampled_from([None, stop])),
            )
        ]
    now = datetime.combine(first, draw(WALL_TIMES), zone)
    asked = question(
        days=4,
        first=first,
        visit=Visit(
            length=draw(st.integers(1, 30)),
            setup=draw(st.integers(0, 2)),
            cleanup=draw(st.integers(0, 4)),
            travel=draw(st.sampled_from([0, 9])),
            rooms={STUDIO: draw(st.sampled_from([(ROOM_A,), None]))},
        ),
        horizon=draw(st.sampled_from([None, 2])),
        grid=draw(st.sampled_from([5, 15, 20])),
    )
    asked = Question(**{**asked.__dict__, "now": next_tick(now)})
    place = Place(
        STUDIO, zone, draw(st.sampled_from([0, 36])), tuple(opening), tuple(closed)
    )
    begin = tick_of(now)
    taken = draw(
        st.lists(
            st.tuples(
                st.sampled_from([31, ROOM_A]),
                st.builds(
                    lambda a, n: Span(begin + a, begin + a + n),
                    st.integers(-50, 900),
                    st.integers(1, 60),
                ),
            ),
            max_size=6,
        )
    )
    off = [
        Span(begin + a, begin + a + 100)
        for a in draw(st.lists(st.integers(0, 900), max_size=1))
    ]
    worker = Worker(IMANI, "Imani", 31, {STUDIO: tuple(own)}, tuple(off))
    return asked, timetable(place, worker), taken


def true_starts(asked, table, taken):
    """The oracle: for every minute of the days, can the visit begin in it?"""
    place, worker = table.places[STUDIO], table.workers[IMANI]
    visit, zone = asked.visit, place.zone
    days = [asked.first_day + timedelta(days=n) for n in range(-2, 6)]
    working = oracle.hours(worker.hours[STUDIO], days, zone)
    working &= oracle.hours(place.opening, days, zone)
    working -= oracle.closed(place.closed, days, zone)
    working -= oracle.of_ticks(worker.time_off)
    working -= oracle.of_ticks(span for resource, span in taken if resource == 31)
    room = (
        set()
        if visit.rooms[STUDIO] is None
        else oracle.of_ticks(span for resource, span in taken if resource == ROOM_A)
    )
    today, _ = oracle.on_wall(asked.now * 5, zone)

    def allowed(minute):
        day, of_day = oracle.on_wall(minute, zone)
        return (
            asked.first_day <= day <= asked.last_day
            and of_day % asked.grid == 0
            and minute >= (asked.now + place.notice) * 5
            and (asked.horizon is None or day <= today + timedelta(days=asked.horizon))
        )

    def fits(minute):
        whole = range(minute - visit.before * 5, minute + visit.after * 5)
        in_room = range(
            minute - visit.setup * 5, minute + (visit.length + visit.cleanup) * 5
        )
        return working.issuperset(whole) and room.isdisjoint(in_room)

    return sorted(minute // 5 for minute in working if allowed(minute) and fits(minute))


@settings(max_examples=200, deadline=None)
@given(clinics())
def test_openings_agree_with_a_set_of_minutes(clinic):
    asked, table, taken = clinic
    truth = true_starts(asked, table, taken)

    answer = ask(asked, table, taken)

    by_day = {
        day: [opening.start for opening in answer.openings_on(day)]
        for day in asked.days()
    }
    assert sum(by_day.values(), []) == truth
    for day, starts in by_day.items():
        assert answer.count_on(day) == len(starts)
        assert (answer.reason_on(day) is None) == bool(starts)


# The rules, one by one


def test_no_visit_lies_in_a_break_that_starts_in_the_skipped_hour():
    day = date(2026, 3, 8)  # New York skips from 2:00 to 3:00
    shift = Shift(day, time(1), time(4, 30), (time(2, 30), time(3, 15)))
    table = timetable(
        Place(STUDIO, NEW_YORK, opening=weekly(0, 0)),
        Worker(IMANI, "Imani", 31, {STUDIO: (shift,)}),
    )
    visit = Visit(12, rooms={STUDIO: None})
    asked = question(first=day, visit=visit, now="2026-03-01T12:00")

    assert wall_times(ask(asked, table), day) == ["01:00", "03:15", "03:30"]


def test_hours_until_midnight_end_at_midnight():
    table = timetable(
        Place(STUDIO, NEW_YORK, opening=weekly(8, 0)),
        Worker(IMANI, "Imani", 31, {STUDIO: weekly(18, 0)}),
    )

    assert wall_times(ask(question(), table))[-1] == "22:45"


def test_hours_past_midnight_continue_into_the_next_day():
    table = timetable(
        Place(STUDIO, NEW_YORK, opening=weekly(18, 2)),
        Worker(IMANI, "Imani", 31, {STUDIO: weekly(22, 2)}),
    )

    assert wall_times(ask(question(grid=60), table)) == ["00:00", "22:00", "23:00"]


def test_a_place_that_never_closes_offers_times_around_midnight():
    table = timetable(
        Place(STUDIO, NEW_YORK, opening=weekly(0, 0)),
        Worker(IMANI, "Imani", 31, {STUDIO: weekly(0, 0)}),
    )

    assert len(wall_times(ask(question(grid=60), table))) == 24


def test_a_closure_past_midnight_removes_openings_on_both_days():
    closed = Closed(MONDAY, MONDAY, time(23), time(1))
    table = timetable(
        Place(STUDIO, NEW_YORK, opening=weekly(0, 0), closed=(closed,)),
        Worker(IMANI, "Imani", 31, {STUDIO: weekly(18, 4)}),
    )
    tuesday = MONDAY + timedelta(days=1)

    answer = ask(question(days=2, grid=30), table)

    assert wall_times(answer)[-1] == "21:30"
    assert wall_times(answer, tuesday)[0] == "01:00"


def test_the_last_shift_of_a_therapist_runs_past_midnight_to_its_end():
    worker = Worker(IMANI, "Imani", 31, {STUDIO: weekly(22, 2)}, last_day=MONDAY)
    table = timetable(Place(STUDIO, NEW_YORK, opening=weekly(0, 0)), worker)
    tuesday = MONDAY + timedelta(days=1)

    answer = ask(question(days=2, grid=15), table)

    assert wall_times(answer, tuesday) == ["00:00", "00:15", "00:30", "00:45"]


def test_a_visit_and_its_clean_up_must_end_within_the_shift():
    assert wall_times(ask(question()))[-1] == "15:45"


def test_no_visit_overlaps_a_break():
    table = timetable(
        None,
        Worker(IMANI, "Imani", 31, {STUDIO: weekly(pause=(time(12), time(12, 30)))}),
    )

    starts = wall_times(ask(question(), table))

    assert "10:45" in starts
    assert "11:00" not in starts
    assert "12:15" not in starts
    assert "12:30" in starts


def test_no_visit_runs_past_closing_time():
    place = Place(STUDIO, NEW_YORK, opening=weekly(8, 12))

    assert wall_times(ask(question(), timetable(place)))[-1] == "10:45"


def test_hours_are_offered_only_while_they_are_valid():
    later = weekly(first_day=date(2026, 6, 9))

    answer = ask(
        question(days=2), timetable(None, Worker(IMANI, "Imani", 31, {STUDIO: later}))
    )

    assert answer.reason_on(MONDAY) == Reason.NOBODY_WORKS
    assert answer.reason_on(date(2026, 6, 9)) is None


def test_nobody_works_after_their_last_day():
    worker = Worker(IMANI, "Imani", 31, {STUDIO: weekly()}, last_day=date(2026, 6, 7))

    assert (
        ask(question(), timetable(None, worker)).reason_on(MONDAY)
        == Reason.NOBODY_WORKS
    )


def test_travel_occupies_the_therapist_before_and_after_the_visit():
    visit = Visit(length=12, travel=9, rooms={STUDIO: None})

    starts = wall_times(ask(question(visit=visit)))

    assert (starts[0], starts[-1]) == ("09:45", "15:15")


def test_travel_does_not_occupy_the_room():
    visit = Visit(length=12, travel=9, rooms={STUDIO: (ROOM_A,)})
    taken = [(ROOM_A, Span(at("09:00"), at("10:00")))]

    assert wall_times(ask(question(visit=visit), taken=taken))[0] == "10:00"


def test_the_second_room_is_used_when_the_first_is_taken():
    visit = Visit(length=12, cleanup=3, rooms={STUDIO: (ROOM_A, ROOM_B)})
    taken = [(ROOM_A, Span(at("08:00"), at("20:00")))]

    answer = ask(question(visit=visit), taken=taken)

    start = at("09:00")
    assert answer.allocation(start, STUDIO, IMANI) == [
        (31, 0, Span(start, start + 15)),
        (ROOM_B, 0, Span(start, start + 15)),
    ]


def test_rooms_that_are_free_at_different_times_complete_each_other():
    visit = Visit(length=12, rooms={STUDIO: (ROOM_A, ROOM_B)})
    morning, afternoon = Span(at("08:00"), at("13:00")), Span(at("13:00"), at("20:00"))

    answer = ask(question(visit=visit), taken=[(ROOM_A, morning), (ROOM_B, afternoon)])

    starts = wall_times(answer)
    assert (starts[0], starts[-1]) == ("09:00", "16:00")
    assert "12:15" not in starts


def test_a_room_is_used_up_to_the_minute_at_which_it_is_taken_again():
    visit = Visit(length=12, setup=1, cleanup=3, rooms={STUDIO: (ROOM_A, ROOM_B)})
    start = at("10:00")
    taken = [(ROOM_A, Span(start + 15, start + 30)), (ROOM_A, Span(0, start - 1))]

    answer = ask(question(visit=visit), taken=taken)

    both = Span(start - 1, start + 15)
    assert answer.allocation(start, STUDIO, IMANI) == [(31, 0, both), (ROOM_A, 0, both)]


def test_nothing_is_allocated_when_no_room_is_free():
    answer = ask(question(), taken=[(ROOM_A, Span(at("10:30"), at("10:35")))])

    with pytest.raises(ValueError, match="nothing is free for a start at tick"):
        answer.allocation(at("10:00"), STUDIO, IMANI)


def test_a_day_without_a_free_room_is_full():
    answer = ask(question(), taken=[(ROOM_A, Span(at("08:00"), at("20:00")))])

    assert answer.reason_on(MONDAY) == Reason.FULL
    assert answer.why_not(at("10:00"), STUDIO) == Reason.FULL


def test_a_second_visit_is_allocated_to_the_second_lane():
    asked = question(visit=Visit(length=12, rooms={STUDIO: None}))
    table = timetable()
    booked = bits.of([Span(at("09:00"), at("17:00"))], window_of(asked, table))

    answer = Answer(asked, table, {31: (booked, 0)})

    assert answer.allocation(at("09:00"), STUDIO, IMANI)[0][:2] == (31, 1)


def test_notice_and_horizon_limit_the_openings():
    place = Place(STUDIO, NEW_YORK, notice=36, opening=weekly(8, 20))
    asked = question(days=4, now="2026-06-08T14:00", horizon=2)

    answer = ask(asked, timetable(place))

    assert wall_times(answer)[0] == "13:00"
    assert answer.why_not(at("12:45"), STUDIO) == Reason.TOO_SOON
    assert answer.reason_on(date(2026, 6, 10)) is None
    assert answer.reason_on(date(2026, 6, 11)) == Reason.TOO_FAR


def why_not(wall, day=MONDAY, place=None, taken=(), **asked):
    asked = {"days": 3, "horizon": 2, "now": "2026-06-08T14:00", **asked}
    answer = ask(question(**asked), timetable(place), taken)
    return answer.why_not(at(wall, day), STUDIO)


NOTICED = Place(STUDIO, NEW_YORK, opening=weekly(8, 20), notice=24)


@pytest.mark.parametrize(
    ("wall", "day", "reason"),
    [
        ("11:55", MONDAY, Reason.TOO_SOON),  # it is ten, and two hours are asked for
        ("12:00", MONDAY, Reason.FULL),
        ("15:45", MONDAY, Reason.FULL),
        ("15:50", MONDAY, Reason.NOBODY_WORKS),  # clean-up would end after five
        ("09:00", date(2026, 6, 10), Reason.FULL),
        ("23:55", date(2026, 6, 10), Reason.NOBODY_WORKS),
        ("00:00", date(2026, 6, 11), Reason.TOO_FAR),
    ],
)
def test_a_start_that_cannot_be_booked_says_why(wall, day, reason):
    assert why_not(wall, day, NOTICED) == reason


def test_a_start_on_a_closed_day_says_so():
    closed = Place(
        STUDIO, NEW_YORK, opening=weekly(8, 20), closed=(Closed(MONDAY, MONDAY),)
    )

    assert why_not("12:00", place=closed) == Reason.CLOSED


def test_a_day_whose_times_are_all_too_soon_gives_that_reason():
    asked = question(now="2026-06-08T20:30")

    assert ask(asked).reason_on(MONDAY) == Reason.TOO_SOON


def test_staff_ignore_notice_horizon_and_grid():
    place = Place(STUDIO, NEW_YORK, notice=36, opening=weekly(8, 20))
    asked = question(now="2026-06-08T14:00", notice=False, grid=5)

    assert wall_times(ask(asked, timetable(place)))[:2] == ["10:00", "10:05"]


def test_a_closed_day_gives_that_reason():
    place = Place(
        STUDIO, NEW_YORK, opening=weekly(8, 20), closed=(Closed(MONDAY, MONDAY),)
    )

    assert ask(question(), timetable(place)).reason_on(MONDAY) == Reason.CLOSED


def test_a_start_beside_the_grid_is_not_free():
    answer = ask(question())

    assert answer.is_on_grid(at("10:15"), STUDIO)
    assert not answer.is_on_grid(at("10:10"), STUDIO)
    assert answer.free_therapists(at("10:15"), STUDIO) == [IMANI]
    assert answer.free_therapists(at("10:10"), STUDIO) == []


def test_the_soonest_openings_are_those_of_the_first_days():
    answer = ask(question(days=2))
    first, second = (answer.openings_on(day) for day in answer.question.days())

    assert answer.soonest(2) == first[:2]
    assert answer.soonest(len(first)) == first
    assert answer.soonest(len(first) + 1) == [*first, second[0]]
    assert answer.soonest(1, after=first[3].start) == [first[3]]
    assert answer.soonest(1, after=first[3].start + 1) == [first[4]]


def test_a_start_outside_the_window_is_not_free():
    assert ask(question()).free_therapists(at("09:00", date(2020, 1, 1)), STUDIO) == []


# Anyone


@pytest.fixture
def two():
    return timetable(
        None,
        Worker(IMANI, "Imani", 31, {STUDIO: weekly()}),
        Worker(TOMASZ, "Tomasz", 32, {STUDIO: weekly(12, 20)}),
    )


def both(**changes):
    rooms = {STUDIO: (ROOM_A, ROOM_B)}
    return question(
        therapists=(IMANI, TOMASZ), visit=Visit(12, cleanup=3, rooms=rooms), **changes
    )


def test_asking_for_anyone_offers_each_start_of_either_therapist_once(two):
    answer = ask(both(), two)

    starts = wall_times(answer)
    assert (starts[0], starts[-1]) == ("09:00", "18:45")
    assert len(starts) == len(set(starts)) == answer.count_on(MONDAY)


def test_the_therapist_with_the_least_booked_that_week_comes_first(two):
    wednesday = date(2026, 6, 10)
    taken = [(31, Span(at("09:00", wednesday), at("10:00", wednesday)))]

    answer = ask(both(), two, taken)

    assert answer.free_therapists(at("13:00"), STUDIO) == [TOMASZ, IMANI]
    assert Opening(at("13:00"), STUDIO, TOMASZ) in answer.openings_on(MONDAY)


def test_equally_booked_therapists_are_ordered_by_name(two):
    assert ask(both(), two).free_therapists(at("13:00"), STUDIO) == [IMANI, TOMASZ]


def test_a_booked_therapist_is_not_offered(two):
    taken = [(31, Span(at("13:00"), at("14:00")))]

    assert ask(both(), two, taken).free_therapists(at("13:00"), STUDIO) == [TOMASZ]


def test_a_busier_therapist_is_offered_while_the_other_is_booked(two):
    wednesday = date(2026, 6, 10)
    busy = (32, Span(at("12:00", wednesday), at("17:00", wednesday)))
    booked = (31, Span(at("13:00"), at("13:30")))

    answer = ask(both(), two, [busy, booked])

    found = {o.start: o.therapist for o in answer.openings_on(MONDAY)}
    assert found[at("13:00")] == TOMASZ
    assert found[at("13:30")] == IMANI


def test_the_soonest_openings_are_ordered_by_start(two):
    answer = ask(both(days=3), two)

    assert [o.start for o in answer.soonest(3)] == [
        at("09:00"),
        at("09:15"),
        at("09:30"),
    ]


def test_places_in_two_zones_keep_their_own_days():
    india = Place(2, ZoneInfo("Asia/Kolkata"), opening=weekly(8, 20))
    studio = Place(STUDIO, NEW_YORK, opening=weekly(8, 20))
    worker = Worker(IMANI, "Imani", 31, {STUDIO: weekly(9, 11), 2: weekly(9, 11)})
    table = Timetable({STUDIO: studio, 2: india}, {IMANI: worker})
    visit = Visit(12, rooms={STUDIO: None, 2: None})

    found = ask(question(visit=visit, places=(STUDIO, 2)), table).openings_on(MONDAY)

    assert [o.place for o in found] == [2] * 5 + [STUDIO] * 5
