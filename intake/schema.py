"""An intake form as data: parts of pages of questions, and which of them apply.

The same JSON is stored in `FormVersion.definition`, so a submission can always be read
with the questions that it answered. Red flags are named by code and have the words of
`content/red_flags.toml`, from which no code may ever be taken out.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from content import red_flags
from intake import cautions
from intake.cautions import Answers

NONE = "none"


class Kind(StrEnum):
    """The kind of a question, which decides how its answer is stored."""

    LINE = "line"  # str
    TEXT = "text"  # str
    EMAIL = "email"  # str
    PHONE = "phone"  # str, E.164
    BIRTHDAY = "birthday"  # str, YYYY-MM-DD
    CHOICE = "choice"  # str, a choice key
    CHOICES = "choices"  # list of choice keys, or ["none"]
    SCALE = "scale"  # int, 0 to 10
    NUMBER = "number"  # int, between `least` and `most`
    RED_FLAGS = "red_flags"  # list of red-flag codes, or ["none"]
    AGREE = "agree"  # bool


@dataclass(frozen=True)
class Choice:
    key: str
    label: str
    group: str = ""


@dataclass(frozen=True)
class Question:
    """One question.

    `short` names its answer in lists if the label makes sense only on its page;
    `contact` is the column of the visit's contact that it shows and updates, or only
    shows if `fixed`; `consent` is the kind of consent that a yes gives. A question
    `about_belly_work` is not asked where the rules forbid belly work.
    """

    key: str
    kind: Kind
    label: str
    short: str = ""
    hint: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    none: str = ""
    autocomplete: str = ""
    contact: str = ""
    fixed: bool = False
    consent: str = ""
    least: int = 0
    most: int = 0
    about_belly_work: bool = False

    @property
    def name(self) -> str:
        """The name of its answer in lists."""
        return self.short or self.label

    @property
    def labels(self) -> dict[str, str]:
        """The words of every choice, with that of “none of these”."""
        labels = {choice.key: choice.label for choice in self.choices}
        return {NONE: self.none, **labels} if self.none else labels


@dataclass(frozen=True)
class When:
    """A condition on an earlier answer."""

    question: str
    answers: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        given = answers.get(self.question)
        given = given if isinstance(given, list) else [given]
        return any(answer in self.answers for answer in given)


@dataclass(frozen=True)
class Page:
    """One topic on one page; it may depend on an earlier answer."""

    key: str
    title: str
    questions: tuple[Question, ...]
    intro: str = ""
    when: When | None = None

    def applies(self, answers: Answers) -> bool:
        return self.when is None or self.when.holds(answers)

    def asked(self, answers: Answers) -> tuple[Question, ...]:
        """The page's questions, without those that other answers rule out."""
        allowed = not cautions.forbid_belly_work(answers)
        return tuple(q for q in self.questions if not q.about_belly_work or allowed)


@dataclass(frozen=True)
class Part:
    key: str
    title: str
    time: str
    pages: tuple[Page, ...]
    last: bool = False

    def pages_for(self, answers: Answers) -> list[Page]:
        return [page for page in self.pages if page.applies(answers)]


@dataclass(frozen=True)
class Form:
    """A whole form. Parts marked `last` wait until the others are done."""

    title: str
    parts: tuple[Part, ...]
    by_key: dict[str, Question] = field(default_factory=dict, compare=False)

    def pages_for(self, answers: Answers) -> list[tuple[Part, Page]]:
        """Every page that applies, in order."""
        return [(part, page) for part in self.parts for page in part.pages_for(answers)]

    def page_of_code(self, code: str) -> Page:
        """The page on which a red flag is asked for."""
        return next(
            page
            for part in self.parts
            for page in part.pages
            for question in page.questions
            if question.kind == Kind.RED_FLAGS and code in question.labels
        )

    def codes_in(self, answers: Answers) -> list[str]:
        """The codes of the red flags that were ticked anywhere in the form."""
        return [
            code
            for question in self.by_key.values()
            if question.kind == Kind.RED_FLAGS
            for code in answers.get(question.key, [])
            if code != NONE
        ]


def form_from(definition: dict) -> Form:
    """A form from its JSON; KeyError or ValueError when the JSON is not one."""
    parts = tuple(_part(part) for part in definition["parts"])
    questions = {
        q.key: q for part in parts for page in part.pages for q in page.questions
    }
    return Form(definition["title"], parts, questions)


def _part(raw: dict) -> Part:
    pages = tuple(_page(page) for page in raw["pages"])
    return Part(raw["key"], raw["title"], raw["time"], pages, raw.get("last", False))


def _page(raw: dict) -> Page:
    when = raw.get("when")
    return Page(
        raw["key"],
        raw["title"],
        tuple(_question(question) for question in raw["questions"]),
        raw.get("intro", ""),
        When(when["question"], tuple(when["answers"])) if when else None,
    )


def _question(raw: dict) -> Question:
    fields = {**raw, "kind": Kind(raw["kind"]), "choices": _choices(raw)}
    fields.pop("codes", None)
    return Question(**fields)


def _choices(raw: dict) -> tuple[Choice, ...]:
    if raw["kind"] == Kind.RED_FLAGS:
        return tuple(Choice(code, red_flags.ALL[code].sign) for code in raw["codes"])
    return tuple(Choice(**choice) for choice in raw.get("choices", ()))
