"""No word that people read stands outside gettext."""

import ast
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

from clinic.translations import ROOT
from tests.clinic.unmarked import (
    exceptions,
    in_admin,
    in_python,
    in_scripts,
    in_templates,
)

NOT_OURS = {"demo", "tests", "bench", "docs", "migrations", "script"}
ADVICE = "mark them: _(…), {% translate %}, or a word that the page gives to its script"


def sources(*patterns):
    """Every file of ours that fits, by its path in the project."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    paths = subprocess.check_output(listed, cwd=ROOT, text=True).splitlines()
    return {
        path: (ROOT / path).read_text()
        for path in paths
        if _fits(path, patterns)
        and not NOT_OURS & set(Path(path).parts)
        and (ROOT / path).exists()
    }


def _fits(path, patterns):
    return any(fnmatch(path, pattern) for pattern in patterns)


def listed(path, found):
    """What to mend, one line each."""
    return [
        f"{path}:{line}: {place}: {words}"
        for line, place, words in found
        if words not in exceptions.WORDS
    ]


def in_files(find, texts):
    return [line for path, text in texts.items() for line in listed(path, find(text))]


def test_no_template_has_an_unmarked_word():
    texts = sources("templates/*.html", "templates/*.txt", "templates/*.svg")
    ours = {
        path: text
        for path, text in texts.items()
        if not _fits(path, exceptions.WORDINGS) or path in exceptions.ARE_MARKED
    }

    assert len(ours) > 200
    assert in_files(in_templates.find, ours) == [], ADVICE


def test_no_script_has_a_word_of_its_own():
    texts = sources("static/js/*.js")

    assert len(texts) > 5
    assert in_files(in_scripts.find, texts) == [], ADVICE


def test_no_module_has_an_unmarked_word():
    trees = {path: ast.parse(text) for path, text in sources("*.py").items()}
    known = in_python.codes(trees.values())
    read = {
        path: tree for path, tree in trees.items() if not _fits(path, exceptions.FILES)
    }

    assert len(read) > 200
    assert in_files(lambda tree: in_python.find(tree, known), read) == [], ADVICE


def test_every_exception_is_needed():
    texts = sources("*.py")
    found = {
        words
        for path, text in texts.items()
        if not _fits(path, exceptions.FILES)
        for _, _, words in in_python.find(ast.parse(text))
    }
    unused = [
        pattern
        for pattern in exceptions.FILES
        if not any(
            in_python.find(ast.parse(text))
            for path, text in texts.items()
            if fnmatch(path, pattern)
        )
    ]

    assert exceptions.WORDS - found == set()
    assert unused == []


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Book now</p>", "Book now"),
        ("<p>{{ n }} visits</p>", "0 visits"),
        ("{% if a %}more{% else %}{% translate 'less' %}{% endif %}", "more"),
        ("<title>Home – {{ clinic.name }}</title>", "Home – 0"),
        ('<img alt="A hand">', "A hand"),
        ('<img alt="{% if a %}hand{% endif %}">', "hand"),
        ('<a title="Close">×</a>', "Close"),
        ('<input placeholder="Search">', "Search"),
        ('<nav aria-label="Main"></nav>', "Main"),
        ('<input type="submit" value="Send">', "Send"),
        ('<optgroup label="Rooms"></optgroup>', "Rooms"),
        ('<meta name="description" content="Our clinic">', "Our clinic"),
        ('<div data-over="Your time is over"></div>', "Your time is over"),
        ("{{ name|default:'nobody' }}", "nobody"),
        ("{{ n|yesno:'yes,no' }}", "yes,no"),
        ('{% include "a.html" with title="team" only %}', "team"),
        ('{% include "a.html" with shown="Our team" only %}', "Our team"),
        ("{% with hint='Not yet' %}{{ hint }}{% endwith %}", "Not yet"),
        ("<svg><text>Hip</text></svg>", "Hip"),
    ],
)
def test_an_unmarked_word_of_a_template_is_found(html, words):
    assert [each.words for each in in_templates.find(html)] == [words]


@pytest.mark.parametrize(
    "html",
    [
        "<p>{% translate 'Book now' %}</p>",
        "{% blocktranslate count n=n %}one{% plural %}more{% endblocktranslate %}",
        "{# Why this is here #}{% comment %}Not seen{% endcomment %}",
        '<input type="hidden" value="Back pain">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<img alt="{% translate \'A hand\' %}" class="wide one">',
        '{% include "a.html" with title=_("Our team") icon="lock" only %}',
        "<code>manage.py worker</code> · 30 min – 3 km",
    ],
)
def test_what_is_marked_or_no_word_is_no_finding(html):
    assert in_templates.find(html) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('name = models.CharField("full name")', "full name"),
        ('name = models.CharField(verbose_name="name")', "name"),
        ('name = forms.CharField(label="name")', "name"),
        ('name = forms.CharField(help_text="as in a passport")', "as in a passport"),
        ('f = forms.CharField(error_messages={"required": "Say who"})', "Say who"),
        ('raise ValidationError("too long")', "too long"),
        ('raise ValidationError(f"{n} characters")', " characters"),
        ('flash.success(request, "saved")', "saved"),
        ('messages.error(request, "Not now.".format())', "Not now."),
        ('FieldPanel("name", heading="name")', "name"),
        ('MultiFieldPanel([], "people")', "people"),
        ('MenuItem("calls", "/calls/")', "calls"),
        ('OwnersMenuItem("calls", "/calls/")', "calls"),
        ('class Meta:\n    label = "quote"', "quote"),
        ('class Meta:\n    verbose_name = "visit"', "visit"),
        ('class A(TextChoices):\n    ONE = "one", "the first"', "the first"),
        ('class A(TextChoices):\n    ONE = "one"', "ONE"),
        ('return "Nobody works then."', "Nobody works then."),
        ('return "Later" if late else _("Now")', "Later"),
        ('return f"{name} comes at {time}"', " 0  comes at  0 "),
        ('row = {"title": "week"}', "week"),
        ('column.short_description = "state"', "state"),
    ],
)
def test_an_unmarked_word_of_a_module_is_found(code, words):
    [found] = in_python.find(ast.parse(code))

    assert " ".join(found.words.replace(" 0 ", " ").split()) == " ".join(
        words.replace(" 0 ", " ").split()
    )


@pytest.mark.parametrize(
    "code",
    [
        'name = models.CharField(_("full name"), max_length=3)',
        'f = forms.CharField(error_messages={"required": _("Say who")})',
        '"""What this is for."""\nname: "User" = None',
        'class A(TextChoices):\n    ONE = "at once", _("At once")',
        'raise ValueError("Not a tick.")',
        'logger.warning("The mail did not leave: %s", reason)',
        'response["Cache-Control"] = "no-store, private"',
        'words = _("{person} is here").format(person=name)',
        'row = {"@type": "Person"}',
    ],
)
def test_what_is_marked_or_nobody_reads_is_no_finding_in_a_module(code):
    assert in_python.find(ast.parse(code)) == []


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ('button.textContent = "pause";', "pause"),
        ("panel.innerHTML = `<b>${n} left</b>`;", "0 left"),
        ('say("Halfway");', "Halfway"),
        ('const words = done ? "Well done" : "";', "Well done"),
        ('panel.setAttribute("aria-label", "time");', "time"),
        ("const html = '<p title=\"time\"></p>';", "time"),
    ],
)
def test_an_unmarked_word_of_a_script_is_found(script, words):
    assert [each.words for each in in_scripts.find(script)] == [words]


def test_what_a_script_takes_from_the_page_is_no_finding():
    script = """// Say it aloud.
        button.textContent = button.dataset.pause;
        button.className = "button button--quiet";
        document.querySelector("#times h2")?.focus();"""

    assert in_scripts.find(script) == []


def test_every_field_that_the_admin_shows_has_a_marked_name():
    assert len(in_admin.shown()) > 50
    assert in_admin.fields() == [], 'models.CharField(_("name"), …)'


def test_every_model_that_the_admin_shows_has_a_marked_name():
    assert in_admin.models() == [], 'verbose_name = _("…"), verbose_name_plural = …'


def test_every_block_that_the_editor_shows_has_a_marked_label():
    assert in_admin.blocks() == [], 'blocks.CharBlock(label=_("…"))'
