import pytest

from tests.guide import HELLO, TEA, Guide, page


@pytest.fixture
def guide(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Guide(tmp_path)


@pytest.fixture
def furnished(guide):
    """A guide with one e-mail in two tones and one checklist."""
    guide.write("docs/emails/hello.md", page("Say hello", HELLO, when="In the morning"))
    guide.write("docs/checklists/tea.md", page("Make tea", TEA))
    guide.write("docs/checklists/.ids", "tea/boil\ntea/pour\n")
    return guide
