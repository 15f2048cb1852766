/* The gallery: shows the e-mails that fit. What is in the messages is fetched on the first search. */
(() => {
  const { each, onValue, plain, say, store } = guide;
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
    return Object.fromEntries(emails.map(({ slug, about, tones }) =>
      [slug, [about, ...tones.flatMap(({ subject, message }) => [subject, message])].join(" ")]));
  }

  /* What is looked for in an item; once more without blanks, since "thankyou" is typed, too. */
  const texts = new Map();
  function textOf(item) {
    const whole = `${item.textContent} ${item.dataset.situation} ${(inside || {})[item.dataset.slug] || ""}`;
    if (texts.get(item)?.whole !== whole) {
      const text = plain(whole);
      texts.set(item, { whole, text: `${text} ${text.replaceAll(" ", "")}` });
    }
    return texts.get(item).text;
  }

  /* A word, or what is left of it without an ending: "emails" finds "email". */
  const stems = (word, endings) => [word, ...endings.filter((each) => word.endsWith(each) && word.length - each.length > 1)
    .map((each) => word.slice(0, -each.length))];

  function fits(item, name, value) {
    if (name !== "words") return !value || item.dataset[name].split("|").includes(value);
    const endings = item.closest(".gallery").dataset.endings.split(" ");
    return plain(value).split(" ").every((word) => stems(word, endings).some((each) => textOf(item).includes(each)));
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

  /* Who comes back finds the list as it was left: from the tab's memory, or where the browser kept the
     page and emptied its fields. */
  let left = null;

  onValue(".gallery [name]", (event, input) => {
    const gallery = input.closest(".gallery");
    left = Object.fromEntries(inputs(gallery).map(({ name, value }) => [name, value]));
    store.tab("gallery", JSON.stringify(left));
    if (input.name === "words") search(gallery);
    else show(gallery);
  });

  function restore(gallery) {
    for (const input of inputs(gallery)) input.value = left?.[input.name] || "";
    if (left?.words) search(gallery);
    else show(gallery);
  }

  each(".gallery", (gallery) => {
    if (performance.getEntriesByType("navigation")[0].type !== "navigate") {
      try {
        left = JSON.parse(store.tab("gallery"));
      } catch { /* damaged: all are shown */ }
    }
    restore(gallery);
  });
  document.addEventListener("store:shown", () => document.querySelectorAll(".gallery").forEach(restore));

  guide.ran("gallery");
})();
