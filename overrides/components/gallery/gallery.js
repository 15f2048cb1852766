/* The gallery: shows the e-mails that fit. What is in the messages is fetched on the first search. */
(() => {
  const { each, on, say, store } = guide;
  let inside = null;
  let failed = false;

  /* Shows what fits as soon as it is known, not sooner: nothing is said to be missing meanwhile. */
  async function search(gallery) {
    try {
      inside ||= await read(gallery.dataset.all);
      failed = false;
    } catch { /* from a file, or offline */
      failed = true;
    }
    show(gallery);
  }

  async function read(address) {
    const { emails } = await (await fetch(address)).json();
    return Object.fromEntries(emails.map(({ slug, tones }) =>
      [slug, plain(tones.map(({ subject, message }) => `${subject} ${message}`).join(" "))]));
  }

  /* Both forms of quotes are one. */
  const plain = (text) => text.toLowerCase().replace(/[’‘]/g, "'").replace(/[“”]/g, '"');

  function fits(item, name, value) {
    if (name !== "words") return !value || item.dataset[name].split("|").includes(value);
    const text = `${plain(item.textContent)} ${plain(item.dataset.situation)} ${(inside || {})[item.dataset.slug] || ""}`;
    return plain(value).split(/\s+/).every((word) => text.includes(word));
  }

  const inputs = (gallery) => [...gallery.querySelectorAll("[name]")];

  function show(gallery) {
    const wanted = inputs(gallery).map((input) => [input.name, input.value.trim()]);
    const items = [...gallery.querySelectorAll("li[data-slug]")];
    for (const item of items) item.hidden = !wanted.every(([name, value]) => fits(item, name, value));
    for (const moment of gallery.querySelectorAll(".gallery__moment")) {
      moment.hidden = !moment.querySelector("li:not([hidden])");
    }
    /* A filter that is on is not out of sight. */
    const more = gallery.querySelector(".gallery__more");
    if ([...more.querySelectorAll("select")].some((select) => select.value)) more.open = true;
    const n = items.filter((item) => !item.hidden).length;
    const found = gallery.querySelector(".gallery__found");
    const searched = gallery.querySelector("[name=words]").value.trim();
    const titlesOnly = searched && failed ? ` ${found.dataset.titles}` : "";
    found.textContent = wanted.some(([, value]) => value) ? say(found.dataset[n ? (n === 1 ? "one" : "many") : "none"], { n }) + titlesOnly : "";
  }

  on("input", ".gallery [name]", (event, input) => {
    const gallery = input.closest(".gallery");
    store.tab("gallery", JSON.stringify(Object.fromEntries(inputs(gallery).map(({ name, value }) => [name, value]))));
    if (input.name === "words") search(gallery);
    else show(gallery);
  });

  /* Who comes back from a message finds the list as it was left. */
  each(".gallery", (gallery) => {
    if (performance.getEntriesByType("navigation")[0].type === "navigate") return;
    let before = {};
    try {
      before = JSON.parse(store.tab("gallery")) || {};
    } catch { /* damaged: all are shown */ }
    for (const input of inputs(gallery)) input.value = before[input.name] || "";
    if (before.words) search(gallery);
    else show(gallery);
  });

  guide.ran("gallery");
})();
