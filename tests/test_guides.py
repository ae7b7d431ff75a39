"""The guides: every link leads to a file, and every picture is shown and small."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDES = ROOT / "docs" / "guide"
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
ONE, ALL = 120 * 1024, 1536 * 1024  # bytes


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_in_documents_lead_to_files(document):
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text())

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_guide_picture_is_used_and_small():
    shown = set()
    for guide in GUIDES.glob("*.md"):
        shown |= set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", guide.read_text()))
    sizes = {path.name: path.stat().st_size for path in GUIDES.glob("*.png")}

    assert set(sizes) == shown
    assert max(sizes.values()) <= ONE
    assert sum(sizes.values()) <= ALL
