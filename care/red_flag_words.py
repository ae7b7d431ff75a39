"""Words that may mean an emergency, in text that visitors type.

Not a diagnosis and not a filter: visitors who type one of them are first shown where to
get help at once. The signs are those of the safety check, in everyday words.
"""

import re

CANNOT = r"(can'?t|cannot|can not|unable to)"
MY = r"((my|the|your|both) )?"
SORE = r"(back|hip|groin|belly|stomach)"

SIGNS = (
    r"(legs?|groin|saddle|genitals|buttocks) (is |are |feels? )?numb",
    r"numb (groin|saddle|legs)",
    r"(leg|foot|legs) weakness|weak(er)? (leg|legs|foot)",
    r"heart attack|stroke",
    r"hit by (a )?car|fell down (the )?stairs",
    r"self[- ]?harm",
    rf"numb\w* (between|around|in) {MY}(legs?|groin|saddle|genitals|buttocks)",
    r"saddle numb\w*",
    rf"{CANNOT} (pee|poo|urinate|control {MY}(bladder|bowels?)|walk)",
    rf"{CANNOT} feel {MY}(legs?|feet|foot)",
    r"(lost|losing|no|loss of) (bladder|bowel) control",
    rf"(lost|losing|loss of) control (of|over) {MY}(bladder|bowels?)",
    r"(bladder|bowel)s? (leak\w*|trouble|problems?|incontinen\w+)",
    r"incontinen\w+",
    r"cauda equina",
    r"legs? (is |are )?(getting weaker|giv(es?|ing) way|suddenly weak)",
    r"foot drop",
    rf"{CANNOT} breathe?|short(ness)? of breath|coughing (up )?blood",
    r"chest pains?|pain in (my|the) chest",
    r"(passed|passing) out|faint(ed|ing)?",
    r"(hot|swollen|red),? (\w+ )?(calf|thigh|leg)|(calf|leg) (is )?(hot|swollen)",
    r"blood clots?|dvt|aneurysms?",
    r"car (crash|accident)|bad fall|fell (off|from)",
    rf"(fever|shivering|vomiting) (and |with )?(a )?{SORE} pain",
    rf"{SORE} pain,? (and |with )?(a )?(fever|shivering|vomiting)",
    r"(numb\w*|tingl\w+|pain) (in|down) both legs",
    r"both legs (are |feel |go )?(numb|tingl\w+)",
    r"different when i wipe",
    r"(no|lost|loss of) (sexual )?feeling (during sex|down there)",
    r"testic(le|ular) (pain|hurts?)|pain in (my|a|one|the) testicle|torsion",
    r"appendicitis|ectopic|(strangulated|stuck) hernia",
    r"hernia (is )?(stuck|hard and red)",
    r"baby (is |has )?(not moving|mov(es?|ing) less|stopped moving)",
    r"worst headache|thunderclap headache",
    r"bleeding (while|and|in) pregnan\w+|pregnan\w+ (and|with) bleeding",
    r"suicid\w*|kill myself|want to die|don'?t want to live",
)
_SIGNS = re.compile(rf"\b({'|'.join(SIGNS)})\b", re.IGNORECASE)


def may_be_urgent(text: str) -> bool:
    """Whether a text contains words that may mean an emergency."""
    return bool(_SIGNS.search(text.replace("’", "'")))
