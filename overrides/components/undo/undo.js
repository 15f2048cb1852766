/* Undo: what was done last to a list or a worksheet, by its owner. Kept with this tab, so that a
   reload takes nothing away; never longer. A step is a list of [key, value after, entry before]. */
guide.undo = (() => {
  const { emit, store } = guide;
  const MOST = 20;
  const name = (owner) => `steps|${owner}`;

  /* Parsed once, as long as they stay what they are. */
  const parsed = new Map();

  function steps(owner) {
    const raw = store.tab(name(owner));
    if (parsed.get(owner)?.raw !== raw) parsed.set(owner, { raw, all: read(raw) });
    return parsed.get(owner).all;
  }

  function read(raw) {
    try {
      return JSON.parse(raw) || [];
    } catch { /* damaged: there is nothing to go back to */
      return [];
    }
  }

  function keep(owner, steps) {
    const all = steps.slice(-MOST);
    const raw = JSON.stringify(all);
    store.tab(name(owner), raw);
    parsed.set(owner, { raw, all });
  }

  /* Change values, remembering those before. */
  function change(element, owner, changes) {
    const step = Object.entries(changes).map(([key, value]) => [key, value, store.entry(key)]);
    keep(owner, [...steps(owner), step]);
    emit(element, "store:change", changes);
  }

  /* Take the last step back. What has been changed since, here or in another tab, is decided by
     `other(key, before, now)`, which returns the value to have; left out, it stays as it is. */
  function back(element, owner, other) {
    const step = steps(owner).at(-1) || [];
    keep(owner, steps(owner).slice(0, -1));
    const changes = {};
    for (const [key, after, before] of step) {
      const now = store.value(key);
      if (now === after || now === null) changes[key] = before;
      else if (other && before) changes[key] = other(key, before.value, now);
    }
    if (Object.keys(changes).length) emit(element, "store:change", changes);
  }

  /* Forget the steps of which `test` says so. */
  const drop = (owner, test) => keep(owner, steps(owner).filter((step) => !test(step)));

  const any = (owner) => steps(owner).length > 0;

  /* Grey out a button while there is nothing to undo. It keeps its place and its focus. */
  function show(button, owner) {
    if (any(owner)) button.removeAttribute("aria-disabled");
    else button.setAttribute("aria-disabled", "true");
  }

  return { change, back, drop, any, show };
})();
