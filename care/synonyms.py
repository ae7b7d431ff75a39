"""Synonyms: words that mean the same to readers, so a search for one finds all."""

# Lower case. The database compares letters, so forms of one word are listed too.
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
    """A word with its plural or singular, and all its synonyms."""
    forms = _numbers(word.lower())
    for group in SAME:
        if not forms.isdisjoint(group):
            forms |= {form for each in group for form in _numbers(each)}
    return sorted(forms)


def _numbers(word):
    """Singular and plural: hip and hips. Forms that are not words find nothing."""
    if word.endswith("s") and not word.endswith("ss"):
        return {word, word[:-1]}
    return {word, f"{word}s"}
