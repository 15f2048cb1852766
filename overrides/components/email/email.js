/* E-mails: fill in, change, copy, send. All that is typed is told to the store; what the store says
   is shown, the same way for this tab, another tab, an import and an undo. */
(() => {
  const { each, emit, on, say, soon, save, printOnly, dateInWords, mail, store } = guide;
  let wanted = "";
  /* True while the reader goes on with gaps open. */
  let confirmed = false;

  const emailOf = (element) => element.closest(".email");
  const sheetOf = (element) => element.closest(".email__sheet");
  const partOf = (sheet, name) => sheet.querySelector(`[data-part=${name}]`);
  const words = (sheet) => emailOf(sheet).dataset;

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

  /* ---- Gaps: the places of the fields in the text ---- */

  function shown(gap, value) {
    const text = gap.dataset.kind === "date" ? dateInWords(value, words(gap).locale) : value;
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

  function fill(gap, value) {
    const text = value && fitted(gap, shown(gap, value));
    gap.textContent = text || gap.dataset.empty;
    gap.toggleAttribute("data-filled", Boolean(text));
  }

  on("store:value", ".email__gap", (event, gap) => {
    fill(gap, event.detail);
    const part = gap.closest("[data-part]");
    const editor = editorOf(part);
    if (editor && !isEdited(part)) editor.value = part.textContent;
    refresh(sheetOf(gap));
  });

  on("store:value", ".email__fields [name]", (event, input) => {
    /* Setting the same value again would move the cursor. */
    if (input.value !== (event.detail || "")) input.value = event.detail || "";
  });

  on("input", ".email__fields [name]", (event, input) => {
    tell(sheetOf(input), "");
    emit(input, "store:change", { [input.dataset.key]: input.value || null });
  });

  /* The gaps still open in these parts, as they are written: [one], [two]. */
  function openGaps(sheet, parts) {
    const found = parts.flatMap((name) => {
      const part = partOf(sheet, name);
      if (!part) return [];
      if (isEdited(part)) return part.textContent.match(/\[[^[\]\n]{1,60}\]/g) || [];
      return [...part.querySelectorAll(".email__gap:not([data-filled])")].map((gap) => gap.dataset.empty);
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
    /* Enter also ends a word that is being composed (Japanese, Chinese …), and a line. */
    const enter = event.key === "Enter" && !event.isComposing && input.tagName !== "TEXTAREA";
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

  const kept = new WeakMap();

  function showOption(option, wantedOn) {
    option.replaceChildren(...(wantedOn ? kept.get(option) : []));
    for (const gap of option.querySelectorAll(".email__gap")) fill(gap, store.value(gap.dataset.key));
  }

  function switchOption(input) {
    const sheet = sheetOf(input);
    const name = CSS.escape(input.dataset.switch);
    for (const extra of sheet.querySelectorAll(`[data-extra="${name}"]`)) extra.hidden = !input.checked;
    if (isPrepared(sheet) && !isEdited(partOf(sheet, "message"))) {
      sheet.querySelectorAll(`[data-option="${name}"]`).forEach((option) => showOption(option, input.checked));
    }
    refresh(sheet);
  }

  on("store:value", "[data-switch]", (event, input) => {
    input.checked = event.detail === "on";
    switchOption(input);
  });

  on("change", "[data-switch]", (event, input) => {
    emit(input, "store:change", { [input.dataset.key]: input.checked ? "on" : null });
  });

  /* ---- The reader's own subject and message: fields no longer change them ---- */

  /* By part: what stood there before it was edited. */
  const originals = new WeakMap();
  /* By sheet: the texts taken back, by key. */
  const takenBack = new WeakMap();
  const isPrepared = (sheet) => "ready" in sheet.dataset;
  const isEdited = (part) => part.hasAttribute("data-edited");
  const partsOf = (sheet) => [...sheet.querySelectorAll("[data-part]")];
  const editorOf = (part) => part.parentElement.querySelector(`[data-edits=${part.dataset.part}]`);

  /* Once for each sheet, when its text is parsed: optional sentences lose what they carry for
     readers without scripts, and are in or out as was chosen. */
  function prepare(sheet) {
    /* A page that arrived in pieces may have cut a gap in two. */
    for (const gap of sheet.querySelectorAll(".email__gap")) fill(gap, store.value(gap.dataset.key));
    for (const option of sheet.querySelectorAll(".email__option")) {
      option.querySelectorAll("[data-plain]").forEach((plain) => plain.remove());
      kept.set(option, [...option.childNodes]);
    }
    for (const part of partsOf(sheet)) originals.set(part, [...part.childNodes]);
    sheet.dataset.ready = "";
    sheet.querySelectorAll("[data-switch]").forEach(switchOption);
    for (const part of partsOf(sheet)) showOwn(part, store.value(part.dataset.key));
  }

  /* The first element after the message. */
  each(".email__tools", (tools) => prepare(sheetOf(tools)));
  each(".email__sheet", choose);

  /* A text of the reader's own, with what looks like a gap marked as one. */
  function ownText(text) {
    return text.split(/(\[[^[\]\n]{1,60}\])/).map((piece, n) => {
      if (n % 2 === 0) return piece;
      const gap = document.createElement("span");
      gap.className = "email__gap";
      gap.dataset.empty = gap.textContent = piece;
      return gap;
    });
  }

  on("store:value", "[data-part]", (event, part) => {
    if (event.target !== part) return;
    /* While the page is being parsed the part may not be whole; `prepare` comes back to it. */
    if (isPrepared(sheetOf(part))) showOwn(part, event.detail);
    else part.toggleAttribute("data-edited", event.detail !== null);
  });

  function showOwn(part, text) {
    const sheet = sheetOf(part);
    const wasEdited = isEdited(part);
    part.toggleAttribute("data-edited", text !== null);
    if (text !== null) {
      const editor = editorOf(part);
      if (editor && editor.value !== text) editor.value = text;
      part.replaceChildren(...ownText(text));
    } else if (wasEdited) {
      part.replaceChildren(...originals.get(part));
      for (const gap of part.querySelectorAll(".email__gap")) fill(gap, store.value(gap.dataset.key));
      sheet.querySelectorAll("[data-switch]").forEach(switchOption);
      stopEditing(sheet);
    }
    refresh(sheet);
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
      editor.setAttribute("aria-label", words(sheet)[name]);
      editor.value = part.textContent;
      part.hidden = true;
      part.after(editor);
    }
    editorOf(partOf(sheet, "message")).focus();
    sheet.querySelector("[data-action=edit]").textContent = words(sheet).done;
  }

  function stopEditing(sheet) {
    const editors = [...sheet.querySelectorAll(".email__editor")];
    if (!editors.length) return;
    const button = sheet.querySelector("[data-action=edit]");
    const focused = editors.includes(document.activeElement);
    for (const editor of editors) editor.remove();
    for (const part of partsOf(sheet)) part.hidden = false;
    button.textContent = words(sheet).edit;
    if (focused) button.focus();
  }

  /* What was taken back can be brought back until something newer is written. */
  function forgetTakenBack(sheet) {
    takenBack.delete(sheet);
    sheet.querySelector("[data-action=undo]").hidden = true;
  }

  on("input", ".email__editor", (event, editor) => {
    const sheet = sheetOf(editor);
    forgetTakenBack(sheet);
    tell(sheet, "");
    emit(editor, "store:change", { [partOf(sheet, editor.dataset.edits).dataset.key]: editor.value });
  });

  function takeBack(sheet) {
    const own = partsOf(sheet).filter(isEdited).map((part) => part.dataset.key);
    const undo = sheet.querySelector("[data-action=undo]");
    takenBack.set(sheet, Object.fromEntries(own.map((key) => [key, store.value(key)])));
    undo.hidden = false;
    emit(sheet, "store:change", Object.fromEntries(own.map((key) => [key, null])));
    tell(sheet, words(sheet).reset);
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

  /* The text as it is sent: exact line breaks, no blanks at their ends. */
  function textOf(sheet, name) {
    const part = partOf(sheet, name);
    return part ? part.textContent.replace(/[^\S\n]+$/gm, "").trimEnd() : "";
  }

  const refresh = soon((sheet) => {
    if (sheet.hidden || !isPrepared(sheet)) return;
    /* In a page that is still arriving, what stands below the text may not be there yet. */
    if (!sheet.querySelector(".email__sent")) return;
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

  /* UTF-16 units: the cautious count, no service counts fewer. */
  function countCharacters(sheet) {
    const place = sheet.querySelector(".email__count");
    if (!place) return;
    const limits = place.dataset.limits.split(" ").map(Number);
    const n = textOf(sheet, "message").length;
    const limit = limits.find((most) => n <= most) || limits.at(-1);
    const [line] = place.children;
    const state = n > limit ? "over" : n > 0.9 * limit ? "near" : "count";
    const text = say(line.dataset[state], { n, limit, over: n - limit });
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

  function tell(sheet, text) {
    const said = sheet.querySelector(".email__said");
    if (!said) return;
    said.textContent = text;
    for (const box of sheet.querySelectorAll(".email__manual")) box.remove();
  }

  /* Copied or handed over is not sent: the reader says when it is. */
  function askSent(sheet) {
    store.tab(copiedOf(sheet), "1");
    sheet.querySelector(".email__after").hidden = !sheet.querySelector(".email__sent").hidden;
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
    text.textContent = gaps.length ? say(words(sheet).open, { gaps: names.join(", ") }) : "";
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
    return input ? input.closest("label").firstElementChild.textContent : gap;
  }

  async function copy(sheet, name) {
    const text = name === "both" ? mail.together(...both(sheet)) : textOf(sheet, name);
    if (!text) return tell(sheet, words(sheet).empty);
    try {
      await navigator.clipboard.writeText(text);
      tell(sheet, words(sheet)[`copied${name[0].toUpperCase()}${name.slice(1)}`]);
      if (name !== "subject") askSent(sheet);
    } catch {
      copyByHand(sheet, text);
    }
    return undefined;
  }

  /* The clipboard is refused, or absent as on plain http: the very text is shown and selected. */
  function copyByHand(sheet, text) {
    const box = document.createElement("textarea");
    box.className = "email__manual notranslate";
    box.readOnly = true;
    box.value = text;
    box.setAttribute("aria-label", words(sheet).message);
    tell(sheet, words(sheet).press);
    sheet.querySelector(".email__said").after(box);
    box.select();
    box.focus();
  }

  const file = (sheet, ending, type, text) => {
    save(`${sheet.dataset.email}.${ending}`, type, text);
    tell(sheet, words(sheet).saved);
  };

  const both = (sheet) => [textOf(sheet, "subject"), textOf(sheet, "message")];

  /* What hands the text over, and the parts it takes. Links do the rest by themselves. */
  const handing = {
    "copy-subject": [["subject"], (sheet) => copy(sheet, "subject")],
    "copy-message": [["message"], (sheet) => copy(sheet, "message")],
    "copy-both": [["subject", "message"], (sheet) => copy(sheet, "both")],
    share: [["subject", "message"], (sheet) => {
      const [title, text] = both(sheet);
      navigator.share({ title, text }).then(() => askSent(sheet), (error) => {
        if (error.name !== "AbortError") tell(sheet, words(sheet).unshared);
      });
    }],
    eml: [["subject", "message"], (sheet) => file(sheet, "eml", "message/rfc822", mail.eml(...both(sheet)))],
    txt: [["subject", "message"], (sheet) => file(sheet, "txt", "text/plain", mail.txt(...both(sheet)))],
    ...Object.fromEntries(Object.keys(mail.links).map((name) => [name, [["subject", "message"], askSent]])),
  };

  const other = {
    edit: (sheet) => {
      if (sheet.querySelector(".email__editor")) stopEditing(sheet);
      else startEditing(sheet);
    },
    reset: takeBack,
    undo: undoTakeBack,
    print: (sheet) => printOnly(emailOf(sheet)),
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
    /* The second half of a double press on "Sent" is none on what stands there then. */
    unsent: (sheet, button, event) => event.detail < 2 && markSent(sheet, null),
    reminder: (sheet, button) => file(sheet, "ics", "text/calendar", mail.ics(words(sheet).reminder, Number(button.dataset.days))),
  };
  function hand(sheet, action, event) {
    const [parts, act] = handing[action];
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
    else other[action](sheet, button, event);
  });

  /* ---- Sent: with its date, and the item of a checklist that it does ---- */

  /* Taken back, it takes the tick along that it made, and none that the reader made before. */
  function markSent(sheet, date) {
    const { key, tick } = sheet.querySelector(".email__sent").dataset;
    const ours = tick && (date ? store.value(tick) === null : store.time(tick) === store.time(key));
    emit(sheet, "store:change", { [key]: date, ...(ours && { [tick]: date && "done" }) });
    if (!date) askSent(sheet);
    sheet.querySelector(date ? ".email__sent p" : "[data-action=sent]").focus();
  }

  on("store:value", ".email__sent", (event, sent) => {
    const sheet = sheetOf(sent);
    const [text] = sent.children;
    sent.hidden = !event.detail;
    if (event.detail) {
      text.textContent = say(text.dataset.words, { date: dateInWords(event.detail, words(sheet).locale) });
      sheet.querySelector(".email__after").hidden = true;
    }
  });

  guide.ran("email");
})();
