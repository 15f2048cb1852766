/* Phrases: shows the pages that what is typed leads to, the longest phrase first. */
(() => {
  const MOST = 3;
  /* What is typed, with words that a hyphen joins as one, and apart. */
  const forms = (text) => [text, text.replaceAll("-", " ")].map((form) => ` ${guide.plain(form)} `);

  /* The length of the longest phrase of an item in what is typed, or 0. A last * is any ending. */
  function fit(item, typed) {
    const found = item.dataset.phrases.split("|").filter((phrase) => {
      const words = guide.plain(phrase);
      const end = phrase.endsWith("*") ? "" : " ";
      /* "self harm" is typed as one word, too. */
      return [words, words.replaceAll(" ", "")].some((start) => typed.some((form) => form.includes(` ${start}${end}`)));
    });
    return Math.max(0, ...found.map((phrase) => phrase.length));
  }

  function show(box, items, typed) {
    const first = items.map((item) => [item, fit(item, typed)]).filter(([, fits]) => fits)
      .sort((a, b) => b[1] - a[1]).slice(0, MOST).map(([item]) => item);
    for (const item of items) item.hidden = !first.includes(item);
    box.querySelector("ul").prepend(...first);
    box.querySelector("section").hidden = !first.length;
    const said = box.querySelector("[role=status]");
    const text = first.length ? `${said.dataset.words} ${first.map((item) => item.textContent).join(", ")}` : "";
    if (said.textContent !== text) said.textContent = text;
  }

  /* Below the theme's box for words, where it is part of the page. theme.js makes each change of
     it a key that was pressed. */
  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector(".phrases");
    const input = document.querySelector(".md-search__input");
    if (!box || !input) return;
    document.querySelector(".md-search__output").before(box);
    const items = [...box.querySelectorAll("li")];
    input.addEventListener("keyup", () => show(box, items, forms(input.value)));
    /* Enter goes to what stands first. */
    input.addEventListener("keydown", (event) => {
      const first = box.querySelector("li:not([hidden]) a");
      if (event.key !== "Enter" || event.isComposing || !first) return;
      event.preventDefault();
      event.stopPropagation();
      first.click();
    });
  });
})();
