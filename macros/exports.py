"""Exports: files made beside the pages: all e-mails to be taken along, and the stored names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from macros import emails, messages, pages, phrases, prose, stored
from macros.config import Config
from macros.emails import FOLDER, Email, Tone

# Where the files are, below the site.
TEXT, JSON = f"{FOLDER}/all.txt", f"{FOLDER}/all.json"
NAMES = "assets/names.json"


def as_text(emails: Iterable[Email], site: Config) -> str:
    """Return e-mails as one text, to be read and copied from."""
    return "\n\n\n".join("\n".join(_lines(email, site)) for email in emails) + "\n"


def _lines(email: Email, site: Config) -> Iterator[str]:
    """Yield an e-mail: what is said about it, then its tones."""
    yield email.title
    yield "=" * len(email.title)
    yield f"{email.when} ({email.channel})"
    if address := _address(email, site):
        yield address
    for tone in email.tones:
        yield ""
        yield f"--- {tone.name} ---"
        if subject := _subject(tone):
            yield ""
            yield f"{site.subject}: {subject}"
        yield ""
        yield messages.written(tone.message, site.optional)


def as_json(emails: Iterable[Email], site: Config) -> str:
    """Return e-mails as JSON, for other programs."""
    found = [_entry(email, site) for email in emails]
    return json.dumps({"emails": found}, ensure_ascii=False, indent=2) + "\n"


def _entry(email: Email, site: Config) -> dict[str, Any]:
    """Return what is exported of an e-mail."""
    return {
        "slug": email.slug,
        "title": email.title,
        "address": _address(email, site),
        "when": email.when,
        "channel": email.channel,
        "moment": email.moment,
        "situations": list(email.situations),
        "about": _about(email, site),
        "tones": [
            {
                "tone": tone.name,
                "subject": _subject(tone),
                "message": messages.written(tone.message, site.optional),
            }
            for tone in email.tones
        ],
    }


def _about(email: Email, site: Config) -> str:
    """Return the words of an e-mail's page around its messages, with those that find it."""
    page = pages.read(site.docs, f"{FOLDER}/{email.slug}.md")
    parts = prose.passages(page, site.optional)
    words = [" ".join(part.text.split()) for part in parts if part.kind != prose.MESSAGE]
    channels = (site.labels.get("gallery") or {}).get("channels") or {}
    tags = [str(tag) for tag in page.meta.get("tags") or []]
    found_by = [phrase.rstrip("*") for phrase in phrases.of(page)]
    return " ".join([channels.get(email.channel, ""), *words, *tags, *found_by]).strip()


def _address(email: Email, site: Config) -> str:
    """Return the address of an e-mail's page, or nothing where the site's is not known."""
    return f"{site.url.rstrip('/')}/{FOLDER}/{email.slug}/" if site.url else ""


def _subject(tone: Tone) -> str:
    return "".join(text for _, text in tone.subject)


def write(folder: Path, site: Config) -> None:
    """Write the files into a built site, those of e-mails if there are any. Raises SourceError."""
    names = json.dumps(stored.names(site), ensure_ascii=False, separators=(",", ":"))
    (folder / NAMES).parent.mkdir(parents=True, exist_ok=True)
    (folder / NAMES).write_text(names, encoding="utf-8")
    found = emails.read_all(site)
    if found:
        (folder / FOLDER).mkdir(exist_ok=True)
        (folder / TEXT).write_text(as_text(found, site), encoding="utf-8")
        (folder / JSON).write_text(as_json(found, site), encoding="utf-8")
