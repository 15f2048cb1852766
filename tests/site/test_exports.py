"""All e-mails as files: the same words as in the pages."""

import json
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from macros import config, emails
from tests import built
from tests.builds import ROOT


@pytest.fixture(scope="module")
def entries(site):
    return json.loads((site / "emails/all.json").read_text(encoding="utf-8"))["emails"]


def sheets(site, entry):
    """The tones on an e-mail's page."""
    path = f"emails/{entry['slug']}/index.html"
    assert entry["address"].endswith(path.removesuffix("index.html"))
    found = built.markup.parse((site / path).read_text(encoding="utf-8"))
    return found.one("article").all(data_email=entry["slug"])


def part(sheet, name):
    return "".join("".join(found.texts(())) for found in sheet.all(data_part=name))


def test_every_email_is_in_the_files_once(site, entries):
    assert sorted(e["slug"] for e in entries) == sorted(emails.slugs(ROOT / "docs"))
    text = (site / "emails/all.txt").read_text(encoding="utf-8")
    assert [text.count(f"\n{entry['address']}\n") for entry in entries] == [1] * len(entries)


def test_subjects_and_messages_are_those_of_the_pages(site, entries):
    for entry in entries:
        in_page = [
            (part(sheet, "subject"), part(sheet, "message")) for sheet in sheets(site, entry)
        ]
        assert in_page == [(tone["subject"], tone["message"]) for tone in entry["tones"]]


def test_the_text_file_holds_every_subject_and_message_as_it_is_in_the_other(site, entries):
    text = (site / "emails/all.txt").read_text(encoding="utf-8")
    at = 0
    for tone in (tone for entry in entries for tone in entry["tones"]):
        for words in (tone["subject"], tone["message"]):
            at = text.index(words, at) + len(words)


def test_links_of_text_messages_carry_the_message_without_optional_sentences(site):
    texts = [email for email in emails.read_all(config.load(ROOT)) if email.channel == "text"]
    assert texts
    for email in texts:
        html = (site / f"emails/{email.slug}/index.html").read_text(encoding="utf-8")
        links = {link for link in built.links(built.markup.parse(html)) if "sms:?" in link}
        found = {unquote(link.removeprefix("sms:?&body=")) for link in links}
        assert found == {emails.plain(tone.message, False) for tone in email.tones}


def test_mail_links_carry_subject_and_message_without_optional_sentences(site):
    for email in emails.read_all(config.load(ROOT)):
        html = (site / f"emails/{email.slug}/index.html").read_text(encoding="utf-8")
        links = {link for link in built.links(built.markup.parse(html)) if "mailto:?" in link}
        found = [parse_qs(urlsplit(link).query, strict_parsing=True) for link in links]
        wanted = [
            {
                "subject": ["".join(text for _, text in tone.subject)],
                "body": [emails.plain(tone.message, False).replace("\n", "\r\n")],
            }
            for tone in email.tones
            if email.channel == "email"
        ]
        assert sorted(found, key=str) == sorted(wanted, key=str)
