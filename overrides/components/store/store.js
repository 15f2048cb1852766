/* The store: keeps all that a reader ticks and types, on this device.

   Components only send and hear events:
     store:change  from any element; detail: { key: value, or null to forget it, or an entry as
                   store.entry gives it, to have its time back }
     store:value   to each element with a data-key, when its value is there or has changed;
                   detail: the value, or null
     store:replace from any element; detail: the entries to have in place of all there are;
                   null erases everything, what cannot be read included
     store:share   from any element; detail: true keeps all in this tab alone, false on the device
     store:undo    takes the last store:replace back
     store:changed on the document, after any change; detail: the keys, where not all may have
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
  /* Keys of the reader's data carry a version; those of our own bookkeeping do not. */
  const isData = (key) => /^\d+\|/.test(key.slice(SITE.length));
  const ENTRY = /^\w+\|[a-z]+\|[^|]*\|[^|]+$/;

  const local = storage("localStorage");
  const session = storage("sessionStorage");
  let area = isShared() ? session : local;
  /* What could not be stored: by the key's rest, the raw value, or null where it is forgotten. */
  const memory = new Map();
  let undo = null;
  /* Which stretch of a shared computer this page was made in: after "Finish and clear" another one
     begins, and a page that the browser kept from before must not come back. */
  const stretch = session && session.getItem(SHARED);

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

  /* Our keys in the area in use, counted once: other projects may keep thousands beside them. */
  let own = null;
  const ownKeys = () => [...(own ||= new Set(keysOf(area, SITE)))];

  function put(key, raw) {
    area.setItem(key, raw);
    if (own) own.add(key);
  }

  function drop(key) {
    area.removeItem(key);
    if (own) own.delete(key);
  }

  function use(place) {
    area = place;
    own = null;
  }

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
    put(`${ASIDE}${n}|${rest}`, raw);
  }

  function write(rest, raw) {
    try {
      setAside(rest);
      if (raw === null) drop(PREFIX + rest);
      else put(PREFIX + rest, raw);
      memory.delete(rest);
    } catch {
      memory.set(rest, raw);
      notice(area ? "full" : "blocked");
    }
  }

  on("store:change", "*", (event) => {
    const first = area && !ownKeys().some(isData);
    const at = new Date().toISOString();
    for (const [key, value] of Object.entries(event.detail)) {
      write(restOf(key), value === null ? null : JSON.stringify(typeof value === "string" ? { value, at } : value));
    }
    if (first && !isShared() && !memory.size) noticeAfterTyping("first");
    deliver(Object.keys(event.detail));
  });

  /* ---- Telling ---- */

  const value = (dataKey) => valueOf(rawOf(restOf(dataKey))) ?? null;

  /* A value with its time, as it is kept; null where there is none. */
  const entry = (dataKey) => (value(dataKey) === null ? null : JSON.parse(rawOf(restOf(dataKey))));

  /* When a value was given, in local time, as ISO 8601 writes it; empty where there is none. */
  function time(dataKey) {
    if (value(dataKey) === null) return "";
    const { at } = entry(dataKey);
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
    document.dispatchEvent(new CustomEvent("store:changed", { detail: keys }));
  }

  each("[data-key]", (element) => {
    if (rawOf(restOf(element.dataset.key)) !== null) tell(element);
  });

  /* Another tab changed something; key null: it cleared everything. */
  window.addEventListener("storage", (event) => {
    if (event.storageArea !== area) return;
    own = null;
    if (event.key === null) deliver();
    else if (event.key.startsWith(`${PREFIX}${SET}|`)) {
      memory.delete(event.key.slice(PREFIX.length));
      deliver([event.key.slice(`${PREFIX}${SET}|`.length)]);
    } else if (event.key.startsWith(SITE)) deliver([]);
  });

  /* Browsers fill forms again by themselves on the way back: what is stored counts. */
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && session && session.getItem(SHARED) !== stretch) {
      location.reload();
      return;
    }
    use(isShared() ? session : local);
    showShared();
    deliver();
  });

  /* ---- All of it: seen, replaced, moved ---- */

  /* Every entry that can be read, by the key's rest. */
  function entries() {
    const rests = ownKeys().filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
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
    for (const key of ownKeys()) {
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
    for (const key of ownKeys()) if (isData(key)) found[key] = area.getItem(key);
    for (const [rest, raw] of memory) {
      if (raw === null) delete found[PREFIX + rest];
      else found[PREFIX + rest] = raw;
    }
    return found;
  }

  function erase() {
    for (const key of ownKeys()) if (isData(key)) drop(key);
    memory.clear();
  }

  /* Bookkeeping that is kept with this tab, never longer: read, or written when `text` is given. */
  const tabMemory = new Map();
  function tab(name, text) {
    if (text !== undefined) {
      tabMemory.set(name, text);
      try {
        session.setItem(`${SITE}tab|${name}`, text);
      } catch { /* in memory, until the page is left */ }
    }
    return tabMemory.get(name) ?? (session && session.getItem(`${SITE}tab|${name}`));
  }

  function forgetSteps() {
    tabMemory.clear();
    keysOf(session, `${SITE}tab|`).forEach((key) => session.removeItem(key));
  }

  on("store:replace", "*", (event) => {
    forgetSteps();
    undo = JSON.stringify({ at: new Date().toISOString(), before: everything() });
    try {
      session.setItem(UNDO, undo);
    } catch { /* kept in memory, until the page is left; an older one must not come up later */
      if (session) session.removeItem(UNDO);
    }
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
    /* What was written since then is newer, and stays. */
    const { at, before: wanted } = JSON.parse(before);
    const newer = Object.entries(everything()).filter(([, raw]) => valueOf(raw) !== undefined && JSON.parse(raw).at > at);
    erase();
    for (const [key, raw] of Object.entries({ ...wanted, ...Object.fromEntries(newer) })) {
      if (key.startsWith(PREFIX)) write(key.slice(PREFIX.length), raw);
      else put(key, raw);
    }
    deliver();
  });

  function undoable() {
    return undo || (session && session.getItem(UNDO));
  }

  /* ---- A shared computer: all in this tab alone ---- */

  /* All or nothing: where there is no room for all, what was written is taken away again. */
  function move(from, to) {
    const keys = keysOf(from, SITE).filter(isData);
    const before = keys.map((key) => to.getItem(key));
    try {
      keys.forEach((key) => to.setItem(key, from.getItem(key)));
    } catch (error) {
      keys.forEach((key, n) => (before[n] === null ? to.removeItem(key) : to.setItem(key, before[n])));
      throw error;
    }
    keys.forEach((key) => from.removeItem(key));
  }

  const newStretch = () => session.setItem(SHARED, String(Date.now()));

  function setShared(wanted) {
    try {
      if (wanted) {
        newStretch();
        if (local) move(local, session);
      } else {
        move(session, local);
        session.removeItem(SHARED);
      }
    } catch {
      notice(wanted ? "stays" : local ? "full" : "blocked");
      if (wanted && session) session.removeItem(SHARED);
    }
    use(isShared() ? session : local);
    showShared();
    deliver();
  }

  on("store:share", "*", ({ detail }) => {
    setShared(detail);
    if (tabs && isShared()) tabs.postMessage("shared");
  });

  /* The computer is shared, and so are all its tabs, open or to come; and all finish together. */
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel(`${SITE}tabs`) : null;
  if (tabs) {
    tabs.onmessage = ({ data }) => {
      if (data === "shared?" && isShared()) tabs.postMessage("shared");
      if (data === "shared" && session && !isShared()) setShared(true);
      if (data === "finish" && isShared()) finish();
    };
    if (session && !isShared()) tabs.postMessage("shared?");
  }

  function showShared() {
    for (const bar of document.querySelectorAll(".shared")) bar.hidden = !isShared();
    document.documentElement.toggleAttribute("data-shared", isShared());
  }

  /* The tab stays one of a shared computer: the next words must not land on the device. */
  function finish() {
    keysOf(session, SITE).forEach((key) => session.removeItem(key));
    newStretch();
    memory.clear();
    undo = null;
    document.querySelectorAll("input, textarea, select").forEach((input) => {
      input.value = "";
      input.checked = false;
    });
    const home = location.protocol === "file:" ? `${base}index.html` : base;
    location.replace(`${home}#finished`);
    if (location.pathname === home) location.reload();
  }

  on("click", ".shared [data-action]", (event, button) => {
    const sure = document.querySelector(".shared__sure");
    if (button.dataset.action === "finish-yes") {
      if (tabs) tabs.postMessage("finish");
      return finish();
    }
    sure.hidden = button.dataset.action !== "finish";
    /* On the way back: a second press of Enter must not clear all. */
    if (!sure.hidden) sure.querySelector("[data-action=finish-no]").focus();
    else document.querySelector("[data-action=finish]").focus();
  });

  /* ---- Notices ---- */

  function notice(name) {
    const show = () => {
      const box = document.querySelector(`[data-notice=${name}]`);
      if (!box || wasClosed(name)) return;
      box.hidden = false;
      if (!session) box.querySelectorAll("[data-action=share]").forEach((offer) => { offer.parentElement.hidden = true; });
      document.documentElement.dataset.told = "";
    };
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
    else show();
  }

  /* A notice must not come over the field that is being typed in. */
  function noticeAfterTyping(name) {
    if (!document.activeElement.matches("textarea, select, input:not([type=checkbox])")) return notice(name);
    return document.addEventListener("focusout", () => notice(name), { once: true });
  }

  const closedKey = (name) => `${SITE}closed|${name}`;
  const wasClosed = (name) => Boolean(session && session.getItem(closedKey(name)));

  /* Where the focus was before it went to a notice: it goes back there. */
  let focused = null;
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest(".notices, .shared")) focused = event.target;
  });

  on("click", ".notice [data-action]", (event, button) => {
    const box = button.closest(".notice");
    const share = button.dataset.action === "share";
    box.hidden = true;
    if (!document.querySelector(".notice:not([hidden])")) delete document.documentElement.dataset.told;
    if (["first", "damaged", "newer"].includes(box.dataset.notice) && session) session.setItem(closedKey(box.dataset.notice), "1");
    if (share) emit(button, "store:share", true);
    const next = share && isShared() ? document.querySelector("[data-action=finish]") : focused;
    if (next && next.isConnected) next.focus();
  });

  document.addEventListener("keydown", (event) => {
    const shown = document.querySelector(".notice:not([hidden])");
    if (event.key === "Escape" && shown && !event.defaultPrevented) shown.querySelector("[data-action=close]").click();
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.body.insertAdjacentHTML("beforeend", guide.markup("told"));
    for (const link of document.querySelectorAll(".told [data-way]")) link.href = base + link.dataset.way;
    showShared();
    if (!area && document.querySelector(":is(input, textarea)[data-key], .data")) notice("blocked");
    const keys = Object.keys(unread()).map((key) => SITE + key);
    if (keys.some((key) => versionOf(key) > VERSION)) notice("newer");
    if (keys.some((key) => key.startsWith(PREFIX) && !key.startsWith(ASIDE))) notice("damaged");
    if (location.hash === "#finished") {
      history.replaceState(null, "", location.pathname);
      if (!Object.keys(everything()).length) notice("finished");
    }
  });

  /* ---- Older versions: each key is brought forward, and only then taken away ---- */

  function forward(version, rest, raw) {
    for (let n = version; n < VERSION; n += 1) [rest, raw] = STEPS[n](rest, raw);
    return [rest, raw];
  }

  function migrate() {
    for (const key of ownKeys()) {
      const version = versionOf(key);
      if (!version || version >= VERSION) continue;
      try {
        const old = key.slice(`${SITE}${version}|`.length);
        const [rest, raw] = forward(version, old, area.getItem(key));
        if (area.getItem(PREFIX + rest) === null) put(PREFIX + rest, raw);
        drop(key);
      } catch { /* no room, or not readable: it stays as it is, for another try */ }
    }
  }
  migrate();

  guide.store = { VERSION, isEntry, value, entry, time, tab, keys, entries, unread, undoable, isShared, forward };
})();
