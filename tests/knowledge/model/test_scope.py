from knowledge.model.scope import WHOLE, Scope


def test_a_scope_of_nothing_is_everything() -> None:
    """Only what names something is a limit."""
    assert not WHOLE
    assert Scope(("a",))
    assert Scope(folders=("news",))


def test_what_is_taken_in_can_be_taken_out() -> None:
    """Articles and folders are switched one by one, in an order that does not depend on when."""
    scope = WHOLE.with_folder("news").with_article("b").with_article("a")
    assert scope == Scope(("a", "b"), ("news",))
    assert scope.with_folder("news").with_article("a").with_article("b") == WHOLE
