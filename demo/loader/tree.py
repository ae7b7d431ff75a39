"""Put pages into the page tree, once each."""


def put(parent, model, *, slug, **fields):
    """The page with this slug under a parent, created if it is missing."""
    existing = model.objects.child_of(parent).filter(slug=slug).first()
    return existing or parent.add_child(instance=model(slug=slug, **fields))


def index(home, model, texts, *, in_menu=True):
    """The index page of all pages of a kind."""
    fields = {key: texts[key] for key in texts if key not in ("slug", "in_menu")}
    return put(
        home,
        model,
        slug=texts["slug"],
        show_in_menus=in_menu,
        **{"search_description": texts["introduction"], **fields},
    )
