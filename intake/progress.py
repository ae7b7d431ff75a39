"""Progress through a form: saved pages and answers in, status out."""

from dataclasses import dataclass
from enum import StrEnum

from intake.cautions import Answers
from intake.schema import Form, Page, Part


class Status(StrEnum):
    """How far a part is; `templates/intake/tasks.html` has the words."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    WAITS = "waits"


@dataclass(frozen=True)
class PartProgress:
    part: Part
    status: Status
    next_page: Page


def of_parts(form: Form, answers: Answers, saved: set[str]) -> list[PartProgress]:
    """The task list: each part with its status and the page to go on with."""
    return [_of_part(form, part, answers, saved) for part in form.parts]


def is_complete(form: Form, answers: Answers, saved: set[str]) -> bool:
    """Whether every page that applies has been saved."""
    return all(page.key in saved for _, page in form.pages_for(answers))


def page_after(form: Form, page: Page, answers: Answers) -> Page | None:
    """The next page of the same part, None at its end."""
    for part in form.parts:
        pages = part.pages_for(answers)
        if page in pages:
            rest = pages[pages.index(page) + 1 :]
            return rest[0] if rest else None
    return None


def page_before(form: Form, page: Page, answers: Answers) -> Page | None:
    """The page before in the same part, None at its beginning."""
    for part in form.parts:
        pages = part.pages_for(answers)
        if page in pages:
            at = pages.index(page)
            return pages[at - 1] if at else None
    return None


def _of_part(form: Form, part: Part, answers: Answers, saved: set[str]) -> PartProgress:
    pages = part.pages_for(answers)
    open_pages = [page for page in pages if page.key not in saved]
    if not open_pages:
        status = Status.DONE
    elif part.last and not _others_done(form, part, answers, saved):
        status = Status.WAITS
    elif len(open_pages) < len(pages):
        status = Status.IN_PROGRESS
    else:
        status = Status.NOT_STARTED
    return PartProgress(part, status, (open_pages or pages)[0])


def _others_done(form: Form, part: Part, answers: Answers, saved: set[str]) -> bool:
    others = (
        page
        for other, page in form.pages_for(answers)
        if other != part and not other.last
    )
    return all(page.key in saved for page in others)
