/* Checklists. A tick is told to the store, and shown when the store says so: the same way for this
   tab, another tab, an import and an undo. */
(() => {
  const { emit, on, say, soon, printOnly } = guide;
  /* What each list did last, to be undone: maps of key to the value before. */
  const steps = new WeakMap();
  const stepsOf = (list) => steps.get(list) || steps.set(list, []).get(list);
  const boxes = (list) => [...list.querySelectorAll("input[data-key]")];

  /* Once for a batch: a list of 500 items is counted once when all are restored. */
  const count = soon((list) => {
    const all = boxes(list);
    const done = all.filter((box) => box.checked).length;
    const progress = list.querySelector("[data-part=progress]");
    progress.textContent = say(progress.dataset.words, { done, all: all.length });
    list.style.setProperty("--done", done / all.length);
  });

  function remember(list, before) {
    stepsOf(list).push(before);
    list.querySelector("[data-action=undo]").removeAttribute("aria-disabled");
  }

  function tell(list, word) {
    const said = list.querySelector(".checklist__said");
    said.textContent = word ? said.dataset[word] : "";
  }

  on("store:value", ".checklist input[data-key]", (event, box) => {
    box.checked = event.detail === "done";
    count(box.closest(".checklist"));
  });

  on("change", ".checklist input[data-key]", (event, box) => {
    const list = box.closest(".checklist");
    remember(list, { [box.dataset.key]: box.checked ? null : "done" });
    tell(list, "");
    emit(box, "store:change", { [box.dataset.key]: box.checked ? "done" : null });
  });

  on("click", ".checklist [data-action]", (event, button) => {
    const list = button.closest(".checklist");
    const action = button.dataset.action;
    if (action === "print") printOnly(list);
    if (action === "reset") {
      const done = boxes(list).filter((box) => box.checked).map((box) => box.dataset.key);
      if (!done.length) return;
      remember(list, Object.fromEntries(done.map((key) => [key, "done"])));
      emit(list, "store:change", Object.fromEntries(done.map((key) => [key, null])));
      tell(list, "reset");
    }
    if (action === "undo" && stepsOf(list).length) {
      emit(list, "store:change", stepsOf(list).pop());
      if (!stepsOf(list).length) button.setAttribute("aria-disabled", "true");
      tell(list, "undone");
    }
  });
})();
