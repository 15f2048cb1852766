/* E-mails: fill in, change, copy, send. All that is typed is told to the store; what the store says
   is shown, the same way for this tab, another tab, an import and an undo. */
(() => {
  const { each, emit, on, onValue, say, soon, save, printOnly, dateInWords, mail, store } = guide;
  let wanted = "";
  /* True while the reader goes on with gaps open. */
  let confirmed = false;

  const emailOf = (element) => element.closest(".email");
  const sheetOf = (element) => element.closest(".email__sheet");
  const partOf = (sheet, name) => sheet.querySelector(`[data-part=${name}]`);
  /* What the script says, by its names. */
  let said = null;
  const words = () => said ||= Object.assign(document.createElement("template"), { innerHTML: guide.markup("email") })
    .content.firstElementChild.dataset;
  const partsOf = (sheet) => [...sheet.querySelectorAll("[data-part]")];
  const isPrepared = (sheet) => "ready" in sheet.dataset;
  const isEdited = (part) => part.hasAttribute("data-edited");
  const editorOf = (part) => part.parentElement.querySelector(`[data-edits=${part.dataset.part}]`);

  /* ---- Tones: one is shown. The one chosen holds for every e-mail that has it. ---- */

  function choose(sheet) {
    const email = emailOf(sheet);
    const tones = email.dataset.tones.split(" ");
    sheet.hidden = sheet.dataset.tone !== (tones.includes(wanted) ? wanted : tones[0]);
    if (sheet.hidden) return;
    for (const button of email.querySelectorAll("[data-action=tone]")) {
      button.setAttribute("aria-pressed", button.value === sheet.dataset.tone);
    }
    refresh(sheet);
  }

  on("store:value", ".email[data-key]", (event, email) => {
    if (event.target !== email) return;
    wanted = event.detail || "";
    email.querySelectorAll(".email__sheet").forEach(choose);
  });

  /* ---- The text ---- */

  /* As email.html writes it: a line ends with a `<br>`, which holds without styles, in a reader view
     and wherever it is pasted, and with a line feed that nobody sees: the text stays exact. */
  function withBreaks(text) {
    return text.split("\n").flatMap((line, n) => {
      const end = document.createElement("i");
      end.hidden = true;
      end.textContent = "\n";
      return n ? [document.createElement("br"), end, line] : [line];
    });
  }

  /* A text of the reader's own, with what looks like a gap marked as one. */
  function ownText(text) {
    return text.split(/(\[[^[\]\n]{1,60}\])/).flatMap((piece, n) => {
      if (n % 2 === 0) return withBreaks(piece);
      const gap = document.createElement("span");
      gap.className = "email__gap";
      gap.dataset.empty = gap.textContent = piece;
      return [gap];
    });
  }

  /* What a part says, made of its source and of what is stored; never read from the page as it is shown.
     There a translator or another extension may have put other words, and whoever gets the message
     is to get the one that was written. */
  function written(part) {
    const sheet = sheetOf(part);
    const own = store.value(part.dataset.key);
    const made = part.cloneNode(false);
    if (own !== null) made.append(...ownText(own));
    else {
      made.innerHTML = part.dataset.source;
      for (const option of made.querySelectorAll(".email__option")) showOption(option, isOn(sheet, option));
      made.querySelectorAll(".email__gap").forEach(fill);
    }
    return made;
  }

  /* The text as it is sent: exact line breaks, no blanks at their ends. */
  function textOf(sheet, name) {
    const part = partOf(sheet, name);
    return part ? written(part).textContent.replace(/[^\S\n]+$/gm, "").trimEnd() : "";
  }

  const both = (sheet) => [textOf(sheet, "subject"), textOf(sheet, "message")];

  /* ---- Gaps: the places of the fields in the text ---- */

  function shown(gap, value) {
    const text = gap.dataset.kind === "date" ? dateInWords(value, words().locale) : value;
    const lines = text.replace(/[^\S\n]+$/gm, "").trim();
    return gap.closest("[data-part=subject]") ? mail.oneLine(lines) : lines;
  }

  /* A full stop or comma that stands beside the gap already is not said twice, nor are words that messages
     say around it: "the [The old house] house". */
  function fitted(gap, text) {
    const beside = (node, place) => ((node && node.textContent.match(place)) || ["", ""])[1].toLowerCase();
    const said = (gap.dataset.without || "").split(" ").filter(Boolean);
    const before = beside(gap.previousSibling, /(\p{L}+)\s+$/u);
    const after = beside(gap.nextSibling, /^\s+(\p{L}+)/u);
    const stop = beside(gap.nextSibling, /^([.,])/);
    if (!said.includes(before) && !said.includes(after)) return stop && text.endsWith(stop) ? text.slice(0, -1) : text;
    const words = text.replace(/[.,!]+$/, "").split(/\s+/);
    const last = () => words.at(-1).toLowerCase();
    if (words.length > 1 && said.includes(before) && words[0].toLowerCase() === before) words.shift();
    while (words.length > 1 && said.includes(after) && said.includes(last())) words.pop();
    return words.join(" ");
  }

  function fill(gap) {
    const value = store.value(gap.dataset.key);
    const text = value && fitted(gap, shown(gap, value));
    gap.replaceChildren(...withBreaks(text || gap.dataset.empty));
    gap.toggleAttribute("data-filled", Boolean(text));
  }

  on("store:value", ".email__gap", (event, gap) => {
    fill(gap);
    showInEditor(gap.closest("[data-part]"));
    refresh(sheetOf(gap));
  });

  /* In a page that arrives in pieces a gap is shown when it is whole; the words behind it may be cut
     until another element follows. */
  each(".email__gap", (gap) => { gap.dataset.whole = ""; });
  each(".email__gap + *", (next) => fill(next.previousElementSibling));

  on("store:value", ".email__fields [name]", (event, input) => {
    const value = event.detail || "";
    /* Setting the same value again would move the cursor. */
    if (input.value !== value) input.value = value;
    /* A page that is saved by the browser takes its attributes along. */
    if (input.options) for (const option of input.options) option.defaultSelected = option.value === value;
    else input.defaultValue = value;
  });

  /* The value of a field is the reader's, however it came there. */
  function take(input) {
    if (input.value !== (store.value(input.dataset.key) ?? "")) emit(input, "store:change", { [input.dataset.key]: input.value || null });
  }

  onValue(".email__fields [name]", (event, input) => take(input));

  /* A page of the site holds no values: one that does was saved by the browser, and holds the words it
     was saved with. What the browser fills in again by itself is no attribute, and what is stored
     (or was erased) counts. */
  each(".email__fields :is(input, textarea, option)", (input) => {
    const field = input.closest("[name], [data-switch]");
    if (store.value(field.dataset.key) !== null) return;
    if (field.dataset.switch) {
      if (input.defaultChecked) emit(field, "store:change", { [field.dataset.key]: "on" });
    } else if (input.defaultSelected ? field.value : input.defaultValue) take(field);
  });

  /* The gaps still open in these parts, as they are written: [one], [two]. */
  function openGaps(sheet, parts) {
    const found = parts.flatMap((name) => {
      const part = partOf(sheet, name);
      if (!part) return [];
      return [...written(part).querySelectorAll(".email__gap:not([data-filled])")].map((gap) => gap.dataset.empty);
    });
    return [...new Set(found)];
  }

  /* The same in the order of the fields, so that the focus goes down them. */
  function gapsByField(sheet, parts) {
    const fields = [...sheet.querySelectorAll(".email__fields [name]")].map((field) => `[${field.name}]`);
    const place = (gap) => fields.indexOf(gap) + 1 || fields.length + 1;
    return openGaps(sheet, parts).sort((one, other) => place(one) - place(other));
  }

  const inputOf = (sheet, gap) => sheet.querySelector(`.email__fields [name="${CSS.escape(gap.slice(1, -1))}"]`);

  /* From a gap in the text to its field, and back by Enter. */
  let cameFrom = null;

  on("click", ".email__gap", (event, gap) => {
    const input = inputOf(sheetOf(gap), gap.dataset.empty);
    if (!input || getSelection().toString()) return;
    cameFrom = gap;
    input.focus();
  });

  on("keydown", ".email__fields [name]", (event, input) => {
    /* Enter also ends a word that is being composed (Japanese, Chinese …; Safari says so by 229 alone),
       and a line. */
    const enter = event.key === "Enter" && !event.isComposing && event.keyCode !== 229 && input.tagName !== "TEXTAREA";
    if (!enter && !(event.key === "Escape" && cameFrom)) return;
    event.preventDefault();
    const sheet = sheetOf(input);
    if (cameFrom && cameFrom.isConnected && cameFrom.dataset.empty === `[${input.name}]`) {
      cameFrom.tabIndex = -1;
      cameFrom.focus();
    } else {
      const [next] = gapsByField(sheet, ["subject", "message"]);
      ((next && inputOf(sheet, next)) || sheet.querySelector("[data-action=copy-message]")).focus();
    }
    cameFrom = null;
  });

  /* ---- Optional sentences ---- */

  const isOn = (sheet, option) =>
    store.value(sheet.querySelector(`[data-switch="${CSS.escape(option.dataset.option)}"]`)?.dataset.key) === "on";

  /* Once it is parsed it loses what it carries for readers without scripts. The sentence stays with it
     while it is out, in a page that is saved too. */
  function keep(option) {
    if ("sentence" in option.dataset) return;
    option.querySelectorAll("[data-plain]").forEach((plain) => plain.remove());
    option.dataset.sentence = option.innerHTML;
  }

  function showOption(option, wantedOn) {
    option.innerHTML = wantedOn ? option.dataset.sentence : "";
    option.querySelectorAll(".email__gap").forEach(fill);
  }

  each(".email__option", (option) => {
    keep(option);
    showOption(option, isOn(sheetOf(option), option));
  });

  on("store:value", "[data-switch]", (event, input) => {
    const sheet = sheetOf(input);
    const name = CSS.escape(input.dataset.switch);
    input.checked = input.defaultChecked = event.detail === "on";
    for (const extra of sheet.querySelectorAll(`[data-extra="${name}"]`)) extra.hidden = !input.checked;
    for (const option of sheet.querySelectorAll(`[data-option="${name}"][data-sentence]`)) {
      showOption(option, input.checked);
      showInEditor(option.closest("[data-part]"));
    }
    refresh(sheet);
  });

  on("change", "[data-switch]", (event, input) => {
    emit(input, "store:change", { [input.dataset.key]: input.checked ? "on" : null });
  });

  /* ---- The reader's own subject and message: fields no longer change them ---- */

  /* By sheet: the texts taken back, by key. */
  const takenBack = new WeakMap();

  /* Once for each sheet, when its text is parsed. */
  function prepare(sheet) {
    for (const part of partsOf(sheet)) {
      part.querySelectorAll(".email__option").forEach(keep);
      /* A page that was saved by the browser carries its source along, and may show an edited text. */
      part.dataset.source ??= part.innerHTML;
      if (isEdited(part) && store.value(part.dataset.key) === null) emit(part, "store:change", { [part.dataset.key]: part.textContent });
      part.replaceChildren(...written(part).childNodes);
    }
    sheet.dataset.ready = "";
    stopEditing(sheet);
    refresh(sheet);
  }

  /* The first element after the message. */
  each(".email__tools", (tools) => prepare(sheetOf(tools)));
  each(".email__sheet", choose);

  on("store:value", "[data-part]", (event, part) => {
    if (event.target !== part) return;
    const wasEdited = isEdited(part);
    part.toggleAttribute("data-edited", event.detail !== null);
    /* While the page is being parsed the part may not be whole; `prepare` comes back to it. */
    if (!isPrepared(sheetOf(part))) return;
    showInEditor(part);
    if (isEdited(part) || wasEdited) part.replaceChildren(...written(part).childNodes);
    if (wasEdited && !isEdited(part)) stopEditing(sheetOf(part));
    refresh(sheetOf(part));
  });

  /* The editor shows what the part says; setting the same again would move the cursor. */
  function showInEditor(part) {
    const editor = editorOf(part);
    const text = editor && written(part).textContent;
    if (editor && editor.value !== text) editor.value = text;
  }

  function startEditing(sheet) {
    for (const part of partsOf(sheet)) {
      const name = part.dataset.part;
      const editor = document.createElement(name === "subject" ? "input" : "textarea");
      editor.className = "email__editor notranslate";
      editor.translate = false;
      editor.dir = "auto";
      editor.autocomplete = "off";
      editor.dataset.edits = name;
      editor.setAttribute("aria-label", words()[name]);
      part.hidden = true;
      part.after(editor);
      showInEditor(part);
    }
    editorOf(partOf(sheet, "message")).focus();
    sheet.querySelector("[data-action=edit]").textContent = words().done;
  }

  function stopEditing(sheet) {
    const editors = [...sheet.querySelectorAll(".email__editor")];
    if (!editors.length) return;
    const button = sheet.querySelector("[data-action=edit]");
    const focused = editors.includes(document.activeElement);
    for (const editor of editors) editor.remove();
    for (const part of partsOf(sheet)) part.hidden = false;
    button.textContent = words().edit;
    if (focused) button.focus();
  }

  /* What was taken back can be brought back until something newer is written. */
  function forgetTakenBack(sheet) {
    takenBack.delete(sheet);
    sheet.querySelector("[data-action=undo]").hidden = true;
  }

  onValue(".email__editor", (event, editor) => {
    const sheet = sheetOf(editor);
    const part = partOf(sheet, editor.dataset.edits);
    if (editor.value === written(part).textContent) return;
    forgetTakenBack(sheet);
    emit(editor, "store:change", { [part.dataset.key]: editor.value });
  });

  function takeBack(sheet) {
    const own = partsOf(sheet).filter(isEdited).map((part) => part.dataset.key);
    const undo = sheet.querySelector("[data-action=undo]");
    takenBack.set(sheet, Object.fromEntries(own.map((key) => [key, store.value(key)])));
    undo.hidden = false;
    emit(sheet, "store:change", Object.fromEntries(own.map((key) => [key, null])));
    tell(sheet, words().reset);
    undo.focus();
  }

  function undoTakeBack(sheet) {
    const texts = takenBack.get(sheet);
    forgetTakenBack(sheet);
    emit(sheet, "store:change", texts);
    tell(sheet, "");
    sheet.querySelector("[data-action=edit]").focus();
  }

  /* ---- What follows from the text: counts and links ---- */

  const refresh = soon((sheet) => {
    if (sheet.hidden || !isPrepared(sheet)) return;
    /* In a page that is still arriving, what stands below the text may not be there yet. */
    if (!sheet.querySelector(".email__sent")) return;
    /* What was said of another text ("copied") is not true of this one. */
    if (told.get(sheet) !== mail.together(...both(sheet))) tell(sheet, "");
    showSent(sheet);
    countGaps(sheet);
    countCharacters(sheet);
    updateLinks(sheet);
    if (!openGaps(sheet, ["subject", "message"]).length) warn(sheet, []);
  });

  function countGaps(sheet) {
    const pill = sheet.querySelector(".email__gaps");
    if (!pill) return;
    const n = openGaps(sheet, ["subject", "message"]).length;
    pill.textContent = say(pill.dataset[n ? (n === 1 ? "one" : "many") : "none"], { n });
    pill.toggleAttribute("data-done", !n);
  }

  /* UTF-16 units, the cautious count: no service counts fewer. Text messages have an alphabet of their own. */
  function countCharacters(sheet) {
    const place = sheet.querySelector(".email__count");
    if (!place) return;
    const message = textOf(sheet, "message");
    const { n, parts, limits } = place.dataset.limits
      ? { n: message.length, limits: place.dataset.limits.split(" ").map(Number) }
      : mail.texts(message);
    const limit = limits.find((most) => n <= most) || limits.at(-1);
    const [line] = place.children;
    const state = n > limit ? "over" : n > 0.9 * limit ? "near" : "count";
    const text = say(line.dataset[state], { n, limit, parts, over: n - limit });
    if (line.textContent !== text) line.textContent = text;
    place.dataset.state = n > limits[0] ? "over" : state;
  }

  /* While a gap is open, a link leads nowhere: it could be opened past the warning, by the middle
     button or a long press. */
  function updateLinks(sheet) {
    const open = !confirmed && openGaps(sheet, ["subject", "message"]).length;
    const subject = textOf(sheet, "subject");
    const message = textOf(sheet, "message");
    let tooLong = false;
    for (const [name, make] of Object.entries(mail.links)) {
      const link = sheet.querySelector(`a[data-action="${name}"]`);
      if (!link) continue;
      const address = make(subject, message);
      const fits = address.length <= mail.LONGEST;
      link.parentElement.hidden = !fits;
      if (fits) link.href = open ? "#" : address;
      else link.removeAttribute("href");
      tooLong ||= !fits;
    }
    const long = sheet.querySelector(".email__long");
    if (long) long.hidden = !tooLong;
  }

  each(".email__sent", (sent) => refresh(sheetOf(sent)));
  each(".email [data-action=share]", (button) => { button.parentElement.hidden = !navigator.share; });

  /* ---- Handing the text over ---- */

  /* By sheet: the text of which something was said. */
  const told = new WeakMap();

  function tell(sheet, text) {
    sheet.querySelector(".email__said").textContent = text;
    told.set(sheet, mail.together(...both(sheet)));
    for (const box of sheet.querySelectorAll(".email__manual")) box.remove();
  }

  /* Copied or handed over is not sent: the reader says when it is. */
  function askSent(sheet) {
    store.tab(copiedOf(sheet), "1");
    sheet.querySelector(".email__after p").hidden = false;
  }

  /* Kept with the tab: a phone may load the page anew on the way back from the mail program. */
  const copiedOf = (sheet) => `copied|${sheet.dataset.email}`;
  each(".email__sent", (sent) => {
    if (store.tab(copiedOf(sheetOf(sent)))) askSent(sheetOf(sent));
  });

  /* Says which gaps are open, goes to the first, and waits for a second press. */
  function warn(sheet, gaps, action) {
    const [text, anyway] = sheet.querySelector(".email__warning").children;
    const names = gaps.map((gap) => labelOf(sheet, gap));
    text.textContent = gaps.length ? say(words().open, { gaps: names.join(", ") }) : "";
    text.hidden = anyway.hidden = !gaps.length;
    if (!gaps.length) return;
    anyway.dataset.for = action;
    (fieldOf(sheet, gaps[0]) || sheet.querySelector("[data-action=edit]")).focus();
    text.scrollIntoView({ block: "nearest" });
  }

  /* The field that fills an open gap; none does in a text of the reader's own. */
  function fieldOf(sheet, gap) {
    const fills = partsOf(sheet).some((part) => !isEdited(part) && openGaps(sheet, [part.dataset.part]).includes(gap));
    return fills ? inputOf(sheet, gap) : null;
  }

  /* A gap by the name of its field, as the reader knows it. */
  function labelOf(sheet, gap) {
    const input = fieldOf(sheet, gap);
    return input ? input.closest("label").querySelector(".email__label").textContent : gap;
  }

  async function copy(sheet, name) {
    const text = name === "both" ? mail.together(...both(sheet)) : textOf(sheet, name);
    if (!text) return tell(sheet, words().empty);
    if (!(await guide.copy(text))) return copyByHand(sheet, text);
    tell(sheet, words()[`copied${name[0].toUpperCase()}${name.slice(1)}`]);
    if (name !== "subject") askSent(sheet);
    return undefined;
  }

  /* The clipboard is refused, or absent as on plain http: the very text is shown and selected. */
  function copyByHand(sheet, text) {
    const box = document.createElement("textarea");
    box.className = "email__manual notranslate";
    box.readOnly = true;
    box.value = text;
    box.setAttribute("aria-label", words().message);
    tell(sheet, words().press);
    sheet.querySelector(".email__said").after(box);
    box.select();
    box.focus();
    askSent(sheet);
  }

  /* A browser does not say if it saved. */
  function file(sheet, ending, type, text, said = words().saved) {
    save(`${sheet.dataset.email}.${ending}`, type, text);
    tell(sheet, said);
  }

  function draft(sheet, ending, type) {
    file(sheet, ending, type, mail[ending](...both(sheet)));
    askSent(sheet);
  }

  /* What hands the text over, and the parts it takes. Links do the rest by themselves. */
  const handing = {
    "copy-subject": [["subject"], (sheet) => copy(sheet, "subject")],
    "copy-message": [["message"], (sheet) => copy(sheet, "message")],
    "copy-both": [["subject", "message"], (sheet) => copy(sheet, "both")],
    share: [["subject", "message"], (sheet) => {
      const [title, text] = both(sheet);
      navigator.share({ title, text }).then(() => askSent(sheet), (error) => {
        /* Called off, or pressed twice while the menu is open. */
        if (!["AbortError", "InvalidStateError"].includes(error.name)) tell(sheet, words().unshared);
      });
    }],
    eml: [["subject", "message"], (sheet) => draft(sheet, "eml", "message/rfc822")],
    txt: [["subject", "message"], (sheet) => draft(sheet, "txt", "text/plain")],
    ...Object.fromEntries(Object.keys(mail.links).map((name) => [name, [["subject", "message"], askSent]])),
  };

  const other = {
    edit: (sheet) => {
      if (sheet.querySelector(".email__editor")) stopEditing(sheet);
      else startEditing(sheet);
    },
    reset: takeBack,
    undo: undoTakeBack,
    print: (sheet) => {
      askSent(sheet);
      printOnly(emailOf(sheet));
    },
    anyway: (sheet, button) => {
      const target = sheet.querySelector(`[data-action="${button.dataset.for}"]`);
      target.focus();
      warn(sheet, []);
      confirmed = true;
      updateLinks(sheet);
      target.click();
      confirmed = false;
      updateLinks(sheet);
    },
    ways: (sheet, button) => {
      const ways = sheet.querySelector("[data-ways]");
      ways.hidden = !ways.hidden;
      button.setAttribute("aria-expanded", !ways.hidden);
    },
    sent: (sheet) => markSent(sheet, mail.day(new Date())),
    unsent: (sheet) => markSent(sheet, null),
    reminder: (sheet, button) => {
      const days = Number(button.dataset.days);
      const date = dateInWords(mail.day(mail.later(days)), words().locale);
      file(sheet, "ics", "text/calendar", mail.ics(words().reminder, days), say(words().reminded, { date }));
    },
  };

  function hand(sheet, action, event) {
    const [parts, act] = handing[action];
    /* Put in by a program that sent no event. An empty field may be the browser's doing, not the reader's. */
    for (const input of sheet.querySelectorAll(".email__fields [name]")) if (input.value) take(input);
    const gaps = confirmed ? [] : gapsByField(sheet, parts);
    tell(sheet, "");
    warn(sheet, gaps, action);
    if (gaps.length) event.preventDefault();
    else act(sheet);
  }

  on("click", ".email [data-action]", (event, button) => {
    const action = button.dataset.action;
    const sheet = sheetOf(button);
    if (action === "tone") emit(emailOf(button), "store:change", { [emailOf(button).dataset.key]: button.value });
    else if (action in handing) hand(sheet, action, event);
    /* The second half of a double press is none on what stands there then. */
    else if (event.detail < 2) other[action](sheet, button);
  });

  /* ---- Taken by hand: selected and copied, or dragged ---- */

  const squeezed = (text) => text.replace(/\s+/g, "");

  /* What is selected of a message, or of its subject, or of both; null where more is selected. A triple
     press ends at the start of what follows: blanks don't count. */
  function selected() {
    const selection = getSelection();
    if (selection.rangeCount !== 1 || selection.isCollapsed) return null;
    const all = selection.getRangeAt(0);
    const parts = [...document.querySelectorAll(".email [data-part]")].filter((part) => all.intersectsNode(part));
    const texts = parts.map((part) => {
      const range = all.cloneRange();
      if (!part.contains(range.startContainer)) range.setStart(part, 0);
      if (!part.contains(range.endContainer)) range.setEnd(part, part.childNodes.length);
      return range.toString();
    }).filter(Boolean);
    const shared = all.commonAncestorContainer;
    const within = (shared.closest ? shared : shared.parentElement).closest(".email__text");
    if (!texts.length || !(within || squeezed(texts.join("")) === squeezed(selection.toString()))) return null;
    return { sheet: sheetOf(parts[0]), text: texts.join("\n\n") };
  }

  /* The text alone: no colours, no marks of gaps. */
  for (const type of ["copy", "dragstart"]) {
    document.addEventListener(type, (event) => {
      const data = event.clipboardData || event.dataTransfer;
      const taken = data && !event.target.matches?.("input, textarea, a, img") && selected();
      if (!taken) return;
      data.clearData();
      data.setData("text/plain", taken.text);
      if (type === "copy") event.preventDefault();
      if (squeezed(taken.text).endsWith(squeezed(textOf(taken.sheet, "message")))) askSent(taken.sheet);
    });
  }

  /* ---- Sent: with its date, and the item of a checklist that it does ---- */

  /* What the message is made of, all that the reader gave for it, as a few letters (FNV-1a, 32 bits):
     "sent" is true of that alone. The guide's own words may change, and so may the tone. */
  function madeOf(sheet) {
    const keys = [...emailOf(sheet).querySelectorAll(".email__fields [data-key], [data-part]")].map((element) => element.dataset.key);
    const given = [...new Set(keys)].sort().map((key) => [key, store.value(key)]).filter(([, value]) => value !== null);
    let hash = 0x811c9dc5;
    for (const sign of JSON.stringify(given)) hash = Math.imul(hash ^ sign.codePointAt(0), 0x01000193);
    return (hash >>> 0).toString(36);
  }

  /* Taken back, it takes the tick along that it made, and none that the reader made before. */
  function markSent(sheet, date) {
    const { key, tick } = sheet.querySelector(".email__sent").dataset;
    const ours = tick && (date ? store.value(tick) === null : store.time(tick) === store.time(key));
    const at = new Date().toISOString();
    emit(sheet, "store:change", {
      [key]: date && { value: date, at, of: madeOf(sheet) },
      ...(ours && { [tick]: date && { value: "done", at } }),
    });
    showSent(sheet);
    if (!date) askSent(sheet);
    sheet.querySelector(date ? ".email__sent p" : "[data-action=sent]").focus();
  }

  on("store:value", ".email__sent", (event, sent) => refresh(sheetOf(sent)));

  /* Of what it was said of nothing is known where an older version of this script kept it: it stays said. */
  function showSent(sheet) {
    const sent = sheet.querySelector(".email__sent");
    const kept = store.entry(sent.dataset.key);
    const [text] = sent.children;
    sent.hidden = !kept || ![undefined, madeOf(sheet)].includes(kept.of);
    sheet.querySelector(".email__after").hidden = !sent.hidden;
    if (!sent.hidden) text.textContent = say(text.dataset.words, { date: dateInWords(kept.value, words().locale) });
  }

  guide.ran("email");
})();
