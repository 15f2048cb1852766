/* Checklists. A tick is told to the store, and shown when the store says so: the same way for this
   tab, another tab, an import and an undo. An item is open, "done" or "skip" (not for me). */
(() => {
  const { each, on, say, soon, painted, printOnly, dateInWords, store, undo } = guide;
  const listOf = (element) => element.closest(".checklist");
  const boxes = (list) => [...list.querySelectorAll("input[data-key]")];
  const items = (list) => [...list.querySelectorAll("li[data-item]")];
  const undoOf = (list) => part(list, "[data-action=undo]");
  const saidOf = (list) => part(list, ".checklist__said");
  const progressOf = (list) => part(list, "[data-part=progress]");
  const boxOf = (item) => item.querySelector("input[data-key]");

  /* The lists of the page, and the parts of each, looked for once: a press must not take longer where
     a list is longer. */
  const parts = new WeakMap();
  function part(list, selector) {
    if (!parts.has(list)) parts.set(list, {});
    return (parts.get(list)[selector] ??= list.querySelector(selector));
  }

  const lists = [];
  const here = () => lists.filter((list) => list.isConnected);
  /* A blank sheet of a pack has no name any more, and is left alone. */
  each("[data-checklist]", (list) => {
    lists.push(list);
    showUndo(list);
  });

  /* ---- Each item: its place for "not for me" or the date, of one size, so no row moves ---- */

  each("[data-checklist] li[data-item] > label", (label) => {
    /* A page that was saved and is opened again has them. */
    if (label.nextElementSibling?.matches(".checklist__side")) return;
    const side = document.createElement("span");
    side.className = "checklist__side";
    side.innerHTML = '<button type="button" data-action="skip" aria-pressed="false"></button><time></time>';
    label.after(side);
  });

  /* Names stand in the foot, which is parsed last; until then the button shows its sign only. */
  each("[data-checklist] .checklist__said", (said) => {
    for (const item of items(listOf(said))) {
      const button = item.querySelector("[data-action=skip]");
      button.setAttribute("aria-label", `${said.dataset.skip}: ${item.querySelector("label").textContent.trim()}`);
      button.title = said.dataset.skip;
      mark(item);
      write(item);
    }
  });

  const stateOf = (item) => store.value(boxOf(item).dataset.key);

  function mark(item) {
    const state = stateOf(item);
    boxOf(item).checked = state === "done";
    tally(item, state);
    if (state) item.dataset.state = state;
    else delete item.dataset.state;
  }

  /* What stands beside it, in words. */
  function write(item) {
    const said = saidOf(listOf(item));
    const side = item.querySelector(".checklist__side");
    if (!side || !said) return;
    const state = stateOf(item);
    const [button, time] = side.children;
    button.setAttribute("aria-pressed", state === "skip");
    button.textContent = state === "skip" ? said.dataset.skip : "";
    const at = state === "done" ? store.time(boxOf(item).dataset.key) : "";
    time.dateTime = at.slice(0, 10);
    time.textContent = at && dateInWords(at, said.dataset.locale, "short");
  }

  /* A tick is stored and marked at once. Words lay out the whole list: they come when that is painted. A
     page that is not seen is not. */
  let isTicking = false;
  const afterTick = (act) => (isTicking && !document.hidden ? painted(act) : act());

  on("store:value", ".checklist input[data-key]", (event, box) => {
    const item = box.closest("li");
    mark(item);
    afterTick(() => {
      write(item);
      count(listOf(item));
    });
  });

  /* ---- Counting: what is not for me leaves the count ---- */

  /* What each item is, and how many of a list are "done" or "skip". */
  const states = new WeakMap();
  const tallies = new WeakMap();
  const tallyOf = (list) => tallies.get(list) || tallies.set(list, { done: 0, skip: 0 }).get(list);

  function tally(item, state) {
    const list = listOf(item);
    const counts = tallyOf(list);
    for (const [name, by] of [[states.get(item), -1], [state, 1]]) if (Object.hasOwn(counts, name)) counts[name] += by;
    states.set(item, state);
    if (state) list.toggleAttribute("data-touched", true);
  }

  function counted(list) {
    const { done, skip } = tallyOf(list);
    return [done, progressOf(list).dataset.all - skip];
  }

  /* In words, and for the bar beside them alone: a list that had it would be styled anew as a whole. */
  function showCount(place, words, [done, all]) {
    const text = say(words, { done, all });
    if (place.textContent !== text) place.textContent = text;
    place.parentElement.style.setProperty("--done", all ? done / all : 1);
  }

  /* Once for a batch: a list of 500 items is counted once when all are restored. */
  const count = soon((list) => {
    const progress = progressOf(list);
    if (progress) showCount(progress, progress.dataset.words, counted(list));
    countPage();
  });

  let page = null;
  function countPage() {
    const all = page ? here().filter(progressOf).map(counted) : [];
    if (all.length < 2) return;
    page.hidden = false;
    const sum = (at) => all.reduce((before, each) => before + each[at], 0);
    showCount(page.firstElementChild, page.dataset.words, [sum(0), sum(1)]);
  }
  each(".end__progress", (place) => {
    page = place;
    countPage();
  });

  /* ---- Ticked items that are nowhere in the guide any more: kept, and shown ---- */

  const ownedBy = (list) => `tick|${list.dataset.owner}|`;
  const gone = new Map();
  const goneOf = (list) => gone.get(list.dataset.owner) || [];

  /* An item that has moved keeps its owner's name: the build says which of them stand elsewhere. */
  const isGone = (list, key) => store.value(key) === "done" &&
    !(list.dataset.elsewhere || "").split(" ").includes(key.slice(ownedBy(list).length)) &&
    !document.querySelector(`.checklist input[data-key="${CSS.escape(key)}"]`);

  /* Of all keys of a list's owner, or of those that have changed. */
  function lookForGone(list, changed) {
    const keys = changed ? changed.filter((key) => key.startsWith(ownedBy(list))) : store.keys(ownedBy(list));
    const left = changed ? goneOf(list).filter((key) => !keys.includes(key)) : [];
    gone.set(list.dataset.owner, [...left, ...keys.filter((key) => isGone(list, key))]);
    showGone(list, goneOf(list));
  }

  function showGone(list, keys) {
    const place = list.querySelector(".checklist__gone");
    place.hidden = !keys.length;
    if (!keys.length) return;
    const words = place.firstElementChild;
    const names = keys.map((key) => key.split("|")[2].replaceAll("-", " ")).join(", ");
    words.textContent = say(words.dataset[keys.length === 1 ? "one" : "many"], { n: keys.length, names });
  }

  /* A page may hold several lists of one owner; the first shows what has no place in any. */
  function lookForAllGone(changed) {
    new Map(here().reverse().map((list) => [list.dataset.owner, list])).forEach((list) => lookForGone(list, changed));
  }

  /* When all lists are there. No keys: anything may have changed. */
  document.addEventListener("DOMContentLoaded", () => lookForAllGone());
  document.addEventListener("store:changed", ({ detail }) => {
    if (document.readyState !== "loading") lookForAllGone(detail);
  });

  /* ---- What the reader does; each can be undone ---- */

  function tell(list, word) {
    const said = saidOf(list);
    said.textContent = word ? said.dataset[word] : "";
  }

  const nameOf = (list) => list.dataset.checklist;

  /* The same list may stand in a page twice. */
  function showUndo(list) {
    for (const same of here().filter((each) => nameOf(each) === nameOf(list))) {
      undo.show(undoOf(same), nameOf(list));
      if (undo.any(nameOf(list))) same.toggleAttribute("data-touched", true);
    }
  }

  function change(list, changes) {
    undo.change(list, nameOf(list), changes);
    afterTick(() => showUndo(list));
  }

  const clear = (keys) => Object.fromEntries(keys.map((key) => [key, null]));

  /* By touch, a press that is held selects text, and one that ends a selection does no more. */
  let held = null;
  on("pointerdown", ".checklist label", (event) => {
    held = event.pointerType === "touch" && { since: event.timeStamp, selected: !getSelection().isCollapsed };
  });
  on("click", ".checklist label", (event) => {
    if (held && event.target.tagName !== "INPUT" && (held.selected || event.timeStamp - held.since > 500)) event.preventDefault();
  });

  on("change", ".checklist input[data-key]", (event, box) => {
    tell(listOf(box), "");
    isTicking = true;
    try {
      change(listOf(box), { [box.dataset.key]: box.checked ? "done" : null });
    } finally {
      isTicking = false;
    }
  });

  /* ---- One step at a time ---- */

  const current = (list) => list.querySelector("li[data-current]");
  const isOpen = (item) => !item.dataset.state;

  /* The one item to show, and the items that it stands below. */
  function setCurrent(list, item) {
    for (const name of ["data-current", "data-holds"]) {
      list.querySelectorAll(`[${name}]`).forEach((one) => one.removeAttribute(name));
    }
    if (!item) return;
    item.dataset.current = "";
    for (let at = item; (at = at.parentElement.closest("li"));) at.dataset.holds = "";
    boxOf(item).focus();
  }

  /* The next open item in a direction; the list's own order, going round. */
  function stepBy(list, direction) {
    const all = items(list);
    const at = all.indexOf(current(list));
    for (let n = 1; n <= all.length; n += 1) {
      const item = all[(at + direction * n + all.length * 2) % all.length];
      if (isOpen(item)) return setCurrent(list, item);
    }
    return tell(list, "end");
  }

  function setStepping(list, stepping) {
    list.toggleAttribute("data-stepping", stepping);
    list.querySelector(".checklist__step").hidden = !stepping;
    const button = list.querySelector("[data-action=step]");
    button.textContent = button.dataset[stepping ? "whole" : "step"];
    setCurrent(list, stepping && (items(list).find(isOpen) || items(list)[0]));
  }

  const actions = {
    print: printOnly,
    skip: (list, button) => {
      const key = boxOf(button.closest("li")).dataset.key;
      tell(list, "");
      change(list, { [key]: store.value(key) === "skip" ? null : "skip" });
    },
    reset: (list) => {
      const set = boxes(list).map((box) => box.dataset.key).filter((key) => store.value(key));
      if (!set.length) return;
      change(list, clear(set));
      tell(list, "reset");
    },
    forget: (list) => {
      change(list, clear(goneOf(list)));
      tell(list, "forgotten");
      undoOf(list).focus();
    },
    undo: (list) => {
      if (!undo.any(nameOf(list))) return;
      undo.back(list, nameOf(list));
      showUndo(list);
      tell(list, "undone");
    },
    step: (list) => setStepping(list, !list.hasAttribute("data-stepping")),
    next: (list) => stepBy(list, 1),
    back: (list) => stepBy(list, -1),
  };

  on("click", ".checklist [data-action]", (event, button) => {
    actions[button.dataset.action](listOf(button), button);
  });

  guide.ran("checklist");
})();
