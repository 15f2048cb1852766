/* Your data: what the store keeps, in words; taken along, loaded back, erased, undone. */
(() => {
  const { base, copy, dateInWords, each, emit, on, say, store } = guide;
  const { isEntry, forward } = store.inner;
  const FORMAT = "guide-data";
  /* What a page can take in: more than this guide ever saved for anybody. */
  const MOST_BYTES = 10_000_000;
  const MOST_ENTRIES = 20_000;
  const LONGEST = 500_000;
  const MOST_SHOWN = 20;
  const KINDS = new Set(["tick", "field", "option", "edit", "subject", "sent", "write", "cell", "row", "setting"]);
  /* The words behind the keys: fetched when something is kept, and keys stand in for what is missing. */
  let names = null;
  let words = {};
  let loaded = null;
  let isBusy = false;

  const things = (n) => (n === 1 ? words.one : say(words.many, { n }));
  const countOf = (entries) => Object.keys(entries).length;
  const part = (page, name) => page.querySelector(`.data__${name}`);

  /* Keys come from files of others: a name such as "constructor" is nobody's. */
  const pick = (object, name) => (object && Object.hasOwn(object, name) ? object[name] : undefined);

  /* ---- In words ---- */

  /* Of a newer guide, or of another set: kept, and counted. */
  function isKnown(rest) {
    const [set, kind] = rest.split("|");
    return set === store.SET && KINDS.has(kind);
  }

  const goneOr = (id) => `${id.replaceAll("-", " ")}${names.missing ? "" : ` (${words.gone})`}`;

  /* What is written in a worksheet: a question with its answer; a row of a table in one line. */
  function sheetLines(add, [title, questions], kind, name, value) {
    const [id, row] = name.split(".");
    if (kind === "write") add(title, `${pick(questions, id) || goneOr(id)}: ${value}`);
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
        const list = pick(names.lists, owner);
        add(list ? list.title : owner, pick(list && list.items, name) || goneOr(name));
      } else if (kind === "field") {
        add(owner ? pick(names.emails, owner) || owner : words.shared_fields, `${pick(pick(names.fields, owner), name) || name}: ${value}`);
      } else if (["write", "cell", "row"].includes(kind)) {
        sheetLines(add, pick(names.sheets, owner) || [owner, {}], kind, name, value);
      } else if (kind === "setting") {
        add(words.tone, value);
      } else {
        const said = kind === "sent" ? dateInWords(value, words.locale) : value;
        add(pick(names.emails, owner) || owner, say(pick(words, kind) || "{value}", { value: said }));
      }
    }
    return groups;
  }

  async function read() {
    try {
      return await (await fetch(`${base}assets/names.json`)).json();
    } catch { /* from a file, or offline */
      return { missing: true };
    }
  }

  function element(tag, text, ...children) {
    const made = document.createElement(tag);
    made.textContent = text;
    made.append(...children);
    return made;
  }

  /* Of many lines a slice at a time; what came in between starts anew. */
  let turn = 0;
  async function showKept(page, entries) {
    const mine = (turn += 1);
    const known = Object.fromEntries(Object.entries(entries).filter(([rest]) => isKnown(rest)));
    if (!names && countOf(known)) names = await read();
    const unread = Object.keys(store.unread());
    const newer = unread.filter((key) => Number(key.split("|")[0]) > store.VERSION).length;
    const unknown = newer + countOf(entries) - countOf(known);
    const lists = [];
    const lines = [];
    for (const [title, texts] of countOf(known) ? inWords(known) : []) {
      const list = element("ul", "");
      lists.push(element("li", title, list));
      lines.push(...texts.map((text) => [list, text]));
    }
    if (unread.length > newer) lists.push(element("li", say(words.aside, { n: unread.length - newer })));
    if (unknown) lists.push(element("li", say(words.newer, { n: unknown })));
    if (!lists.length) lists.push(element("li", words.nothing));
    await store.inSlices(lines, ([list, text]) => { if (mine === turn) list.append(element("li", text)); });
    if (mine === turn) part(page, "list").replaceChildren(...lists);
  }

  const showUndo = (page) => { page.querySelector("[data-action=undo]").hidden = !store.undoable(); };

  function show(page) {
    const entries = store.entries();
    showUndo(page);
    const shared = store.isShared();
    part(page, "shared").textContent = shared
      ? words.shared_on
      : `${words.shared_off} ${say(words.shared_moves, { n: things(countOf(entries)) })}`;
    page.querySelector("[data-action=shared]").textContent =
      shared ? words.shared_stop : words.shared_start;
    return showKept(page, entries);
  }

  /* Another tab may change ten thousand keys, one after the other: shown once, when it is done. */
  let isWaiting = false;
  function showSoon(page) {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      show(page);
    });
  }

  /* The last element of the component: all before it is there, and nothing is painted yet. */
  each(".data [data-action=shared]", (last) => {
    const page = last.closest(".data");
    words = { ...JSON.parse(part(page, "words").textContent), locale: page.dataset.locale };
    page.querySelector("[data-action=hand-on]").hidden = !canShare();
    show(page);
    document.addEventListener("store:changed", () => showSoon(page));
  });

  /* ---- To take along ---- */

  function asText() {
    return JSON.stringify({
      format: FORMAT,
      version: store.VERSION,
      saved: new Date().toISOString(),
      entries: store.entries(),
      unread: store.unread(),
    }, null, 2);
  }

  const nameOfFile = () => `${words.saved_name}-${new Date().toISOString().slice(0, 10)}`;

  /* Devices share a text, hardly any shares JSON. */
  const asFile = () => new File([asText()], `${nameOfFile()}.txt`, { type: "text/plain" });

  function canShare() {
    try {
      return navigator.canShare({ files: [new File([""], "a.txt", { type: "text/plain" })] });
    } catch { /* absent */
      return false;
    }
  }

  async function copyAll(page) {
    const box = part(page, "by-hand");
    const text = asText();
    box.hidden = await copy(text);
    tell(page, words[box.hidden ? "copied" : "press"]);
    if (box.hidden) return;
    box.value = text;
    box.focus();
    box.select();
  }

  /* ---- To bring back ---- */

  /* The entry under its key as it is taken, or null: only what would be written here, too. A time that
     has yet to come counts as now. */
  function taken(version, rest, entry) {
    try {
      if (version < store.VERSION) {
        const [key, raw] = forward(version, rest, JSON.stringify(entry));
        [rest, entry] = [key, JSON.parse(raw)];
      }
      if (!isEntry(rest) || rest.length > 500 || typeof entry.value !== "string" || JSON.stringify(entry).length > LONGEST) return null;
      const time = Math.min(Date.parse(entry.at), Date.now());
      return Number.isNaN(time) ? null : [rest, { ...entry, at: new Date(time).toISOString() }];
    } catch {
      return null;
    }
  }

  /* What is in a text that was saved here: { entries, unread }, the number of things that could not be
     read; or the name of the words that say why there is none. */
  async function parse(text, progress) {
    if ((text.match(/"at":/g) || []).length > MOST_ENTRIES) return "load_big";
    let file;
    try {
      /* A mail program may put words around it. */
      file = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
    } catch {
      return "load_bad";
    }
    if (file.format !== FORMAT || !Number.isInteger(file.version)) return "load_bad";
    if (file.version > store.VERSION) return "load_newer";
    if (typeof file.entries !== "object" || !file.entries) return "load_bad";
    const entries = {};
    const all = Object.entries(file.entries);
    await store.inSlices(all, ([rest, entry]) => {
      const found = taken(file.version, rest, entry);
      if (found) entries[found[0]] = found[1];
    }, progress);
    if (all.length && !countOf(entries)) return "load_bad";
    return { entries, unread: all.length - countOf(entries) + countOf(file.unread || {}) };
  }

  /* Enough of a text to know it by. */
  const cut = (text) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

  const lineOf = (rest, entry) => cut(isKnown(rest) ? [...inWords({ [rest]: entry }).values()][0][0] : entry.value);

  /* What differs, in both forms; the newer counts when they are put together. */
  function difference(rest, here, given) {
    const title = isKnown(rest) ? [...inWords({ [rest]: here }).keys()][0] : rest;
    return element("li", title, element("ul", "",
      element("li", say(words.differ_here, { line: lineOf(rest, here) })),
      element("li", say(words[store.isNewer(given, here) ? "differ_newer" : "differ_older"], { line: lineOf(rest, given) }))));
  }

  /* Take the entries of a file in two ways. */
  const merged = (here, given) => ({
    ...here,
    ...Object.fromEntries(Object.entries(given).filter(([rest, entry]) => store.isNewer(entry, here[rest]))),
  });

  function close(page) {
    loaded = null;
    part(page, "preview").hidden = true;
    page.querySelector("input[type=file]").value = "";
  }

  async function preview(page, text) {
    close(page);
    const found = text.length > MOST_BYTES ? "load_big" : await parse(text, telling(page));
    if (typeof found === "string") return tell(page, words[found]);
    names ||= await read();
    const here = store.entries();
    const keys = Object.keys(found.entries);
    const only = Object.keys(here).filter((rest) => !Object.hasOwn(found.entries, rest)).length;
    const differ = keys.filter((rest) => here[rest] && here[rest].value !== found.entries[rest].value);
    loaded = found.entries;
    part(page, "will").textContent = say(words.load_will, {
      all: things(keys.length),
      added: keys.filter((rest) => !here[rest]).length,
      changed: differ.length,
      only,
    }) + (found.unread ? ` ${say(words.load_unread, { n: things(found.unread) })}` : "");
    part(page, "differ").replaceChildren(
      ...differ.slice(0, MOST_SHOWN).map((rest) => difference(rest, here[rest], loaded[rest])),
      ...(differ.length > MOST_SHOWN ? [element("li", say(words.differ_more, { n: differ.length - MOST_SHOWN }))] : []),
    );
    part(page, "replace-hint").textContent = say(words.replace_hint, { only });
    part(page, "preview").hidden = false;
    tell(page, "");
    return undefined;
  }

  async function previewFile(page, file) {
    if (!file) return close(page);
    if (file.size > MOST_BYTES) return tell(page, words.load_big);
    return preview(page, await file.text());
  }

  /* ---- Buttons ---- */

  function tell(page, text) {
    part(page, "said").textContent = text;
  }

  const telling = (page) => (n, all) => tell(page, say(words.progress, { n, all }));

  /* What came of a change of it all. */
  const outcome = (result, said) => ({ kept: said, full: words.no_room, memory: `${said} ${words.in_memory}` })[result];

  async function load(page, entries) {
    const n = things(countOf(loaded));
    const result = await store.replace(entries, telling(page));
    if (result !== "full") close(page);
    tell(page, outcome(result, say(words.loaded, { n })));
    /* Before the focus is near it: the next key may be Tab. */
    showUndo(page);
    part(page, "said").focus();
  }

  function ask(page, asking) {
    part(page, "sure").hidden = !asking;
    part(page, "sure-words").textContent =
      say(words.erase_sure, { n: things(countOf({ ...store.entries(), ...store.unread() })) });
    page.querySelector(asking ? "[data-action=erase-yes]" : "[data-action=erase]").focus();
  }

  const actions = {
    save: (page) => {
      guide.save(`${nameOfFile()}.json`, "application/json", asText());
      tell(page, words.saved);
    },
    copy: copyAll,
    "hand-on": (page) => navigator.share({ files: [asFile()] }).catch((error) => {
      if (error.name !== "AbortError") tell(page, words.unshared);
    }),
    paste: (page) => preview(page, part(page, "pasted").value),
    merge: (page) => load(page, merged(store.entries(), loaded)),
    replace: (page) => load(page, loaded),
    cancel: (page) => {
      close(page);
      tell(page, "");
      page.querySelector("input[type=file]").focus();
    },
    erase: (page) => ask(page, true),
    "erase-no": (page) => ask(page, false),
    "erase-yes": async (page) => {
      ask(page, false);
      tell(page, outcome(await store.replace(null), words.erased));
    },
    undo: async (page) => {
      tell(page, outcome(await store.takeBack(), words.undone));
      part(page, "said").focus();
    },
    shared: (page) => emit(page, "store:share", !store.isShared()),
  };

  /* One thing at a time: a press meanwhile does nothing. */
  async function go(act) {
    if (isBusy) return;
    isBusy = true;
    try {
      await act();
    } finally {
      isBusy = false;
    }
  }

  on("click", ".data [data-action]", (event, button) => {
    go(() => actions[button.dataset.action](button.closest(".data")));
  });
  on("change", ".data input[type=file]", (event, input) => {
    go(() => previewFile(input.closest(".data"), input.files[0]));
  });

  guide.ran("data");
})();
