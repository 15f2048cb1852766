"""Search reads a page without what it leaves out, and the page has it all the same."""

from types import SimpleNamespace

from macros import hooks

PAGE = """<p>One</p>
<section data-search-exclude="" id="a"><p>Two</p></section>
<p data-search-exclude hidden>Three</p> <p>write <code>data-search-exclude</code> here</p>"""


def test_search_reads_a_page_without_what_it_leaves_out():
    page, context = SimpleNamespace(content=PAGE), {}
    before, after = hooks.on_page_context.methods
    before(context, page=page, config=None, nav=None)
    assert page.content == "<p>One</p>\n\n <p>write <code>data-search-exclude</code> here</p>"
    after(context, page=page, config=None, nav=None)
    assert page.content == PAGE
    assert context == {}


def test_search_reads_a_page_in_between():
    before, after = (method.mkdocs_priority for method in hooks.on_page_context.methods)
    assert before > 0 > after
