"""Put pages into the tree, once each."""


def put(parent, model, *, slug, **fields):
    """The page of this slug under a parent, made if it is not there."""
    existing = model.objects.child_of(parent).filter(slug=slug).first()
    return existing or parent.add_child(instance=model(slug=slug, **fields))


def index(home, model, texts, *, in_menu=True):
    """The page under which all pages of a kind lie."""
    fields = {key: texts[key] for key in texts if key not in ("slug", "in_menu")}
    return put(
        home,
        model,
        slug=texts["slug"],
        show_in_menus=in_menu,
        **{"search_description": texts["introduction"], **fields},
    )
