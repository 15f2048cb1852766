import pytest

from tests.guide import HELLO, TEA, Guide, email_page, page


@pytest.fixture
def guide(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Guide(tmp_path)


@pytest.fixture
def furnished(guide):
    """A guide with one e-mail in two tones and one checklist."""
    guide.write("docs/emails/hello.md", email_page("Say hello", HELLO))
    guide.write("docs/checklists/tea.md", page("Make tea", TEA))
    guide.write("docs/checklists/.ids", "tea/boil\ntea/pour\n")
    return guide
