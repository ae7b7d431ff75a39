"""An intake form as data: parts of pages of questions, and which of them apply.

The same JSON is stored in `FormVersion.definition`, with its words in all languages, so
a submission can always be read with the questions that it answered. Red flags are named
by code and have the words of `content/rules`, from which no code may ever be taken out.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from content import red_flags
from intake import cautions
from intake.cautions import Answers
from locations import word_files

NONE = "none"
# Versions of before the form had languages: each word stands in its place, in English.
IN_PLACE: dict[str, dict] = {"parts": {}, "pages": {}, "questions": {}}


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


def definition_in(file: Path) -> dict:
    """The JSON of a form that has a file: its questions and their words."""
    return {**word_files.read(file), "words": word_files.in_all_languages(file)}


def form_from(definition: dict) -> Form:
    """A form worded for its reader; KeyError or ValueError when the JSON is not one."""
    by_language = definition.get("words")
    words = word_files.for_reader(by_language) if by_language else IN_PLACE
    parts = tuple(_part(part, words) for part in definition["parts"])
    questions = {
        q.key: q for part in parts for page in part.pages for q in page.questions
    }
    return Form({**definition, **words}["title"], parts, questions)


def _part(raw: dict, words: dict) -> Part:
    worded = {**raw, **words["parts"].get(raw["key"], {})}
    pages = tuple(_page(page, words) for page in raw["pages"])
    return Part(
        raw["key"], worded["title"], worded["time"], pages, raw.get("last", False)
    )


def _page(raw: dict, words: dict) -> Page:
    worded = {**raw, **words["pages"].get(raw["key"], {})}
    when = raw.get("when")
    return Page(
        raw["key"],
        worded["title"],
        tuple(_question(question, words) for question in raw["questions"]),
        worded.get("intro", ""),
        When(when["question"], tuple(when["answers"])) if when else None,
    )


def _question(raw: dict, words: dict) -> Question:
    own = words["questions"].get(raw["key"], {})
    fields = {**raw, **own, "kind": Kind(raw["kind"]), "choices": _choices(raw, own)}
    for only_in_json in ("codes", "groups"):
        fields.pop(only_in_json, None)
    return Question(**fields)


def _choices(raw: dict, own: dict) -> tuple[Choice, ...]:
    """The choices of a question, which has words of its own."""
    if raw["kind"] == Kind.RED_FLAGS:
        return tuple(Choice(code, red_flags.ALL[code].sign) for code in raw["codes"])
    labels, groups = own.get("choices", {}), own.get("groups", {})
    return tuple(
        Choice(
            each["key"],
            labels.get(each["key"]) or each["label"],
            groups.get(each.get("group")) or each.get("group", ""),
        )
        for each in raw.get("choices", ())
    )
