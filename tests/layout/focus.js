/* Gives each control of a page the focus, in its order and back, and says which cannot be seen then:
   of WCAG 2.2, 2.4.11, not even a part of it. Or says that of the one that has it. A function of
   plain data, as press.js is. */
({ active = false } = {}) => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const said = (e) => `${e.tagName.toLowerCase()}${e.dataset.action ? `[${e.dataset.action}]` : ""} “${(e.getAttribute("aria-label") || e.labels?.[0]?.innerText || e.innerText || e.name || "").trim().slice(0, 40)}”`;
  const isOf = (e, at) => at && (e.contains(at) || at.closest("label")?.control === e);
  const PLACES = [.05, .5, .95];
  const inside = (from, to, at) => from + (to - from) * at;
  function isSeen(e) {
    return [...e.getClientRects()].some((box) => {
      const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth), top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
      return left < right && top < bottom && PLACES.some((x) => PLACES.some((y) => isOf(e, document.elementFromPoint(inside(left, right, x), inside(top, bottom, y)))));
    });
  }
  if (active) return document.activeElement === document.body || isSeen(document.activeElement) ? "" : said(document.activeElement);
  const controls = [...document.querySelectorAll(CONTROLS)].filter((e) =>
    !e.disabled && e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && e.getClientRects().length);
  const hidden = new Set();
  for (const e of [...controls, ...controls.toReversed()]) {
    e.focus();
    if (document.activeElement === e && !isSeen(e)) hidden.add(said(e));
  }
  document.activeElement.blur();
  return { hidden: [...hidden], controls: controls.length };
}
