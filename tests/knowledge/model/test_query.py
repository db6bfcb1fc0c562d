from knowledge.model.query import Query, Term


def test_a_query_gives_the_terms_of_some_fields() -> None:
    """Texts of several fields come as one set, of no field as none."""
    terms = (Term("words", "数字"), Term("characters", "数"), Term("pinyin", "shu_zi"))
    query = Query("數字", "数字", 0, terms)
    assert query.texts("words", "pinyin") == {"数字", "shu_zi"}
    assert query.texts("title") == set()
