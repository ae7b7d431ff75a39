"""The intake form for clients: a task list, then one topic per page."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from clients import files, proof, readings
from clients import services as clients
from intake import links, presentation, progress, services, sign_levels, signals
from intake.forms import PageForm
from intake.levels import Level, needs_a_call
from locations import languages, site_context
from web.decorators import personal
from web.posted import posted

# Session key of the forms whose answers this browser may see, each with its seal.
MAY_SEE = "health_forms"
# Session key of the forms whose reading was logged, with the end of each proof.
LOGGED = "logged_readings"


def found(view):
    """Find the form of a token; 404 when it was altered."""

    @wraps(view)
    def wrapped(request, token, **kwargs):
        submission = links.find(token)
        if submission is None:
            raise Http404
        return view(request, submission, token, **kwargs)

    return personal(wrapped)


def unlocked(view):
    """Admit only the browser that wrote the answers, or one proven for their client.

    A form without answers has nothing to hide, unless the address of its client was
    corrected: then others may have its link. Proving a browser breaks the seal, so that
    a browser that wrote before has to be proven as well.
    """

    @wraps(view)
    def wrapped(request, submission, token, **kwargs):
        is_private = submission.saved_pages or submission.client.corrected_by_id
        if is_private and not may_see(request, submission):
            return redirect("intake:code", token)
        _note_reading(request, submission)
        return view(request, submission, token, **kwargs)

    return found(wrapped)


@require_GET
@unlocked
def tasks(request, submission, token):
    """List the parts of the form with their status."""
    saved = set(submission.saved_pages)
    parts = progress.of_parts(submission.form, submission.answers, saved)
    context = {
        "submission": submission,
        "token": token,
        "parts": parts,
        "is_complete": progress.is_complete(submission.form, submission.answers, saved),
    }
    return render(request, "intake/tasks.html", context)


@require_http_methods(["GET", "POST"])
@unlocked
def page(request, submission, token, page_key):
    """Show one topic; saving leads to the next page of its part, or to the list."""
    part, this = _page_or_404(submission, page_key)
    form = PageForm(
        posted(request),
        page=this,
        answers=submission.answers,
        known=signals.contact_of(submission),
    )
    if form.is_valid():
        submission, raised = services.save_page(
            submission=submission, page=this, answers=form.answers(), now=timezone.now()
        )
        _let_see(request, submission)
        signals.notice_language(submission, languages.current())
        token = links.renewed(token, submission)
        return _onward(submission, token, this, raised)
    context = {
        "submission": submission,
        "token": token,
        "part": part,
        "topic": this,
        "form": form,
        "back": progress.page_before(submission.form, this, submission.answers),
    }
    return render(
        request, "intake/page.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@unlocked
def check(request, submission, token):
    """Show all answers, with the button that hands them in."""
    saved = set(submission.saved_pages)
    if not progress.is_complete(submission.form, submission.answers, saved):
        return redirect("intake:tasks", token)
    if request.method == "POST":
        services.complete(submission=submission, now=timezone.now())
        signals.notice_language(submission, languages.current())
        return redirect("intake:thanks", token)
    context = {
        "submission": submission,
        "token": token,
        "parts": presentation.answers(submission.form, submission.answers),
    }
    return render(request, "intake/check.html", context)


@require_GET
@unlocked
def thanks(request, submission, token):
    """Confirm that the form is handed in: who reads it, and by when."""
    if submission.completed_at is None:
        return redirect("intake:tasks", token)
    return render(
        request, "intake/thanks.html", {"submission": submission, "token": token}
    )


@require_GET
@unlocked
def get_help(request, submission, token):
    """Show what must be talked about first.

    That is the red flags that were ticked, with what to do about them, and the concerns
    about the visit.
    """
    flags = [
        flag
        for flag in sign_levels.ticked(submission.form.codes_in(submission.answers))
        if needs_a_call(flag.level)
    ]
    concerns = signals.concerns_of(submission, timezone.now())
    if not flags and not concerns:
        return redirect("intake:tasks", token)
    context = {
        "submission": submission,
        "token": token,
        "concerns": concerns,
        "signs": [(flag.sign, flag.advice) for flag in flags],
        "is_emergency": bool(flags) and flags[0].level == Level.EMERGENCY,
        "mistake": flags and submission.form.page_of_code(flags[0].code),
    }
    return render(request, "intake/help.html", context)


@require_http_methods(["GET", "POST"])
@found
def code(request, submission, token):
    """Ask for an e-mailed code that proves whose answers these are."""
    is_private = submission.saved_pages or submission.client.corrected_by_id
    if _is_proven(request, submission) or not is_private:
        return redirect("intake:tasks", token)
    if request.method == "GET":
        waits = submission.client.corrected_by_id is not None
        return render(request, "intake/code.html", {"token": token, "waits": waits})
    client = submission.client.joined_to or submission.client
    if client.email and not proof.asks_for_too_many(request):
        clients.send_code(
            email=client.email,
            browser=proof.browser_key(request),
            client=client,
            next_path=reverse("intake:tasks", args=[token]),
            language=languages.current(),
            now=timezone.now(),
        )
    return redirect("proof:code")


@require_GET
@found
def who_looked(request, submission, token):
    """List who read this person's health answers, for a browser proven for them.

    Having written the answers is not enough: the list reaches further back.
    """
    if not _is_proven(request, submission):
        return redirect("intake:code", token)
    own = files.of(submission.client).values_list("pk", flat=True)
    context = {
        "token": token,
        "looks": readings.of(*own),
        "zone": site_context.current().zone,
    }
    return render(request, "intake/who_looked.html", context)


def may_see(request, submission) -> bool:
    """Whether this browser wrote the answers, or is proven for their person."""
    return _wrote(request, submission) or _is_proven(request, submission)


def _note_reading(request, submission):
    """Log a reading by a browser that did not write the answers, once per proof."""
    if not submission.saved_pages or _wrote(request, submission):
        return
    now = timezone.now()
    until = proof.of(request, now).until.isoformat()
    logged = request.session.get(LOGGED, {})
    if logged.get(str(submission.pk)) == until:
        return
    readings.note(
        client=submission.client,
        user=None,
        what="intake answers",
        row_id=submission.pk,
        now=now,
    )
    request.session[LOGGED] = {**logged, str(submission.pk): until}


def _is_proven(request, submission):
    proven = proof.of(request, timezone.now())
    person = proven and proven.client
    return bool(person) and person.pk == submission.client.head_id


def _wrote(request, submission):
    """Whether this browser wrote the answers and no other was proven since."""
    return request.session.get(MAY_SEE, {}).get(str(submission.pk)) == submission.seal


def _let_see(request, submission):
    seals = request.session.get(MAY_SEE, {})
    request.session[MAY_SEE] = {**seals, str(submission.pk): submission.seal}


def _page_or_404(submission, page_key):
    for part, each in submission.form.pages_for(submission.answers):
        if each.key == page_key:
            return part, each
    raise Http404


def _onward(submission, token, this, raised):
    following = progress.page_after(submission.form, this, submission.answers)
    if raised:
        return redirect("intake:help", token)
    if following:
        return redirect("intake:page", token, following.key)
    return redirect("intake:tasks", token)
