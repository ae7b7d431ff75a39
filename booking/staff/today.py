"""Today's list: who comes, when, to whom, and what to know before."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from booking.availability import impact
from booking.models import CallRequest
from booking.models.appointments import VISITS
from booking.public.forms import ChoiceForm
from booking.staff import visit_list
from booking.staff.permissions import sees_visits, visits_for
from booking.staff.visit_list import DAY
from clients import access
from clients.access import Reach

COMING = 6 * DAY


@require_GET
@sees_visits
def today(request):
    """Show the visits of a day and of the week after it."""
    now = timezone.now()
    keeps_the_books = access.reach(request.user, VISITS) is Reach.EVERYONE
    day = ChoiceForm(request.GET).value("day", visit_list.this_day(now))
    context = {
        "day": day,
        "is_today": day == visit_list.this_day(now),
        "before": day - DAY,
        "after": day + DAY,
        "rows": visit_list.of_days(request.user, day, day, now),
        "coming": visit_list.of_days(request.user, day + DAY, day + DAY + COMING, now),
        "requests": visits_for(request.user).requested().count(),
        "calls": CallRequest.objects.open().count(),
        "unfit": keeps_the_books and impact.count(now),
        "keeps_the_books": keeps_the_books,
    }
    return render(request, "booking/staff/today.html", context)
