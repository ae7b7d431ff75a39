"""Words that say the same to readers, so that a search for one finds the others."""

# Lower case. The database compares letters, so forms of one word stand here, too.
SAME = (
    ("low", "lower", "lumbar"),
    ("stiff", "stiffness", "tight", "tightness"),
    ("sore", "soreness", "ache", "aching", "hurt", "hurting", "pain", "painful"),
    ("price", "cost", "fee", "pay", "payment"),
    ("pregnant", "pregnancy", "prenatal", "trimester"),
    ("exercise", "stretch", "stretching"),
    ("sit", "sitting", "desk"),
    ("sleep", "sleeping", "bed", "night"),
    ("wheelchair", "ramp", "step-free", "elevator"),
    ("appointment", "booking", "book"),
)


def forms_of(word: str) -> list[str]:
    """A word with its plural or singular, and all that says the same."""
    forms = _numbers(word.lower())
    for group in SAME:
        if not forms.isdisjoint(group):
            forms |= {form for each in group for form in _numbers(each)}
    return sorted(forms)


def _numbers(word):
    """One and many: hip and hips. Some are no words, and then find nothing."""
    if word.endswith("s") and not word.endswith("ss"):
        return {word, word[:-1]}
    return {word, f"{word}s"}
