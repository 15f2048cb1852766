/* Your data: what the store keeps, in words; saved as a file, loaded back, erased, undone. */
(() => {
  const { base, dateInWords, each, emit, on, say, store } = guide;
  const FORMAT = "guide-data";
  /* The words behind the keys: fetched when something is kept, and keys stand in for what is missing. */
  let names = null;
  let words = {};
  let loaded = null;

  const things = (n) => (n === 1 ? words.one : say(words.many, { n }));
  const same = (a, b) => a.value === b.value;

  /* ---- In words ---- */

  function itemLine(list, id) {
    const items = (list && list.items) || {};
    return items[id] || `${id.replaceAll("-", " ")} (${words.gone})`;
  }

  /* What is written in a worksheet: a question with its answer; a row of a table in one line. */
  function sheetLines(add, [title, questions], kind, name, value) {
    const [id, row] = name.split(".");
    if (kind === "write") add(title, `${questions[id] || `${id.replaceAll("-", " ")} (${words.gone})`}: ${value}`);
    else if (kind === "row") add(title, words[value === "on" ? "row_added" : "row_removed"]);
    else add(title, value, `${title}|${id}|${row}`);
  }

  /* The stored entries as lines: { title, lines }, one for each list or e-mail. */
  function inWords(entries) {
    const groups = new Map();
    /* Lines that belong together, as the cells of a row, come one after the other. */
    let together = null;
    const add = (title, line, belongs = null) => {
      if (!groups.has(title)) groups.set(title, []);
      const lines = groups.get(title);
      if (belongs && belongs === together) lines.push(`${lines.pop()} · ${line}`);
      else lines.push(line);
      together = belongs;
    };
    for (const [rest, { value }] of Object.entries(entries).sort()) {
      const [, kind, owner, name] = rest.split("|");
      if (kind === "tick") {
        const list = names.lists[owner];
        add(list ? list.title : owner, itemLine(list, name));
      } else if (kind === "field") {
        const fields = names.fields[owner] || {};
        add(owner ? names.emails[owner] || owner : words.shared_fields, `${fields[name] || name}: ${value}`);
      } else if (["write", "cell", "row"].includes(kind)) {
        sheetLines(add, names.sheets[owner] || [owner, {}], kind, name, value);
      } else if (kind === "setting") {
        add(words.tone, value);
      } else {
        const said = kind === "sent" ? dateInWords(value, words.locale) : value;
        add(names.emails[owner] || owner, say(words[kind] || "{value}", { value: said }));
      }
    }
    return groups;
  }

  async function read() {
    try {
      return await (await fetch(`${base}assets/names.json`)).json();
    } catch { /* from a file, or offline */
      return { lists: {}, emails: {}, fields: {}, sheets: {} };
    }
  }

  function element(tag, text, ...children) {
    const made = document.createElement(tag);
    made.textContent = text;
    made.append(...children);
    return made;
  }

  async function show(page) {
    if (!names && Object.keys(store.entries()).length) names = await read();
    const entries = store.entries();
    const items = [...inWords(entries)].map(([title, lines]) =>
      element("li", title, element("ul", "", ...lines.map((line) => element("li", line)))));
    const unread = Object.keys(store.unread());
    const newer = unread.filter((key) => Number(key.split("|")[0]) > store.VERSION).length;
    if (unread.length > newer) items.push(element("li", say(words.aside, { n: unread.length - newer })));
    if (newer) items.push(element("li", say(words.newer, { n: newer })));
    if (!items.length) items.push(element("li", words.nothing));
    page.querySelector(".data__list").replaceChildren(...items);
    page.querySelector("[data-action=undo]").hidden = !store.undoable();
    const count = things(Object.keys(entries).length);
    const shared = store.isShared();
    page.querySelector(".data__shared").textContent = shared
      ? words.shared_on
      : `${words.shared_off} ${say(words.shared_moves, { n: count })}`;
    page.querySelector("[data-action=share]").textContent =
      shared ? words.shared_stop : words.shared_start;
  }

  /* The last element of the component: all before it is there, and nothing is painted yet. */
  each(".data [data-action=share]", (last) => {
    const page = last.closest(".data");
    words = { ...JSON.parse(page.querySelector(".data__words").textContent), locale: page.dataset.locale };
    show(page);
    document.addEventListener("store:changed", () => show(page));
  });

  /* ---- The file ---- */

  function saveFile() {
    const file = {
      format: FORMAT,
      version: store.VERSION,
      saved: new Date().toISOString(),
      entries: store.entries(),
      unread: store.unread(),
    };
    guide.save(`${words.saved_name}-${file.saved.slice(0, 10)}.json`, "application/json", JSON.stringify(file, null, 2));
  }

  /* The entries of a file that was saved here, and how many things in it could not be read; or null.
     Nothing is taken that would not be written. */
  function parse(text) {
    try {
      const file = JSON.parse(text);
      if (file.format !== FORMAT || !(file.version <= store.VERSION)) return null;
      const pairs = Object.entries(file.entries)
        .map(([rest, entry]) => store.forward(file.version, rest, JSON.stringify(entry)))
        .map(([rest, raw]) => [rest, JSON.parse(raw)]);
      const good = pairs.every(([rest, { value, at }]) => store.isEntry(rest) &&
        typeof value === "string" && typeof at === "string");
      return good ? { entries: Object.fromEntries(pairs), unread: Object.keys(file.unread || {}).length } : null;
    } catch {
      return null;
    }
  }

  async function preview(page, file) {
    const found = file ? parse(await file.text()) : null;
    loaded = found && found.entries;
    page.querySelector(".data__preview").hidden = !loaded;
    tell(page, file && !loaded ? words.load_bad : "");
    if (!loaded) return;
    const here = store.entries();
    const keys = Object.keys(loaded);
    const only = Object.keys(here).filter((key) => !(key in loaded)).length;
    page.querySelector(".data__will").textContent = say(words.load_will, {
      all: things(keys.length),
      added: keys.filter((key) => !(key in here)).length,
      changed: keys.filter((key) => key in here && !same(here[key], loaded[key])).length,
      only,
    }) + (found.unread ? ` ${say(words.load_unread, { n: things(found.unread) })}` : "");
    page.querySelector(".data__replace-hint").textContent = say(words.replace_hint, { only });
  }

  /* ---- Buttons ---- */

  function tell(page, text) {
    page.querySelector(".data__said").textContent = text;
  }

  function load(page, entries) {
    emit(page, "store:replace", entries);
    preview(page, null);
    page.querySelector("input[type=file]").value = "";
    tell(page, words.loaded);
    page.querySelector(".data__said").focus();
  }

  function ask(page, asking) {
    page.querySelector(".data__sure").hidden = !asking;
    page.querySelector(".data__sure-words").textContent =
      say(words.erase_sure, { n: things(Object.keys({ ...store.entries(), ...store.unread() }).length) });
    page.querySelector(asking ? "[data-action=erase-yes]" : "[data-action=erase]").focus();
  }

  const actions = {
    save: (page) => { saveFile(); tell(page, words.saved); },
    merge: (page) => load(page, { ...store.entries(), ...loaded }),
    replace: (page) => load(page, loaded),
    cancel: (page) => {
      page.querySelector("input[type=file]").value = "";
      preview(page, null);
      page.querySelector("input[type=file]").focus();
    },
    erase: (page) => ask(page, true),
    "erase-no": (page) => ask(page, false),
    "erase-yes": (page) => {
      ask(page, false);
      emit(page, "store:replace", null);
      tell(page, words.erased);
    },
    undo: (page) => {
      emit(page, "store:undo");
      tell(page, words.undone);
      page.querySelector(".data__said").focus();
    },
    share: (page) => emit(page, "store:share", !store.isShared()),
  };

  on("click", ".data [data-action]", (event, button) => {
    actions[button.dataset.action](button.closest(".data"));
  });
  on("change", ".data input[type=file]", (event, input) => {
    preview(input.closest(".data"), input.files[0]);
  });

  guide.ran("data");
})();
