/* The gallery: shows the e-mails that fit. What is in the messages is fetched on the first search. */
(() => {
  const { on, say } = guide;
  let inside = null;

  async function read(gallery) {
    if (inside) return;
    inside = {};
    try {
      const all = await (await fetch(gallery.dataset.all)).json();
      for (const email of all.emails) inside[email.slug] = JSON.stringify(email).toLowerCase();
      show(gallery);
    } catch { /* from a file, or offline: titles are searched */ }
  }

  function fits(item, name, value) {
    if (name !== "words") return !value || item.dataset[name].split("|").includes(value);
    const text = `${item.textContent} ${(inside || {})[item.dataset.slug] || ""}`.toLowerCase();
    return value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
  }

  function show(gallery) {
    const wanted = [...gallery.querySelectorAll("[name]")].map((input) => [input.name, input.value.trim()]);
    const items = [...gallery.querySelectorAll("li[data-slug]")];
    for (const item of items) item.hidden = !wanted.every(([name, value]) => fits(item, name, value));
    for (const moment of gallery.querySelectorAll(".gallery__moment")) {
      moment.hidden = !moment.querySelector("li:not([hidden])");
    }
    const n = items.filter((item) => !item.hidden).length;
    const found = gallery.querySelector(".gallery__found");
    found.textContent = wanted.some(([, value]) => value) ? say(found.dataset[n ? (n === 1 ? "one" : "many") : "none"], { n }) : "";
  }

  on("input", ".gallery [name]", (event, input) => {
    const gallery = input.closest(".gallery");
    if (input.name === "words") read(gallery);
    show(gallery);
  });
})();
