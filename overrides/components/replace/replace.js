/* All that is kept, at once: read, replaced, erased, and taken back. All or nothing, in slices, so that
   the page stays alive. Each call says what came of it: "kept", "full" (nothing has changed), or
   "memory", where the browser keeps nothing and it is gone when the page is left. */
(() => {
  const { store } = guide;
  const { SITE, PREFIX, ASIDE, session, memory, area, versionOf, isData, isEntry, ownKeys, rests, parse, entryOf, put, drop, note, settle, deliver, forgetTab } = store.inner;
  const UNDO = `${SITE}undo`;
  const SLICE = 500;
  let undo = null;

  /* Call `act` for each of a list; between slices the page can be used. Nothing waits after the last: what
     fits into one is done within the press, for who leaves at once. */
  async function inSlices(list, act, progress = () => {}) {
    for (let n = 0; n < list.length; n += SLICE) {
      list.slice(n, n + SLICE).forEach(act);
      progress(Math.min(n + SLICE, list.length), list.length);
      if (n + SLICE < list.length) await new Promise((done) => { setTimeout(done); });
    }
  }

  /* Every entry that can be read, by the key's rest. */
  const entries = () => Object.fromEntries([...rests()].filter((rest) => isEntry(rest) && entryOf(rest)).map((rest) => [rest, entryOf(rest)]));

  /* What is kept and cannot be read, by its whole key below the site's path. */
  function unread() {
    const found = {};
    for (const key of ownKeys()) {
      const raw = area().getItem(key);
      const rest = key.slice(PREFIX.length);
      const isDamaged = key.startsWith(PREFIX) && (key.startsWith(ASIDE) || !isEntry(rest) || !parse(rest, raw));
      if (isDamaged || versionOf(key) > store.VERSION) found[key.slice(SITE.length)] = raw;
    }
    return found;
  }

  const stored = () => new Map([...ownKeys()].filter(isData).map((key) => [key, area().getItem(key)]));

  /* What is in memory counts as stored. */
  function everything() {
    const found = stored();
    for (const [rest, raw] of memory) {
      if (raw === null) found.delete(PREFIX + rest);
      else found.set(PREFIX + rest, raw);
    }
    return found;
  }

  const set = ([key, raw]) => (raw === null ? drop(key) : put(key, raw));

  /* Store `wanted`, raw texts by whole keys, and nothing else. First what comes, so that a tab that is
     killed meanwhile loses nothing; where that has no room, first what goes. */
  async function swap(wanted, progress) {
    if (!area()) {
      memory.clear();
      for (const [key, raw] of wanted) memory.set(key.slice(PREFIX.length), raw);
      return "memory";
    }
    const before = stored();
    const changes = [
      ...[...wanted].filter(([key, raw]) => before.get(key) !== raw),
      ...[...before.keys()].filter((key) => !wanted.has(key)).map((key) => [key, null]),
    ];
    for (const order of [changes, [...changes].reverse()]) {
      const done = [];
      try {
        await inSlices(order, (change) => { set(change); done.push(change[0]); }, progress);
        memory.clear();
        return "kept";
      } catch { /* no room: as it was */
        const back = done.map((key) => [key, before.get(key) ?? null]);
        for (const change of [...back.filter(([, raw]) => raw === null), ...back.filter(([, raw]) => raw !== null)]) set(change);
      }
    }
    return "full";
  }

  /* The entries to have in place of all there are; what cannot be read stays, out of their way. null
     erases everything, what cannot be read included. */
  async function replace(entriesWanted, progress) {
    const before = everything();
    const at = new Date().toISOString();
    const wanted = new Map(entriesWanted ? before : []);
    if (entriesWanted) {
      for (const rest of Object.keys(entries())) wanted.delete(PREFIX + rest);
      for (const [rest, entry] of Object.entries(entriesWanted)) {
        let n = 1;
        while (wanted.has(`${ASIDE}${n}|${rest}`)) n += 1;
        if (wanted.has(PREFIX + rest)) wanted.set(`${ASIDE}${n}|${rest}`, wanted.get(PREFIX + rest));
        wanted.set(PREFIX + rest, JSON.stringify(entry));
      }
    }
    const result = await swap(wanted, progress);
    if (result !== "full") {
      forgetTab();
      undo = JSON.stringify({ at, before: Object.fromEntries(before) });
      /* Without room it is kept in memory, until the page is left; an older one must not come up later. */
      note(UNDO, null);
      note(UNDO, undo);
    }
    settle();
    deliver();
    return result;
  }

  const undoable = () => undo || (session && session.getItem(UNDO));

  /* What was written since then is newer, and stays. */
  async function takeBack() {
    const { at, before } = JSON.parse(undoable());
    const newer = [...everything()].filter(([key, raw]) => {
      const entry = key.startsWith(PREFIX) && parse(key.slice(PREFIX.length), raw);
      return entry && entry.at > at;
    });
    const result = await swap(new Map([...Object.entries(before), ...newer]));
    if (result !== "full") {
      undo = null;
      note(UNDO, null);
    }
    settle();
    deliver();
    return result;
  }

  Object.assign(store, { entries, unread, replace, undoable, takeBack, inSlices });
})();
