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
  /* The browser may empty the field of a page that it brings back. */
  let typed = input.value;
  input.addEventListener("input", () => {
    typed = input.value;
    guide.store.tab("search", typed);
  });
  document.addEventListener("store:shown", () => {
    if (input.value === typed) return;
    input.value = typed;
    search();
  });
  /* The theme takes single letters for commands (WCAG 2.2, 2.1.4): "p" leads to the page before. */
  window.addEventListener("keydown", (event) => {
    if (event.key.length === 1 && event.target !== input) event.stopImmediatePropagation();
  }, true);
  /* The theme leaves results to the arrow keys alone, and makes each page's title one of level 1. */
  const results = document.querySelector(".md-search-result__list");
  const level = (heading, tag) => {
    const made = document.createElement(tag);
    made.append(...heading.childNodes);
    heading.replaceWith(made);
  };
  new MutationObserver(() => {
    for (const each of results.querySelectorAll("[tabindex]")) each.removeAttribute("tabindex");
    for (const each of results.querySelectorAll("article:not(:has(.md-search-result__icon)) h2")) level(each, "h3");
    for (const each of results.querySelectorAll("h1")) level(each, "h2");
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
const HYPHEN = /[-\u2010\u2011]/;
const bare = (word) => word.toLowerCase().replace("’", "'").replace(/[.,:;!?]+$/, "");

/* What the theme takes words for is told here: for each page, the words that it has with accents and
   hyphens, as they are typed without; and all texts, to look up how a word is written apart. */
let texts = [];
function prepare({ config, docs }) {
  config.fields.words = { boost: 1 };
  texts = docs.map((doc) => ` ${[doc.title, doc.text, ...(doc.tags || [])].join(" ").replace(/<[^>]+>/g, " ")}`);
  docs.forEach((doc, at) => {
    const told = new Set(texts[at].toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:[-\u2010\u2011'’][\p{L}\p{M}\p{N}]+)*/gu));
    doc.words = [...new Set([...told].map(guide.plain))].filter((word) => !told.has(word)).join(" ");
    texts[at] = ` ${guide.plain(texts[at])} `;
  });
}

/* "thankyou" is "thank you", and "cvs" is "cv", where a page has these words and none has that one. */
const somewhere = (words) => texts.some((text) => text.includes(words));
function known(word) {
  if (somewhere(` ${word}`)) return [word];
  const stems = endings.filter((each) => word.endsWith(each)).map((each) => word.slice(0, -each.length));
  const stem = stems.find((each) => each.length > 1 && somewhere(` ${each} `));
  if (stem) return [stem];
  for (let at = 2; at < word.length - 1; at += 1) {
    const parts = [word.slice(0, at), word.slice(at)];
    if (somewhere(` ${parts.join(" ")} `)) return parts.map((part) => `+${part}`);
  }
  return [word];
}

const forms = (word) => [
  ...known(guide.plain(word)).map((form) => (form[0] === "+" ? form : tolerant(form))),
  ...(HYPHEN.test(word) ? word.split(HYPHEN).filter((part) => part.length > 1) : []),
];
const asked = (query) => {
  const words = query.split(/\s+/).filter((word) => guide.plain(word));
  const telling = words.filter((word) => !small.has(bare(word)));
  return (telling.length ? telling : words).flatMap(forms).join(" ");
};

/* ---- The theme's worker: what it is asked, and what it answers ---- */

/* More pages than this are a search that failed: what fits best stands first. */
const MOST = 20;
const ways = document.querySelector(".search__ways");

/* What it searches in did not arrive, or the script that searches. */
function failed() {
  ways.hidden = false;
  /* Zensical's search has its words elsewhere. */
  const meta = document.querySelector(".md-search-result__meta");
  if (meta) meta.textContent = ways.dataset.failed;
}

/* The theme's messages: 0 is all that there is to search in, 2 a query, 3 what was found. */
window.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener("error", failed);
    this.addEventListener("message", ({ data: { type, data } }) => {
      if (type !== 3 || !Array.isArray(data?.items)) return;
      data.items.splice(MOST);
      ways.hidden = data.items.length > 0 || !document.querySelector(".md-search__input")?.value.trim();
    });
  }

  postMessage(message, ...others) {
    if (message.type === 0 && message.data?.config?.fields) prepare(message.data);
    const words = message.type === 2 && typeof message.data === "string";
    super.postMessage(words ? { ...message, data: asked(message.data) } : message, ...others);
  }
};
const { open } = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.open = function (method, address, ...others) {
  if (address.includes("search_index")) this.addEventListener("loadend", () => this.status === 200 || failed());
  open.call(this, method, address, ...others);
};
/* A script that comes after this one. */
window.addEventListener("error", ({ target }) => target.tagName === "SCRIPT" && failed(), true);
guide.ran("search");
