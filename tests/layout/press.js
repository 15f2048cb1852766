/* Looks over one page as it stands, and says what a reader could not press or read:

     covered   controls under something else, with what covers them and where
     unreached controls that what floats over the page covers at every place of scrolling
     lost      texts under something else, cut off, or outside of their button
     sideways  how many pixels the page is wider than the window
     controls  how many were looked at

   A function of plain data, done in one go: any driver can call it. It leaves the page at its top. */
({ steps = 4, words = false } = {}) => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, label, [role=button], [role=tab]";
  const root = document.scrollingElement;
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  const short = (text) => (text || "").trim().replace(/\s+/g, " ").slice(0, 40);
  const name = (e) => !e ? "nothing" : e.tagName.toLowerCase() + (e.id && `#${e.id}`) +
    (e.classList.length ? `.${e.classList[0]}` : "") + (e.dataset.action ? `[${e.dataset.action}]` : "");
  const said = (e) => `${name(e)} “${short(e.getAttribute("aria-label") || e.labels?.[0]?.innerText || e.innerText || e.name)}”`;

  const styles = new Map();
  const style = (e) => styles.get(e) || styles.set(e, getComputedStyle(e)).get(e);
  function* lineage(e) { for (; e && e !== document.body; e = e.parentElement) yield e; }

  /* The elements that cut off what reaches out of them. */
  const cutting = new Map();
  const cutters = (e) => cutting.get(e) || cutting.set(e, [...lineage(e)].filter((p) =>
    style(p).display !== "inline" && (style(p).overflowX !== "visible" || style(p).overflowY !== "visible"))).get(e);
  const cutOff = (e, x, y) => cutters(e).some((p) => {
    const box = p.getBoundingClientRect();
    return x < box.left || x > box.right || y < box.top || y > box.bottom;
  });

  const floats = (e) => [...lineage(e)].some((p) => style(p).position === "fixed");
  /* What is open over the page, and closes by itself: the menu. */
  const pops = (e) => [...lineage(e)].some((p) => style(p).position === "absolute" && p.parentElement.matches("details[open]"));
  /* A link that takes the whole card. */
  const spreads = (e) => e.closest("a") && getComputedStyle(e.closest("a"), "::after").position === "absolute";

  const isHit = (e, at) => e.contains(at) || at.closest("label")?.control === e || (e.matches("label") && e.control === at);
  const inView = (x, y) => x > 1 && y > 1 && x < innerWidth - 1 && y < innerHeight - 1;

  /* The boxes of an element or a range, as they lie in the window. Those that go by with the page are
     measured once. */
  scrollTo({ top: 0, behavior: "instant" });
  const stays = (e) => [...lineage(e)].some((p) => ["fixed", "sticky"].includes(style(p).position));
  const measure = (it) => [...it.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  function placed(it, e) {
    if (stays(e)) return () => measure(it);
    const boxes = measure(it);
    return (y) => boxes.filter((box) => box.bottom > y && box.top < y + innerHeight).map((box) => new DOMRect(box.x, box.y - y, box.width, box.height));
  }

  const controls = [...document.querySelectorAll(CONTROLS)].filter(seen).map((e) => [e, placed(e, e)]);
  const covered = {}, hits = new Map();
  function pressAll(top) {
    for (const [e, boxes] of controls) {
      for (const box of boxes(top)) {
        const x = box.left + box.width / 2, y = box.top + box.height / 2;
        if (!inView(x, y) || cutOff(e, x, y)) continue;
        const at = document.elementFromPoint(x, y);
        const hit = isHit(e, at) || pops(at);
        hits.set(e, hit || Boolean(hits.get(e)));
        if (!hit && !floats(at)) (covered[`${said(e)} under ${name(at)}`] ??= []).push([Math.round(top), Math.round(y)]);
      }
    }
  }

  const texts = [], lost = new Set();
  const walker = words && document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words && walker.nextNode()) {
    const text = walker.currentNode, e = text.parentElement;
    if (!text.data.trim() || e.matches("script, style, template, textarea, option") || !seen(e)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const told = `${name(e)} “${short(text.data)}”`;
    texts.push([e, placed(range, e), told]);
    const button = e.closest("button, .button");
    for (const box of measure(range)) {
      const y = box.top + box.height / 2;
      const beyond = (edge) => box.left < edge.left - 1 || box.right > edge.right + 1 || y < edge.top || y > edge.bottom;
      for (const p of cutters(e)) {
        const edge = p.getBoundingClientRect();
        /* Not what is for screen readers alone, scrolls, or is shortened on purpose. */
        if (edge.width < 2 || style(p).overflowX === "auto" || style(p).webkitLineClamp !== "none") continue;
        if (beyond(edge)) lost.add(`${told} cut by ${name(p)}`);
      }
      if (button && beyond(button.getBoundingClientRect())) lost.add(`${told} outside of ${name(button)}`);
    }
  }
  function readAll(top) {
    for (const [e, boxes, told] of texts) {
      for (const box of boxes(top)) {
        const y = box.top + box.height / 2;
        for (const x of [box.left + 3, box.left + box.width / 2, box.right - 3]) {
          if (!inView(x, y) || cutOff(e, x, y)) continue;
          const at = document.elementFromPoint(x, y);
          if (at.contains(e) || e.contains(at) || floats(at) || pops(at) || spreads(at)) continue;
          lost.add(`${told} under ${name(at)}`);
        }
      }
    }
  }

  /* Where nothing stays while the rest goes by, all there is to see is seen once. */
  const still = ![...document.body.querySelectorAll("*")].some((e) => ["fixed", "sticky"].includes(style(e).position) && e.offsetHeight && seen(e));
  const step = still ? innerHeight - 50 : innerHeight / steps;
  for (let top = 0; ; top = Math.min(top + step, root.scrollHeight - innerHeight)) {
    scrollTo({ top, behavior: "instant" });
    pressAll(scrollY);
    readAll(scrollY);
    if (top + innerHeight >= root.scrollHeight) break;
  }
  scrollTo({ top: 0, behavior: "instant" });
  return {
    covered,
    unreached: [...hits].filter(([, hit]) => !hit).map(([e]) => said(e)).filter((e) => !Object.keys(covered).some((c) => c.startsWith(e))),
    lost: [...lost],
    sideways: Math.max(0, root.scrollWidth - root.clientWidth),
    controls: hits.size,
  };
}
