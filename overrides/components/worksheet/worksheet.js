/* Worksheets. What is typed is told to the store, and shown when the store says so.

   Keys:  write|<owner>|<id>                    a question
          cell|<owner>|<id>.<row>.<column>      a cell of a table
          row|<owner>|<id>.<row>                a row that is not as printed: "on" for an added
                                                one, "off" for a printed one that was removed
   There is no list of rows: two tabs that add and remove rows never write the same key. And a row
   with words in it is shown, whatever its own key says: what one tab types into a row that another
   removes is never out of sight. The id of an added row begins with its time, for the order. */
(() => {
  const { copy, each, emit, on, onValue, save, say, store, undo } = guide;
  const SHEETS = "[data-write], [data-table]";
  const sheets = () => [...document.querySelectorAll(SHEETS)];
  const tables = () => [...document.querySelectorAll("[data-table]")];
  const tableOf = (element) => element.closest("[data-table]");
  const areas = (element) => [...element.querySelectorAll("textarea")];
  const printed = (row) => row.hasAttribute("data-printed");
  const allRows = (table) => [...table.querySelectorAll("tbody tr")];
  const rows = (table) => allRows(table).filter((row) => !row.hidden);
  const start = (kind, table) => `${kind}|${table.dataset.owner}|${table.dataset.table}.`;
  const rowKey = (row) => start("row", tableOf(row)) + row.dataset.row;

  /* ---- Words ---- */

  function show(area, text) {
    /* Setting the same value again would move the cursor. */
    if (area.value !== text) area.value = text;
    area.previousElementSibling.textContent = text;
    area.parentElement.toggleAttribute("data-filled", Boolean(text.trim()));
  }

  on("store:value", ".worksheet textarea", (event, area) => show(area, event.detail || ""));

  /* A page that was saved and is opened elsewhere: the words that stand in it are kept there, too. */
  each(".worksheet textarea", (area) => {
    const text = area.previousElementSibling.textContent;
    if (text && store.value(area.dataset.key) === null) emit(area, "store:change", { [area.dataset.key]: text });
  });

  onValue(".worksheet textarea", (event, area) => {
    if (area.value === (store.value(area.dataset.key) || "")) return;
    const changes = { [area.dataset.key]: area.value || null };
    const row = area.closest("tr");
    if (row) {
      const wanted = printed(row) ? null : "on";
      if (store.value(rowKey(row)) !== wanted) changes[rowKey(row)] = wanted;
      keepAdded(rowKey(row));
    }
    emit(area, "store:change", changes);
  });

  /* ---- Rows ---- */

  /* The rows of a table that are kept: those with words, those added. */
  function kept(table) {
    const cell = start("cell", table);
    const row = start("row", table);
    const words = new Set();
    const added = new Set();
    for (const key of store.keys(cell)) words.add(key.slice(cell.length).split(".")[0]);
    for (const key of store.keys(row)) if (store.value(key) === "on") added.add(key.slice(row.length));
    return { words, added };
  }

  /* Numbers first: rows that were printed once. */
  const isNumber = (id) => /^\d+$/.test(id);
  const order = (a, b) => (isNumber(a) && isNumber(b) ? a - b : isNumber(b) - isNumber(a) || (a < b ? -1 : 1));

  /* Make the rows those that are kept, and number them. Rows that stay are not touched. */
  function layOut(table) {
    const { words, added } = kept(table);
    const ours = allRows(table).filter(printed);
    for (const row of ours) row.hidden = store.value(rowKey(row)) === "off" && !words.has(row.dataset.row);
    const here = new Set(ours.map((row) => row.dataset.row));
    const wanted = [...new Set([...words, ...added])].filter((id) => !here.has(id)).sort(order);
    const others = new Map();
    for (const row of allRows(table)) {
      if (printed(row)) continue;
      if (wanted.includes(row.dataset.row)) others.set(row.dataset.row, row);
      else row.remove();
    }
    let last = ours.at(-1);
    for (const id of wanted) {
      const row = others.get(id) || make(table, ours[0], id);
      if (last.nextElementSibling !== row) last.after(row);
      last = row;
    }
    number(table);
  }

  function make(table, model, id) {
    const row = model.cloneNode(true);
    row.removeAttribute("data-printed");
    row.dataset.row = id;
    row.hidden = false;
    areas(row).forEach((area, index) => {
      area.dataset.key = `${start("cell", table)}${id}.${index + 1}`;
      area.hidden = false;
      show(area, store.value(area.dataset.key) || "");
    });
    row.querySelector("button").hidden = false;
    return row;
  }

  function number(table) {
    const { cell, remove } = table.querySelector("tbody").dataset;
    rows(table).forEach((row, index) => {
      if (row.dataset.number === String(index + 1)) return;
      row.dataset.number = index + 1;
      for (const area of areas(row)) {
        const { column } = area.closest("td").dataset;
        area.setAttribute("aria-label", say(cell, { column, row: index + 1 }));
      }
      row.querySelector("[data-action=remove]").setAttribute("aria-label", say(remove, { row: index + 1 }));
    });
  }

  /* Before all rows are there: a removed one must not be seen first. */
  each("[data-table] tr[data-printed]", (row) => {
    row.hidden = store.value(rowKey(row)) === "off" && !areas(row).some((area) => area.value);
  });
  each("[data-table] tbody", (body) => layOut(tableOf(body)));

  document.addEventListener("store:changed", ({ detail }) => {
    if (document.readyState === "loading") return;
    for (const table of tables()) {
      const ours = [start("cell", table), start("row", table)];
      if (!detail || detail.some((key) => ours.some((begin) => key.startsWith(begin)))) layOut(table);
    }
  });

  /* ---- What the reader does; each can be undone ---- */

  const owner = () => sheets()[0].dataset.owner;
  const stepsOf = () => `sheet|${owner()}`;

  function change(element, changes) {
    undo.change(element, stepsOf(), changes);
    showUndo();
  }

  /* A row with words in it is no longer taken away by undoing that it was added. */
  function keepAdded(key) {
    undo.drop(stepsOf(), (step) => step.length === 1 && step[0][0] === key && step[0][1] === "on");
    showUndo();
  }

  function showUndo() {
    document.querySelectorAll(".worksheet__actions [data-action=undo]").forEach((button) => undo.show(button, stepsOf()));
  }
  each(".worksheet__actions [data-action=undo]", showUndo);

  /* What was there comes back; words typed in the meantime stay, below it. */
  const joined = (key, before, now) => (key.startsWith("row|") || before === now ? now : `${before}\n${now}`);

  function tell(button, word) {
    const said = button.closest(".worksheet__actions").querySelector(".worksheet__said");
    for (const other of document.querySelectorAll(".worksheet__said")) other.textContent = "";
    said.textContent = said.dataset[word] || "";
  }

  /* Everything of this page that is kept, rows included. */
  function keysHere() {
    const starts = tables().flatMap((table) => [start("cell", table), start("row", table)]);
    const own = sheets().flatMap(areas).map((area) => area.dataset.key).filter((key) => store.value(key) !== null);
    return [...new Set([...own, ...starts.flatMap((begin) => store.keys(begin))])];
  }

  const nothing = (keys) => Object.fromEntries(keys.map((key) => [key, null]));

  function add(button) {
    const table = tableOf(button);
    const id = `a${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6).padEnd(4, "0")}`;
    change(table, { [start("row", table) + id]: "on" });
    tell(button, "");
    areas(table.querySelector(`[data-row="${id}"]`))[0].focus();
  }

  function remove(button) {
    const table = tableOf(button);
    const row = button.closest("tr");
    const at = rows(table).indexOf(row);
    const cells = areas(row).map((area) => area.dataset.key).filter((key) => store.value(key) !== null);
    change(table, { ...nothing(cells), [rowKey(row)]: printed(row) ? "off" : null });
    const left = rows(table);
    const next = left[Math.min(at, left.length - 1)];
    (next || table).querySelector(next ? "[data-action=remove]" : "[data-action=add]").focus();
    tell(table.querySelector("[data-action=add]"), "removed");
  }

  /* ---- To take along ---- */

  const filled = (table) => rows(table).map((row) => areas(row).map((area) => area.value))
    .filter((cells) => cells.some((cell) => cell.trim()));
  const columns = (table) => [...table.querySelectorAll("th")].map((column) => column.textContent);

  /* RFC 4180, every cell in quotes. What a spreadsheet would take for a formula is made a text, also
     behind blanks and in the wide signs of East Asian keyboards. */
  function csv(table) {
    const quoted = (cell) => `"${cell.replace(/^(?=[\t\r]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/, "'").replaceAll('"', '""')}"`;
    const lines = [columns(table), ...filled(table)].map((cells) => cells.map(quoted).join(","));
    return `\ufeff${lines.join("\r\n")}\r\n`;
  }

  function txt() {
    const title = document.querySelector("h1").textContent.trim();
    const blocks = sheets().flatMap((sheet) => {
      if (!sheet.dataset.table) {
        return [`${sheet.querySelector("label").textContent.trim()}\n${areas(sheet)[0].value.trimEnd()}`];
      }
      const names = columns(sheet);
      const each = filled(sheet).map((cells) => cells
        .map((cell, index) => (cell.trim() ? `${names[index]}: ${cell.trimEnd()}` : ""))
        .filter(Boolean).join("\n"));
      return [sheet.querySelector("table").getAttribute("aria-label"), ...each];
    });
    return [`${title}\n${"=".repeat(title.length)}`, ...blocks].join("\n\n").concat("\n").replaceAll("\n", "\r\n");
  }

  /* Where a clipboard is not to be had, the text stands there to be copied by hand. */
  async function copyText(button) {
    const field = button.closest(".worksheet__foot").querySelector(".worksheet__copy");
    field.value = txt();
    const copied = await copy(field.value);
    field.hidden = copied;
    if (!copied) field.select();
    tell(button, copied ? "copied" : "press");
  }

  const fileName = () => owner().replaceAll("/", "-");

  const actions = {
    add,
    remove,
    csv: (button) => {
      const table = tableOf(button);
      const name = tables().length > 1 ? `${fileName()}-${table.dataset.table}` : fileName();
      save(`${name}.csv`, "text/csv", csv(table));
      tell(button, "saved");
    },
    txt: (button) => {
      save(`${fileName()}.txt`, "text/plain", txt());
      tell(button, "saved");
    },
    copy: copyText,
    print: () => window.print(),
    reset: (button) => {
      const keys = keysHere();
      if (!keys.length) return;
      change(button, nothing(keys));
      tell(button, "cleared");
    },
    undo: (button) => {
      if (!undo.any(stepsOf())) return;
      undo.back(button, stepsOf(), joined);
      showUndo();
      tell(button, "undone");
    },
  };

  on("click", ".worksheet [data-action], .worksheet__foot [data-action]", (event, button) => {
    actions[button.dataset.action](button);
  });

  guide.ran("worksheet");
})();
