"""Breadcrumbs: the path from the home page to a page."""

HOME = 2  # its depth in the tree


def trail(page) -> list:
    """The pages from the home page to this one; none on the home page itself.

    Used twice, in the head of a page and above its text, but read only once.
    """
    if page is None or page.depth <= HOME:
        return []
    if not hasattr(page, "pages_above"):
        above = page.get_ancestors().filter(depth__gte=HOME).live()
        page.pages_above = list(above.only("title", "url_path", "depth", "path"))
    return [*page.pages_above, page]


def breadcrumbs(page, request):
    """The section above the text of a page."""
    return {"way": trail(page)}
