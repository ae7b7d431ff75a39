"""Words that may speak of an emergency, in what visitors type into a box.

Not a diagnosis and not a filter: whoever types one of them sees first where to get
help at once. The signs are those of the safety check, in the words people use.
"""

import re

SIGNS = (
    r"numb\w* (between|around|in) (my|the|your) (legs|groin|saddle|genitals|buttocks)",
    r"saddle numb\w*",
    r"can'?t (pee|poo|urinate|feel my (legs?|feet|foot))",
    r"(lost|losing|no) (bladder|bowel) control",
    r"(bladder|bowel)s? (leak\w*|trouble|problems?|incontinen\w+)",
    r"incontinen\w+",
    r"cauda equina",
    r"leg (is )?(getting weaker|giving way|suddenly weak)",
    r"foot drop",
    r"(can'?t|cannot) breathe|short(ness)? of breath|coughing blood",
    r"chest pain",
    r"(passed|passing) out|faint(ed|ing)?",
    r"(hot|swollen|red),? (\w+ )?(calf|thigh|leg)|(calf|leg) (is )?(hot|swollen)",
    r"blood clot|dvt|aneurysm",
    r"car (crash|accident)|bad fall|fell (off|from)",
    r"fever (and|with) back pain|back pain (and|with) fever",
    r"bleeding (while|and|in) pregnan\w+|pregnan\w+ (and|with) bleeding",
    r"suicid\w*|kill myself|want to die|don'?t want to live",
)
_SIGNS = re.compile(rf"\b({'|'.join(SIGNS)})\b", re.IGNORECASE)


def may_be_urgent(text: str) -> bool:
    """Whether a text has words of an emergency in it."""
    return bool(_SIGNS.search(text.replace("’", "'")))
