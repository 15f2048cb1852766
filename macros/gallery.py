"""The gallery: every e-mail, by the moment it is for."""

from __future__ import annotations

from collections.abc import Iterable

from macros.emails import Email


def groups(emails: Iterable[Email], moments: Iterable[str]) -> list[tuple[str, list[Email]]]:
    """Group e-mails by their moments, in the order of ``moments``; empty ones are left out.

    What fits the most situations comes first in its group.
    """
    found = sorted(emails, key=lambda email: -len(email.situations))
    by_moment = [(name, [email for email in found if email.moment == name]) for name in moments]
    return [(name, group) for name, group in by_moment if group]


def occurring(known: Iterable[str], used: Iterable[str]) -> list[str]:
    """Return the known names that are used, in the order in which they are known."""
    there = set(used)
    return [name for name in known if name in there]
