import json
from dataclasses import replace

from macros import emails, exports
from tests.guide import email_page, page

TEXT = """\
```email
Subject: On [host]

Dear [host],

one. (Optional: Two.) Three.
```
"""
NOTE = (
    '=== "Warm"\n\n    ```email\n    Hi\n    ```\n\n=== "Brief"\n\n    ```email\n    H\n    ```\n'
)


def written(guide):
    guide.write("docs/emails/a.md", email_page("Ask “it”", TEXT, situations="[By train]"))
    guide.write("docs/emails/b.md", email_page("Note", NOTE, channel="note", moment="Leaving"))
    return emails.read_all(guide.site)


def test_all_emails_are_one_text_in_the_words_of_their_sources(guide):
    site = replace(guide.site, url="https://example.org/x/")
    assert exports.as_text(written(guide), site) == (
        "Ask “it”\n========\nToday (email)\nhttps://example.org/x/emails/a/\n\n--- Warm ---\n\n"
        "Subject: On [host]\n\nDear [host],\n\none. (Optional: Two.) Three.\n\n\n"
        "Note\n====\nToday (note)\nhttps://example.org/x/emails/b/\n\n--- Warm ---\n\nHi\n\n"
        "--- Brief ---\n\nH\n"
    )


def test_all_emails_are_json_in_the_words_of_their_sources(guide):
    text = exports.as_json(written(guide), replace(guide.site, url="https://example.org/x"))
    assert "“it”" in text
    assert json.loads(text)["emails"][0] == {
        "slug": "a",
        "title": "Ask “it”",
        "address": "https://example.org/x/emails/a/",
        "when": "Today",
        "channel": "email",
        "moment": "Arriving",
        "situations": ["By train"],
        "about": "E-mail Ask “it” About Ask “it”. [By train] Ask “it”",
        "tones": [
            {
                "tone": "Warm",
                "subject": "On [host]",
                "message": "Dear [host],\n\none. (Optional: Two.) Three.",
            }
        ],
    }


def test_where_the_sites_address_is_not_known_none_is_given(guide):
    found = written(guide)
    assert "https:" not in exports.as_text(found, guide.site)
    assert [e["address"] for e in json.loads(exports.as_json(found, guide.site))["emails"]] == [
        "",
        "",
    ]


def test_the_files_are_written_below_the_site_and_not_where_there_are_no_emails(guide):
    site = guide.root / "site"
    site.mkdir()
    exports.write(site, guide.site)
    assert not (site / "emails").exists()
    written(guide)
    exports.write(site, guide.site)
    assert sorted(file.name for file in (site / "emails").iterdir()) == ["all.json", "all.txt"]


def test_the_words_behind_stored_keys_are_a_file_beside_the_pages(guide):
    guide.write("docs/checklists/tea.md", page("</script> & co", "- [ ] Boil {: #boil }\n"))
    exports.write(guide.root / "site", guide.site)
    names = json.loads((guide.root / "site/assets/names.json").read_text())
    assert names["lists"]["tea"] == {"title": "</script> & co", "items": {"boil": "Boil"}}
