/* Checklists. A tick is told to the store, and shown when the store says so: the same way for this
   tab, another tab, an import and an undo. An item is open, "done" or "skip" (not for me). */
(() => {
  const { each, on, say, soon, printOnly, dateInWords, store, undo } = guide;
  const listOf = (element) => element.closest(".checklist");
  const boxes = (list) => [...list.querySelectorAll("input[data-key]")];
  const items = (list) => [...list.querySelectorAll("li[data-item]")];
  const saidOf = (list) => list.querySelector(".checklist__said");
  const boxOf = (item) => item.querySelector("input[data-key]");

  /* ---- Each item: its place for "not for me" or the date, of one size, so no row moves ---- */

  each(".checklist li[data-item] > label", (label) => {
    const side = document.createElement("span");
    side.className = "checklist__side";
    side.innerHTML = '<button type="button" data-action="skip" aria-pressed="false"></button><time></time>';
    label.after(side);
  });

  /* Names stand in the foot, which is parsed last; until then the button shows its sign only. */
  each(".checklist__said", (said) => {
    for (const item of items(listOf(said))) {
      const button = item.querySelector("[data-action=skip]");
      button.setAttribute("aria-label", `${said.dataset.skip}: ${item.querySelector("label").textContent.trim()}`);
      button.title = said.dataset.skip;
      show(item, store.value(boxOf(item).dataset.key));
    }
    showGone(listOf(said));
  });

  function show(item, state) {
    const said = saidOf(listOf(item));
    const box = boxOf(item);
    const side = item.querySelector(".checklist__side");
    box.checked = state === "done";
    if (state) item.dataset.state = state;
    else delete item.dataset.state;
    if (!side || !said) return;
    const [button, time] = side.children;
    button.setAttribute("aria-pressed", state === "skip");
    button.textContent = state === "skip" ? said.dataset.skip : "";
    const at = state === "done" ? store.time(box.dataset.key) : "";
    time.dateTime = at.slice(0, 10);
    time.textContent = at && dateInWords(at, said.dataset.locale, "short");
  }

  on("store:value", ".checklist input[data-key]", (event, box) => {
    show(box.closest("li"), event.detail);
    count(listOf(box));
  });

  /* ---- Counting: what is not for me leaves the count ---- */

  /* Once for a batch: a list of 500 items is counted once when all are restored. */
  const count = soon((list) => {
    const progress = list.querySelector("[data-part=progress]");
    if (progress) {
      const [done, all] = counted([list]);
      const text = say(progress.dataset.words, { done, all });
      if (progress.textContent !== text) progress.textContent = text;
      list.style.setProperty("--done", all ? done / all : 1);
    }
    countPage();
  });

  function counted(lists) {
    const all = lists.flatMap(boxes).filter((box) => box.closest("li").dataset.state !== "skip");
    return [all.filter((box) => box.checked).length, all.length];
  }

  function countPage() {
    const place = document.querySelector(".end__progress");
    const lists = [...document.querySelectorAll(".checklist:has([data-part=progress])")];
    if (!place || lists.length < 2) return;
    const [done, all] = counted(lists);
    place.hidden = false;
    place.firstElementChild.textContent = say(place.dataset.words, { done, all });
    place.style.setProperty("--done", all ? done / all : 1);
  }
  each(".end__progress .checklist__bar", countPage);

  /* ---- Ticked items that are no longer in the list: kept, and shown ---- */

  const ownedBy = (list) => `tick|${list.dataset.owner}|`;

  /* A page may hold several lists of one owner; the first shows what has no place in any. */
  function goneKeys(list) {
    if (document.querySelector(`.checklist[data-owner="${CSS.escape(list.dataset.owner)}"]`) !== list) return [];
    return store.keys().filter((key) => key.startsWith(ownedBy(list)) && store.value(key) === "done" &&
      !document.querySelector(`.checklist input[data-key="${CSS.escape(key)}"]`));
  }

  function showGone(list) {
    const place = list.querySelector(".checklist__gone");
    const gone = goneKeys(list);
    place.hidden = !gone.length;
    if (!gone.length) return;
    const words = place.firstElementChild;
    const names = gone.map((key) => key.split("|")[2].replaceAll("-", " ")).join(", ");
    words.textContent = say(words.dataset[gone.length === 1 ? "one" : "many"], { n: gone.length, names });
  }

  /* No keys: anything may have changed. */
  document.addEventListener("store:changed", ({ detail: keys }) => {
    if (document.readyState === "loading") return;
    for (const list of document.querySelectorAll(".checklist")) {
      if (!keys || keys.some((key) => key.startsWith(ownedBy(list)))) showGone(list);
    }
  });

  /* ---- What the reader does; each can be undone ---- */

  function tell(list, word) {
    const said = saidOf(list);
    said.textContent = word ? said.dataset[word] : "";
  }

  const nameOf = (list) => list.dataset.checklist;
  const undoOf = (list) => list.querySelector("[data-action=undo]");

  /* The same list may stand in a page twice. */
  function showUndo(list) {
    for (const same of document.querySelectorAll(`.checklist[data-checklist="${CSS.escape(nameOf(list))}"]`)) {
      undo.show(undoOf(same), nameOf(list));
    }
  }

  function change(list, changes) {
    undo.change(list, nameOf(list), changes);
    showUndo(list);
  }

  each(".checklist [data-action=undo]", (button) => undo.show(button, nameOf(listOf(button))));

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
    change(listOf(box), { [box.dataset.key]: box.checked ? "done" : null });
  });

  /* ---- One step at a time ---- */

  const current = (list) => list.querySelector("li[data-current]");
  const isOpen = (item) => !item.dataset.state;

  function goTo(list, item) {
    const before = current(list);
    if (before) delete before.dataset.current;
    item.dataset.current = "";
    boxOf(item).focus();
  }

  /* The next open item in a direction; the list's own order, going round. */
  function stepBy(list, direction) {
    const all = items(list);
    const at = all.indexOf(current(list));
    for (let n = 1; n <= all.length; n += 1) {
      const item = all[(at + direction * n + all.length * 2) % all.length];
      if (isOpen(item)) return goTo(list, item);
    }
    return tell(list, "end");
  }

  function setStepping(list, stepping) {
    list.toggleAttribute("data-stepping", stepping);
    list.querySelector(".checklist__step").hidden = !stepping;
    const button = list.querySelector("[data-action=step]");
    button.textContent = button.dataset[stepping ? "whole" : "step"];
    if (stepping) goTo(list, items(list).find(isOpen) || items(list)[0]);
    else if (current(list)) delete current(list).dataset.current;
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
      change(list, clear(goneKeys(list)));
      tell(list, "forgotten");
      undoOf(list).focus();
    },
    undo: (list) => {
      if (!undo.any(nameOf(list))) return;
      undo.back(list, nameOf(list));
      /* The buttons stay: gone when the next press takes the focus, that press would miss. */
      list.dataset.undone = "";
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
