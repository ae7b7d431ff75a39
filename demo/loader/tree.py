"""Put pages into the page tree, once each."""


def put(parent, model, *, slug, **fields):
    """The page with this slug under a parent, created if it is missing."""
    existing = model.objects.child_of(parent).filter(slug=slug).first()
    return existing or parent.add_child(instance=model(slug=slug, **fields))


def index(home, model, texts, *, in_menu=True):
    """The index page of all pages of a kind."""
    return put(home, model, show_in_menus=in_menu, **index_fields(texts))


def index_fields(texts):
    """What an index page says; its introduction also describes it to search engines."""
    return {"search_description": texts["introduction"], **texts}
