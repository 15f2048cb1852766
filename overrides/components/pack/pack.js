/* A pack to print. What is chosen stands behind the # of the address, so that a pack is a link; it
   names things of this site, never what the reader wrote. Each thing is fetched from its own page
   when it is chosen, and stands on the page unseen until it is printed. */
(() => {
  const { base, copy, decoded, each, on, say, refresh, store } = guide;
  const NAME = /^[\w-]+(\/[\w-]+)*$/;
  const MOST = 200;
  const root = document.documentElement;
  const fetched = new Map();
  let words = {};
  let names = [];
  /* What a link names and nothing here can be. */
  let unknown = [];
  let turn = 0;

  const pack = () => document.querySelector(".pack");
  const find = (selector) => pack().querySelector(selector);
  const boxOf = (name) => find(`.pack__group input[value="${CSS.escape(name)}"]`);
  const isOn = (name) => find(`input[name=${name}]`).checked;

  const isBlank = () => find("input[value=blank]").checked;

  /* ---- The address ---- */

  /* A link comes as chats and mail programs leave it: coded once or twice, broken over lines, in
     capitals, with the quotes, brackets and stops that stood around it, with others' words behind it. */
  const given = () => decoded(decoded(location.hash)).slice(0, 20000).replace(/[\r\n\t]/g, "");
  const ENDS = /^[\s/.:!"'“”‘’«»<>()[\]{}*_]+|[\s/.:!"'“”‘’«»<>()[\]{}*]+$/g;

  function read() {
    const [, list = ""] = /items=([^&;?#]*)/i.exec(given()) || [];
    const listed = [...new Set(list.split(",").map((name) => name.replace(ENDS, "")).filter(Boolean).map(spelt))];
    names = listed.filter((name) => NAME.test(name)).slice(0, MOST);
    unknown = listed.filter((name) => !NAME.test(name)).slice(0, 5).map((name) => name.slice(0, 60));
    readHow();
  }

  const readHow = () => {
    for (const name of ["large", "box"]) find(`input[name=${name}]`).checked = new RegExp(`[&;]${name}=1`, "i").test(given());
  };

  /* As the list here spells it; other pages are in small letters. */
  function spelt(name) {
    const small = name.toLowerCase();
    const box = [...pack().querySelectorAll(".pack__group input")].find(({ value }) => value.toLowerCase() === small);
    return box ? box.value : small;
  }

  function hash() {
    const parts = [`items=${names.join(",")}`, isOn("large") && "large=1", isOn("box") && "box=1"];
    return names.length ? `#${parts.filter(Boolean).join("&")}` : "";
  }

  function write() {
    const address = location.href.split(/[?#]/)[0] + hash();
    if (location.href !== address) history.replaceState(null, "", address);
    find(".pack__link input").value = address;
  }

  /* ---- Pages ---- */

  async function load(name) {
    const url = new URL(`${base}${name}/`, location);
    const answer = await fetch(url);
    if (answer.status === 404) return { name, absent: true };
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const article = page.querySelector("article");
    const facts = article.querySelector(".end > .end__facts");
    for (const link of article.querySelectorAll("a[href]")) {
      const target = new URL(link.getAttribute("href"), url);
      if (target.origin === url.origin) link.setAttribute("href", target.pathname + target.search + target.hash);
    }
    facts.querySelectorAll("a, button").forEach((element) => element.remove());
    article.querySelectorAll(".end, .page__part, .only-alone, .checklist__progress, [data-plain], script").forEach((element) => element.remove());
    const heading = article.querySelector("h1");
    const reviewed = facts.querySelector("time");
    return {
      name,
      title: heading.textContent.trim(),
      reviewed: reviewed ? reviewed.parentElement.textContent.trim() : "",
      content: [...article.children, facts],
    };
  }

  /* The page, or null where it cannot be had; it is asked for again the next time. */
  async function get(name) {
    if (!fetched.has(name)) fetched.set(name, load(name));
    try {
      return await fetched.get(name);
    } catch {
      fetched.delete(name);
      return null;
    }
  }

  /* ---- Sheets ---- */

  function element(tag, text, ...children) {
    const made = document.createElement(tag);
    made.textContent = text;
    made.append(...children);
    return made;
  }

  function withClass(name, made) {
    made.className = name;
    return made;
  }

  /* Ids stay single when several pages stand in one. */
  function rename(sheet, start) {
    for (const one of sheet.querySelectorAll("[id]")) one.id = start + one.id;
    for (const name of ["for", "aria-labelledby", "aria-describedby"]) {
      for (const one of sheet.querySelectorAll(`[${name}]`)) {
        one.setAttribute(name, one.getAttribute(name).split(" ").map((id) => start + id).join(" "));
      }
    }
  }

  /* For the pen: nothing that a script would fill in, and the tone that the reader chose. */
  function empty(sheet) {
    const wanted = store.value("setting||tone");
    for (const email of sheet.querySelectorAll(".email")) {
      const tones = [...email.querySelectorAll("[data-tone]")];
      const shown = tones.find((tone) => tone.dataset.tone === wanted) || tones[0];
      tones.filter((tone) => tone !== shown).forEach((tone) => tone.remove());
    }
    sheet.querySelectorAll("[data-option]").forEach((option) => option.remove());
    for (const name of ["data-key", "data-checklist", "data-write", "data-table"]) {
      for (const one of sheet.querySelectorAll(`[${name}]`)) one.removeAttribute(name);
    }
  }

  function sheetOf({ content }, index) {
    const sheet = withClass("pack__sheet", document.createElement("section"));
    sheet.id = `sheet-${index}`;
    sheet.append(...content.map((part) => document.importNode(part, true)));
    rename(sheet, `sheet-${index}-`);
    if (isBlank()) empty(sheet);
    return sheet;
  }

  /* What a link leads to stays in the pack where the pack has it. */
  function lead(sheets, pages) {
    for (const link of sheets.querySelectorAll("a[href]")) {
      const { origin, pathname, hash: place } = new URL(link.getAttribute("href"), location);
      const index = pages.findIndex(({ name }) => pathname === `${base}${name}/`);
      if (origin !== location.origin || index < 0) continue;
      const id = `sheet-${index}-${decodeURIComponent(place.slice(1))}`;
      link.setAttribute("href", place && document.getElementById(id) ? `#${id}` : `#sheet-${index}`);
    }
  }

  /* The title of a ready-made pack, or of the part of the guide that the menu lists the same way. */
  function known() {
    const ready = [...document.querySelectorAll("[data-pack]")].find((link) => link.hash === `#items=${names.join(",")}`);
    if (ready) return ready.dataset.pack;
    const wanted = names.map((name) => `${base}${name}/`).join();
    const part = [...document.querySelectorAll(".menu__panel li:has(ul)")]
      .find((one) => [...one.querySelectorAll("a")].map((link) => link.pathname).join() === wanted);
    return part && part.querySelector(".menu__part, a").textContent.trim();
  }

  function cover(pages) {
    const made = withClass("pack__cover", document.createElement("section"));
    const list = element("ol", "", ...pages.map(({ title, reviewed }) => element("li", title, element("small", reviewed))));
    made.append(
      element("p", words.site), element("h1", known() || words.title),
      element("p", words.contents), list,
    );
    const help = document.querySelector(".end__help");
    if (help) made.append(element("p", help.textContent));
    if (isOn("box")) {
      const line = (text) => element("p", text, document.createElement("i"));
      made.append(withClass("pack__box", element("div", "", line(words.adviser), line(words.next_date))));
    }
    return made;
  }

  /* A page of the guide that is none of those listed comes by a link: it can be left out, too. */
  function offer(name, title) {
    if (boxOf(name)) return;
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", value: name, autocomplete: "off" });
    const group = find("[data-part=more]");
    group.hidden = false;
    group.querySelector("ul").append(element("li", "", element("label", "", box, element("span", title))));
  }

  function tell(text) {
    const said = find(".pack__said");
    if (said.textContent !== text) said.textContent = text;
  }

  const count = (pages) => (pages.length === 1 ? words.one : say(words.many, { n: pages.length }));

  /* Show what is chosen. Returns whether there is something to print. */
  async function show() {
    const mine = (turn += 1);
    write();
    if (names.some((name) => !fetched.has(name))) tell(words.waiting);
    const wanted = [...names];
    const got = await Promise.all(wanted.map(get));
    if (mine !== turn) return false;
    wanted.forEach((name, index) => offer(name, got[index]?.title || name));
    for (const box of pack().querySelectorAll(".pack__group input")) box.checked = names.includes(box.value);
    const pages = got.filter((page) => page && !page.absent);
    const sheets = find(".pack__sheets");
    sheets.replaceChildren(...(pages.length ? [cover(pages), ...pages.map(sheetOf)] : []));
    lead(sheets, pages);
    if (!isBlank()) refresh();
    root.toggleAttribute("data-large", isOn("large"));
    if (pages.length) {
      root.dataset.print = "one";
      sheets.dataset.printing = "";
    } else {
      delete root.dataset.print;
      delete sheets.dataset.printing;
    }
    const missing = wanted.filter((name, index) => !got[index])
      .map((name) => boxOf(name).closest("label").textContent.trim());
    const absent = [...got.filter((page) => page?.absent).map(({ name }) => name), ...unknown];
    const parts = [pages.length ? count(pages) : missing.length || absent.length ? "" : words.none,
      missing.length ? say(words.failed, { names: missing.join(", ") }) : "",
      absent.length ? say(words.absent, { names: absent.join(", ") }) : ""];
    tell(parts.filter(Boolean).join(" "));
    return pages.length > 0;
  }

  /* ---- What the reader does ---- */

  async function copyLink() {
    const field = find(".pack__link input");
    if (await copy(field.value)) return tell(words.copied);
    field.focus();
    field.select();
    return tell(words.press);
  }

  const actions = {
    "print-pack": async () => {
      if (await show()) window.print();
    },
    "copy-link": copyLink,
    clear: () => {
      names = [];
      unknown = [];
      show();
    },
  };

  on("click", ".pack [data-action]", (event, button) => {
    if (button.dataset.action in actions) actions[button.dataset.action]();
  });

  /* The rest is far below: go on there. The same pack once more is another try. */
  on("click", "[data-pack]", (event, link) => {
    if (link.hash === location.hash) show();
    find(window.print ? "[data-action=print-pack]" : "[data-action=copy-link]").focus();
  });

  on("change", ".pack__group input", (event, box) => {
    names = names.filter((name) => name !== box.value);
    unknown = [];
    if (box.checked) names.push(box.value);
    show();
  });

  on("change", ".pack__how input", show);

  each(".pack__words", (last) => {
    words = JSON.parse(last.textContent);
    const start = () => {
      words.site = document.querySelector(".header__home").textContent.trim();
      read();
      show();
    };
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
    else start();
    window.addEventListener("online", show);
    /* A browser that brings the page back may have emptied its boxes. */
    document.addEventListener("store:shown", () => {
      if (!words.site) return;
      readHow();
      show();
    });
    window.addEventListener("hashchange", () => {
      if (location.hash !== hash()) start();
    });
  });

  guide.ran("pack");
})();
