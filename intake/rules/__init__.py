"""The clinic's safety rules, as data that a clinician can read and confirm.

Their words stand in a folder per language; see `locations.word_files`.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
CAUTIONS = FOLDER / "cautions.toml"
SAFETY_CHECK = FOLDER / "safety_check.toml"
