/* What the theme's script expects in the head of a page, without its use of localStorage: the
   theme keeps no settings here. Names are the theme's (mkdocs-material 9.8). */
window.__md_scope = new URL(document.currentScript.dataset.base || ".", location);
window.__md_hash = (text) => [...text].reduce((hash, c) => (hash << 5) - hash + c.charCodeAt(0), 0);
window.__md_get = () => null;
window.__md_set = () => {};

/* Who comes here wants to type. The theme hears keys only: what is pasted or spoken, and what was
   typed before it listened, is looked for, too. */
window.addEventListener("load", () => {
  const input = document.querySelector(".md-search__input");
  if (!input) return;
  /* Whoever comes back from a result finds what was looked for. It is kept with the tab: in the
     address it would be sent on a reload, and stand in the browser's history. */
  const [arrived] = performance.getEntriesByType("navigation");
  const before = arrived.type === "back_forward" && guide.store.tab("search");
  input.value ||= before || new URLSearchParams(location.search).get("q") || "";
  const search = () => input.dispatchEvent(new Event("keyup"));
  input.addEventListener("input", search);
  input.addEventListener("input", () => guide.store.tab("search", input.value));
  /* The theme takes single letters for commands (WCAG 2.2, 2.1.4): "p" leads to the page before. */
  window.addEventListener("keydown", (event) => {
    if (event.key.length === 1 && event.target !== input) event.stopImmediatePropagation();
  }, true);
  /* The theme leaves results to the arrow keys alone. */
  const results = document.querySelector(".md-search-result__list");
  new MutationObserver(() => {
    for (const each of results.querySelectorAll("[tabindex]")) each.removeAttribute("tabindex");
  }).observe(results, { childList: true, subtree: true });
  if (document.activeElement === document.body) input.focus();
  search();
});

/* Sentences are typed here as they stand in a letter. The theme looks for every word that begins
   like one of them, "we" as well as "week": the small words are left out, unless there are no
   others; of longer words a letter may be wrong, and the ending another one. `2` is the theme's
   message for a query. */
const given = document.querySelector("[data-small]").dataset;
const small = new Set(given.small.split(" "));
const endings = given.endings.split(" ").sort((a, b) => b.length - a.length);
const tolerant = (word) => {
  if (!/^\p{L}{6,}$/u.test(word)) return word;
  const ending = endings.find((each) => word.endsWith(each) && word.length - each.length >= 5);
  return `${word} ${word}~1${ending ? ` ${word.slice(0, -ending.length)}` : ""}`;
};
const bare = (word) => word.toLowerCase().replace("’", "'").replace(/[.,:;!?]+$/, "");
const asked = (query) => {
  const words = query.split(/\s+/).filter(Boolean);
  const telling = words.filter((word) => !small.has(bare(word)));
  return (telling.length ? telling : words).map(tolerant).join(" ");
};
const send = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...others) {
  const words = message.type === 2 && typeof message.data === "string";
  send.call(this, words ? { ...message, data: asked(message.data) } : message, ...others);
};
guide.ran("search");
