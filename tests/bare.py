"""The least page that keeps the ticks of a list: what a press in ours is timed against."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A bare list</title>
<link rel="icon" href="data:,">
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 44rem; margin: auto; padding: 1rem }}
li {{ list-style: none }}
label {{ display: block; padding: .5rem 0 }}
input {{ width: 1.25rem; height: 1.25rem; vertical-align: -.2rem }}
</style>
<main><h1>A bare list</h1><ul>{rows}</ul></main>
<script>
const key = "ticks:" + location.pathname;
const ticks = JSON.parse(localStorage[key] || "{{}}");
for (const id in ticks) document.getElementById(id).checked = true;
onchange = ({{ target }}) => {{
  if (target.checked) ticks[target.id] = 1;
  else delete ticks[target.id];
  localStorage[key] = JSON.stringify(ticks);
}};
</script>
</html>
"""


def page(items: Iterable[str]) -> str:
    """Return a page with a box for each item, whose ticks are kept."""
    rows = "".join(
        f'<li><label><input type="checkbox" id="t{n}"> {escape(text)}</label></li>'
        for n, text in enumerate(items)
    )
    return PAGE.format(rows=rows)
