/* The store: keeps all that a reader ticks and types, on this device.

   Components only send and hear events:
     store:change  from any element; detail: { key: value, or null to forget it, or an entry as
                   store.entry gives it, to have its time back }
     store:value   to each element with a data-key, when its value is there or has changed;
                   detail: the value, or null
     store:changed on the document, after any change; detail: the keys, where not all may have
     store:shown   on the document, when the browser has brought a page back, its fields included,
                   and what is stored is shown: the time to show what else was kept (store.tab)
     store:share   from any element; detail: true keeps all in this tab alone, false on the device
   Reading is a call: guide.store.

   One key for each item and each field, since localStorage has no lock: edits of two tabs never
   meet. A key is  <path of the site>|<version>|<set>|<kind>|<owner>|<name>; all projects of one
   owner on GitHub Pages share an origin, so the path comes first. <set> leaves room for several
   sets of one reader. An entry is JSON: { value: text, at: time }, and gone: true where it was taken
   away in a page of an older version than others that are open. What follows the version is called
   `rest` here, and an entry as it is stored `raw`. */
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
  /* Keys of the reader's data carry a version; those of our own bookkeeping do not. */
  const versionOf = (key) => Number((/^(\d+)\|/.exec(key.slice(SITE.length)) || [])[1] || 0);
  const isData = (key) => versionOf(key) > 0;
  const isEntry = (rest) => /^\w+\|[a-z]+\|[^|]*\|[^|]+$/.test(rest);
  const restOf = (dataKey) => `${SET}|${dataKey}`;

  /* Whether a newer page has written here: what this one takes away, that one has to hear of. */
  let isOutdated = false;

  const local = storage("localStorage");
  const session = storage("sessionStorage");
  let area = isShared() ? session : local;
  /* What could not be stored, by its rest; null: taken away. */
  const memory = new Map();

  /* A browser may refuse the very word, or have nothing behind it (blocked cookies, some sandboxes). */
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

  /* Our keys in the area in use, listed once: other projects may keep thousands beside them. */
  let own = null;
  const ownKeys = () => (own ||= new Set(keysOf(area, SITE)));
  const some = (test) => {
    for (const key of ownKeys()) if (test(key)) return true;
    return false;
  };

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

  /* Bookkeeping of this tab; null takes it away. Without room it is not kept, and nothing breaks. */
  function note(key, text) {
    try {
      if (text === null) session.removeItem(key);
      else session.setItem(key, text);
    } catch { /* blocked, or full */ }
  }

  /* ---- Reading: each entry is parsed once, as long as it stays what it is ---- */

  const parsed = new Map();

  /* The entry in a raw text; null where there is none, undefined where it is damaged. */
  function parse(rest, raw) {
    if (raw === null) return null;
    const before = parsed.get(rest);
    if (before && before.raw === raw) return before.entry;
    let entry;
    try {
      /* What else an entry says belongs to who wrote it, and is kept. */
      const found = JSON.parse(raw);
      if (typeof found.value === "string" && typeof found.at === "string") entry = found;
    } catch { /* damaged */ }
    parsed.set(rest, { raw, entry });
    return entry;
  }

  const rawOf = (rest) =>
    memory.has(rest) ? memory.get(rest) : area ? area.getItem(PREFIX + rest) : null;
  /* The entry that counts: one that is `gone` says that its value was taken away (`isOutdated`). */
  function entryOf(rest) {
    const found = parse(rest, rawOf(rest));
    return found && !found.gone ? found : null;
  }

  const value = (dataKey) => (entryOf(restOf(dataKey)) || { value: null }).value;

  /* A value with its time, as it is kept; null where there is none. */
  const entry = (dataKey) => entryOf(restOf(dataKey));

  /* When a value was given, in local time, as ISO 8601 writes it; empty where there is none. No day
     to come: a clock that ran ahead gave it. */
  function time(dataKey) {
    const found = entry(dataKey);
    if (!found) return "";
    const date = new Date(Math.min(Date.parse(found.at), Date.now()));
    return Number.isNaN(date.getTime()) ? "" : new Date(date - date.getTimezoneOffset() * 60000).toISOString();
  }

  const rests = () => new Set([...[...ownKeys()].filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length)), ...memory.keys()]);

  /* The keys that have a value, as elements carry them; with `prefix` those that begin with it, and
     no other is read. */
  const keys = (prefix = "") => [...rests()]
    .filter((rest) => rest.startsWith(restOf(prefix)) && isEntry(rest) && entryOf(rest))
    .map((rest) => rest.slice(restOf("").length));

  /* ---- Which of two is newer ---- */

  /* By the times kept. A time that has yet to come, from a clock that ran ahead, counts as now: it
     would win for ever. Of two equal ones, what is here stays. */
  const timeOf = ({ at }) => Math.min(Date.parse(at) || 0, Date.now());
  const isNewer = (one, other) => Boolean(one) && (!other || timeOf(one) > timeOf(other));

  /* The time for what is written now: after those it replaces, even if the clock was set back. */
  function stamp(rests) {
    const last = rests.map((rest) => Date.parse((entryOf(rest) || {}).at) + 1).filter((at) => at <= 8.64e15);
    return new Date(Math.max(Date.now(), ...last)).toISOString();
  }

  /* ---- Writing ---- */

  /* A value that cannot be read is moved out of the way before its key is written again. */
  function setAside(rest) {
    const raw = area.getItem(PREFIX + rest);
    if (parse(rest, raw) !== undefined) return;
    let n = 1;
    while (area.getItem(`${ASIDE}${n}|${rest}`) !== null) n += 1;
    put(`${ASIDE}${n}|${rest}`, raw);
  }

  function isKept(rest, raw) {
    try {
      setAside(rest);
      if (raw === null) drop(PREFIX + rest);
      else put(PREFIX + rest, raw);
      return true;
    } catch {
      return false;
    }
  }

  function write(rest, raw) {
    if (isKept(rest, raw)) memory.delete(rest);
    else {
      memory.set(rest, raw);
      /* No room for a first word means no room for any: some browsers give a site none. */
      if (area && !area.length) use(null);
      guide.notice(area ? "full" : "blocked");
    }
    settle();
  }

  /* While something is not stored, it is asked before the page is left; and as soon as there is room,
     it is stored. */
  const ask = (event) => event.preventDefault();

  function settle() {
    if (area) for (const [rest, raw] of memory) if (isKept(rest, raw)) memory.delete(rest);
    if (memory.size) return window.addEventListener("beforeunload", ask);
    window.removeEventListener("beforeunload", ask);
    return guide.notice.over("full");
  }
  const trySettling = () => memory.size && settle();
  window.addEventListener("pagehide", trySettling);
  document.addEventListener("visibilitychange", trySettling);

  on("store:change", "*", (event) => {
    const changes = Object.entries(event.detail);
    const first = area && !some(isData);
    const at = stamp(changes.map(([key]) => restOf(key)));
    const gone = isOutdated ? { value: "", at, gone: true } : null;
    for (const [key, value] of changes) {
      const entry = typeof value === "string" ? { value, at } : value || gone;
      write(restOf(key), entry && JSON.stringify(entry));
    }
    if (first && !isShared() && !memory.size) guide.notice("first");
    deliver(Object.keys(event.detail));
  });

  /* ---- Telling ---- */

  const tell = (element) => emit(element, "store:value", value(element.dataset.key));

  /* Tell the elements of these keys, or of all. */
  function deliver(keys) {
    const places = keys ? keys.map((key) => `[data-key="${CSS.escape(key)}"]`) : ["[data-key]"];
    for (const place of places) document.querySelectorAll(place).forEach(tell);
    document.dispatchEvent(new CustomEvent("store:changed", { detail: keys }));
  }

  each("[data-key]", (element) => {
    if (rawOf(restOf(element.dataset.key)) !== null) tell(element);
  });

  /* Another tab changed something; key null: it cleared everything. */
  window.addEventListener("storage", ({ key, newValue, storageArea }) => {
    if (storageArea !== area) return;
    if (key === null) {
      own = null;
      deliver();
    } else if (key.startsWith(SITE)) {
      if (own) own[newValue === null ? "delete" : "add"](key);
      deliver(changedBy(key, newValue));
    }
    trySettling();
  });

  /* The keys that a change of another tab has changed here. */
  function changedBy(key, raw) {
    const version = versionOf(key);
    if (version > VERSION) {
      isOutdated = true;
      guide.notice("newer");
    }
    /* An older page is still open, and was written in just now: nothing is newer than that. */
    if (version && version < VERSION && raw !== null) return bringForward(key, raw, true);
    if (!key.startsWith(`${PREFIX}${SET}|`)) return [];
    /* A newer page has brought it forward: what is in sight here stays in sight. */
    if (raw === null && some((other) => versionOf(other) > VERSION)) return [];
    const rest = key.slice(PREFIX.length);
    if (raw === null || !memory.get(rest) || isNewer(parse(rest, raw), JSON.parse(memory.get(rest)))) memory.delete(rest);
    return [rest.slice(restOf("").length)];
  }

  /* Browsers fill forms again by themselves on the way back: what is stored counts. A page that was
     kept has missed what other tabs did. */
  window.addEventListener("pageshow", ({ persisted }) => {
    use(isShared() ? session : area && local);
    if (persisted) migrate();
    deliver();
    document.dispatchEvent(new CustomEvent("store:shown"));
  });

  /* ---- Bookkeeping that is kept with this tab, never longer ---- */

  const tabMemory = new Map();
  function tab(name, text) {
    if (text !== undefined) {
      tabMemory.set(name, text);
      note(`${SITE}tab|${name}`, text);
    }
    return tabMemory.get(name) ?? (session && session.getItem(`${SITE}tab|${name}`));
  }

  function forgetTab() {
    tabMemory.clear();
    keysOf(session, `${SITE}tab|`).forEach((key) => note(key, null));
  }

  /* ---- Older versions: each key is brought forward, and only then taken away ---- */

  function forward(version, rest, raw) {
    for (let n = version; n < VERSION; n += 1) [rest, raw] = STEPS[n](rest, raw);
    return [rest, raw];
  }

  /* An older page may write after a newer one did: the newer of the two values stays. `old` is what the
     older one told: taken away for the words before, its key may be gone by now. */
  function bringForward(key, old, isNew) {
    try {
      const version = versionOf(key);
      const [rest, raw] = forward(version, key.slice(`${SITE}${version}|`.length), old);
      const here = area.getItem(PREFIX + rest);
      const entry = parse("", raw);
      if (here === null || isNew || isNewer(entry, parse(rest, here))) {
        if (entry && entry.gone) drop(PREFIX + rest);
        else put(PREFIX + rest, raw);
      }
      drop(key);
      return [rest.slice(restOf("").length)];
    } catch { /* no room, or not readable: it stays as it is, for another try */
      return [];
    }
  }

  function migrate() {
    for (const key of [...ownKeys()]) {
      const version = versionOf(key);
      if (version > VERSION) isOutdated = true;
      else if (version && version < VERSION) bringForward(key, area.getItem(key));
    }
  }
  migrate();

  guide.store = {
    VERSION, SET, value, entry, time, tab, keys, isShared, isNewer,
    /* For the components that move all of it: shared, notice, replace. */
    inner: {
      SITE, PREFIX, ASIDE, SHARED, local, session, memory, versionOf, isData, isEntry, keysOf, ownKeys, some, rests, parse, entryOf,
      forward, put, drop, use, note, settle, deliver, forgetTab, area: () => area,
    },
  };
})();
