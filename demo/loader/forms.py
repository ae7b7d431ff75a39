"""Fill in intake forms for the demo's clients, page by page."""

from demo.loader.texts import read
from intake import services

ANSWERS = read("clients")["answers"]


def fill_in(appointment, key, now, pages=None):
    """Answer the whole form of a visit as this client would, or its first few pages."""
    submission, client = appointment.submission, appointment.client
    given = {**ANSWERS["usual"], **ANSWERS.get(key, {}), "signature": client.name}
    given |= {"name": client.name, "email": client.email, "phone": client.phone.as_e164}
    given["pronouns"] = client.pronouns
    for _, page in submission.form.pages_for(given)[:pages]:
        answers = {q.key: given.get(q.key, _nothing(q)) for q in page.questions}
        submission, _ = services.save_page(
            submission=submission, page=page, answers=answers, now=now
        )
    if pages is None:
        services.complete(submission=submission, now=now)


def _nothing(question):
    return [] if question.kind in ("choices", "red_flags") else ""
