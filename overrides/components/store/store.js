/* The store: keeps all that a reader ticks and types, on this device.

   Components only send and hear events:
     store:change  from any element; detail: { key: value, or null to forget it }
     store:value   to each element with a data-key, when its value is there or has changed;
                   detail: the value, or null
     store:replace from any element; detail: the entries to have in place of all there are;
                   null erases everything, what cannot be read included
     store:share   from any element; detail: true keeps all in this tab alone, false on the device
     store:undo    takes the last store:replace back
     store:changed on the document, after any change
   Reading is a call: guide.store.

   One key for each item and each field, since localStorage has no lock: edits of two tabs never
   meet. A key is  <path of the site>|<version>|<set>|<kind>|<owner>|<name>; all projects of one
   owner on GitHub Pages share an origin, so the path comes first. <set> leaves room for several
   sets of one reader. A value is JSON: { value: text, at: time }. */
(() => {
  const { base, each, emit, on } = guide;
  const VERSION = 1;
  /* From version n to n + 1: STEPS[n](rest, raw) returns the new [rest, raw] of a key. */
  const STEPS = {};
  const SET = "1";
  const SITE = `${base}|`;
  const PREFIX = `${SITE}${VERSION}|`;
  const ASIDE = `${PREFIX}aside|`;
  const SHARED = `${SITE}shared`;
  const UNDO = `${SITE}undo`;
  const ENTRY = /^\w+\|[a-z]+\|[^|]*\|[^|]+$/;

  const local = storage("localStorage");
  const session = storage("sessionStorage");
  let area = isShared() ? session : local;
  /* What could not be stored: by the key's rest, the raw value, or null where it is forgotten. */
  const memory = new Map();
  let undo = null;

  /* A browser may refuse the very word (blocked cookies, some sandboxes). */
  function storage(name) {
    try {
      window[name].getItem(PREFIX);
      return window[name];
    } catch {
      return null;
    }
  }

  function isShared() {
    return Boolean(session && session.getItem(SHARED));
  }

  const keysOf = (place, start) =>
    place ? Object.keys(place).filter((key) => key.startsWith(start)) : [];

  /* The value in a raw text; null where there is none, undefined where it is damaged. */
  function valueOf(raw) {
    if (raw === null) return null;
    try {
      const { value, at } = JSON.parse(raw);
      if (typeof value === "string" && typeof at === "string") return value;
    } catch { /* damaged, as below */ }
    return undefined;
  }

  const rawOf = (rest) =>
    memory.has(rest) ? memory.get(rest) : area ? area.getItem(PREFIX + rest) : null;

  const isEntry = (rest) => ENTRY.test(rest);
  const restOf = (dataKey) => `${SET}|${dataKey}`;

  /* ---- Writing ---- */

  /* A value that cannot be read is moved out of the way before its key is written again. */
  function setAside(rest) {
    const raw = area.getItem(PREFIX + rest);
    if (valueOf(raw) !== undefined) return;
    let n = 1;
    while (area.getItem(`${ASIDE}${n}|${rest}`) !== null) n += 1;
    area.setItem(`${ASIDE}${n}|${rest}`, raw);
  }

  function write(rest, raw) {
    try {
      setAside(rest);
      if (raw === null) area.removeItem(PREFIX + rest);
      else area.setItem(PREFIX + rest, raw);
      memory.delete(rest);
    } catch {
      memory.set(rest, raw);
      notice(area ? "full" : "blocked");
    }
  }

  on("store:change", "*", (event) => {
    const first = area && !keysOf(area, SITE).length;
    const at = new Date().toISOString();
    for (const [key, value] of Object.entries(event.detail)) {
      write(restOf(key), value === null ? null : JSON.stringify({ value, at }));
    }
    if (first && !isShared() && !memory.size) notice("first");
    deliver(Object.keys(event.detail));
  });

  /* ---- Telling ---- */

  const value = (dataKey) => valueOf(rawOf(restOf(dataKey))) ?? null;

  /* When a value was given, in local time, as ISO 8601 writes it; empty where there is none. */
  function time(dataKey) {
    if (value(dataKey) === null) return "";
    const { at } = JSON.parse(rawOf(restOf(dataKey)));
    const date = new Date(at);
    return Number.isNaN(date.getTime()) ? at : new Date(date - date.getTimezoneOffset() * 60000).toISOString();
  }

  /* The keys that have a value, as elements carry them. */
  const keys = () => Object.keys(entries()).filter((rest) => rest.startsWith(restOf(""))).map((rest) => rest.slice(restOf("").length));

  const tell = (element) => emit(element, "store:value", value(element.dataset.key));

  /* Tell the elements of these keys, or of all. */
  function deliver(keys) {
    for (const element of document.querySelectorAll("[data-key]")) {
      if (!keys || keys.includes(element.dataset.key)) tell(element);
    }
    document.dispatchEvent(new CustomEvent("store:changed"));
  }

  each("[data-key]", (element) => {
    if (rawOf(restOf(element.dataset.key)) !== null) tell(element);
  });

  /* Another tab changed something; key null: it cleared everything. */
  window.addEventListener("storage", (event) => {
    if (event.storageArea !== area) return;
    if (event.key === null) deliver();
    else if (event.key.startsWith(`${PREFIX}${SET}|`)) {
      memory.delete(event.key.slice(PREFIX.length));
      deliver([event.key.slice(`${PREFIX}${SET}|`.length)]);
    } else if (event.key.startsWith(SITE)) deliver([]);
  });

  /* Browsers fill forms again by themselves on the way back: what is stored counts. */
  window.addEventListener("pageshow", () => {
    area = isShared() ? session : local;
    showShared();
    deliver();
  });

  /* ---- All of it: seen, replaced, moved ---- */

  /* Every entry that can be read, by the key's rest. */
  function entries() {
    const rests = keysOf(area, `${PREFIX}`).map((key) => key.slice(PREFIX.length));
    const found = {};
    for (const rest of new Set([...rests, ...memory.keys()])) {
      const raw = rawOf(rest);
      if (isEntry(rest) && raw !== null && valueOf(raw) !== undefined) found[rest] = JSON.parse(raw);
    }
    return found;
  }

  /* What is kept and cannot be read, by its whole key below the site's path. */
  function unread() {
    const found = {};
    for (const key of keysOf(area, SITE)) {
      const raw = area.getItem(key);
      const damaged = key.startsWith(PREFIX) &&
        (key.startsWith(ASIDE) || valueOf(raw) === undefined);
      if (damaged || versionOf(key) > VERSION) found[key.slice(SITE.length)] = raw;
    }
    return found;
  }

  const versionOf = (key) => Number((/^(\d+)\|/.exec(key.slice(SITE.length)) || [])[1] || 0);

  /* Everything of this site as it stands, by whole keys; what is in memory counts as stored. */
  function everything() {
    const found = {};
    for (const key of keysOf(area, SITE)) if (key !== SHARED && key !== UNDO) found[key] = area.getItem(key);
    for (const [rest, raw] of memory) {
      if (raw === null) delete found[PREFIX + rest];
      else found[PREFIX + rest] = raw;
    }
    return found;
  }

  function erase() {
    for (const key of Object.keys(everything())) if (area) area.removeItem(key);
    memory.clear();
  }

  on("store:replace", "*", (event) => {
    undo = JSON.stringify(everything());
    try {
      session.setItem(UNDO, undo);
    } catch { /* kept in memory, until the page is left */ }
    const wanted = event.detail;
    if (!wanted) erase();
    else {
      for (const rest of Object.keys(entries())) if (!(rest in wanted)) write(rest, null);
      for (const [rest, entry] of Object.entries(wanted)) write(rest, JSON.stringify(entry));
    }
    deliver();
  });

  on("store:undo", "*", () => {
    const before = undoable();
    if (!before) return;
    undo = null;
    if (session) session.removeItem(UNDO);
    erase();
    for (const [key, raw] of Object.entries(JSON.parse(before))) {
      if (key.startsWith(PREFIX)) write(key.slice(PREFIX.length), raw);
      else area.setItem(key, raw);
    }
    deliver();
  });

  function undoable() {
    return undo || (session && session.getItem(UNDO));
  }

  /* ---- A shared computer: all in this tab alone ---- */

  function move(from, to) {
    const keys = keysOf(from, SITE).filter((key) => key !== SHARED && key !== UNDO);
    keys.forEach((key) => to.setItem(key, from.getItem(key)));
    keys.forEach((key) => from.removeItem(key));
  }

  on("store:share", "*", (event) => {
    try {
      if (event.detail) {
        session.setItem(SHARED, "1");
        if (local) move(local, session);
      } else {
        move(session, local);
        session.removeItem(SHARED);
      }
    } catch {
      notice(session && local ? "full" : "blocked");
      if (event.detail && session) session.removeItem(SHARED);
    }
    area = isShared() ? session : local;
    showShared();
    deliver();
  });

  function showShared() {
    for (const bar of document.querySelectorAll(".shared")) bar.hidden = !isShared();
    document.documentElement.toggleAttribute("data-shared", isShared());
  }
  each(".shared", showShared);

  function finish() {
    keysOf(session, SITE).forEach((key) => session.removeItem(key));
    memory.clear();
    undo = null;
    document.querySelectorAll("input, textarea").forEach((input) => { input.value = ""; });
    location.replace(`${base}#finished`);
    if (location.pathname === base) location.reload();
  }

  on("click", ".shared [data-action]", (event, button) => {
    const sure = document.querySelector(".shared__sure");
    if (button.dataset.action === "finish-yes") return finish();
    sure.hidden = button.dataset.action !== "finish";
    if (!sure.hidden) sure.querySelector("button").focus();
    else document.querySelector("[data-action=finish]").focus();
  });

  /* ---- Notices ---- */

  function notice(name) {
    const show = () => {
      const box = document.querySelector(`[data-notice=${name}]`);
      if (box) box.hidden = false;
    };
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
    else show();
  }

  on("click", ".notice [data-action]", (event, button) => {
    button.closest(".notice").hidden = true;
    if (button.dataset.action === "share") emit(button, "store:share", true);
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (!area && document.querySelector("input[data-key]")) notice("blocked");
    const keys = Object.keys(unread()).map((key) => SITE + key);
    if (keys.some((key) => versionOf(key) > VERSION)) notice("newer");
    if (keys.some((key) => key.startsWith(PREFIX) && !key.startsWith(ASIDE))) notice("damaged");
    if (location.hash === "#finished") notice("finished");
  });

  /* ---- Older versions: each key is brought forward, and only then taken away ---- */

  function forward(version, rest, raw) {
    for (let n = version; n < VERSION; n += 1) [rest, raw] = STEPS[n](rest, raw);
    return [rest, raw];
  }

  function migrate() {
    for (const key of keysOf(area, SITE)) {
      const version = versionOf(key);
      if (!version || version >= VERSION) continue;
      try {
        const old = key.slice(`${SITE}${version}|`.length);
        const [rest, raw] = forward(version, old, area.getItem(key));
        if (area.getItem(PREFIX + rest) === null) area.setItem(PREFIX + rest, raw);
        area.removeItem(key);
      } catch { /* no room, or not readable: it stays as it is, for another try */ }
    }
  }
  migrate();

  guide.store = { VERSION, isEntry, value, time, keys, entries, unread, undoable, isShared, forward };
})();
