/* Phrases: shows the pages that what is typed leads to, the longest phrase first. */
(() => {
  const MOST = 3;
  const plain = (text) => ` ${text.toLowerCase().replace(/['’‘]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;

  /* The length of the longest phrase of an item in what is typed, or 0. A last * is any ending. */
  function fit(item, typed) {
    const found = item.dataset.phrases.split("|")
      .filter((phrase) => typed.includes(phrase.endsWith("*") ? ` ${phrase.slice(0, -1)}` : ` ${phrase} `));
    return Math.max(0, ...found.map((phrase) => phrase.length));
  }

  function show(box, typed) {
    const items = [...box.querySelectorAll("li")].map((item) => [item, fit(item, typed)]);
    const first = items.filter(([, fits]) => fits).sort((a, b) => b[1] - a[1]).slice(0, MOST).map(([item]) => item);
    for (const [item] of items) item.hidden = !first.includes(item);
    box.querySelector("ul").prepend(...first);
    box.hidden = !first.length;
    const said = box.querySelector("[role=status]");
    const text = first.length ? said.dataset.words : "";
    if (said.textContent !== text) said.textContent = text;
  }

  /* The theme's search sends no event when it is filled by an address: it is looked at, too. */
  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector(".phrases");
    const input = document.querySelector(".md-search__input");
    const results = document.querySelector(".md-search__output");
    if (!box || !results) return;
    results.before(box);
    for (const type of ["input", "keyup"]) input.addEventListener(type, () => show(box, plain(input.value)));
  });
})();
