"""Stored data in words: the names behind the keys that the store keeps."""

from __future__ import annotations

from typing import Any

from macros import checklists, emails, pages, worksheets
from macros.config import Config


def names(site: Config) -> dict[str, Any]:
    """Return the words for all that a reader can tick or fill in.

    ``lists``: by checklist, its title and its items by id; ``emails``: by e-mail, its title;
    ``fields``: by e-mail (empty for the shared ones), the labels of its fields; ``sheets``: by
    worksheet, its title and its questions.
    """
    lists: dict[str, Any] = {}
    for path in pages.paths(site.docs):
        page = pages.read(site.docs, path)
        for tasks in checklists.task_lists(page.lines):
            for item in tasks.items:
                _, owner, name = checklists.key(path, item.name).split("|")
                entry = lists.setdefault(owner, {"title": page.title, "items": {}})
                # An item may have moved to another page with its whole name: the list has its own.
                if owner == checklists.owner(path):
                    entry["title"] = page.title
                entry["items"][name] = checklists.plain(item.text)
    titles: dict[str, str] = {}
    fields = {"": {name: field.label for name, field in site.fields.items()}}
    for slug in emails.slugs(site.docs):
        email = emails.read(site, slug)
        titles[slug] = email.title
        asked = [f for tone in email.tones for f in tone.every_field]
        fields[slug] = {f.name: f.label for f in asked if f.owner}
    return {
        "lists": lists,
        "emails": titles,
        "fields": {k: v for k, v in fields.items() if v},
        "sheets": worksheets.names(site.docs),
    }
