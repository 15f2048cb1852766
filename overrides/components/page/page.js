/* The page: what the components share, and what the page itself needs. Loaded in the head, before
   there is a body, so that components are complete at the first paint. */
const guide = (() => {
  const root = document.documentElement;
  /* Markup that scripts alone put in a page. `macros.finish` hands it to the script; as long as it
     has not, it stands in the page. */
  const { once = {} } = document.currentScript;
  const markup = (name) => once[name] ?? document.querySelector(`[data-once=${name}]`).innerHTML;
  /* The address of the site's first page: where it is served from decides where it stores. */
  const base = new URL(document.currentScript.dataset.base, location).pathname.replace(/\/?$/, "/");
  const waiting = [];

  /* Call `make(element)` once for each element that matches, as soon as it is parsed to its end;
     what carries data-early, or has no content, as soon as it begins. */
  function each(selector, make) {
    const entry = { selector, make, seen: new WeakSet() };
    waiting.push(entry);
    look(entry);
  }

  function look({ selector, make, seen }) {
    for (const element of document.querySelectorAll(selector)) {
      if (seen.has(element) || !isParsed(element)) continue;
      seen.add(element);
      /* One broken element never stops the page. */
      try {
        make(element);
      } catch (error) {
        reportError(error);
      }
    }
  }

  /* A page can arrive in pieces: an element is whole when something follows it. */
  function isParsed(element) {
    if (document.readyState !== "loading" || element.matches("input, [data-early]")) return true;
    for (let at = element; at; at = at.parentElement) if (at.nextSibling) return true;
    return false;
  }

  /* What a script serves is there when that script has run, not sooner: a box that keeps nothing must
     not look as if it did. Until then, and without it, its plain form stands there. */
  const served = (name) => root.classList.contains(`js-${name}`);

  function reveal() {
    for (const element of document.querySelectorAll("[data-js][hidden]")) element.hidden = !served(element.dataset.js);
    for (const element of document.querySelectorAll("[data-plain]:not([hidden])")) element.hidden = served(element.dataset.plain);
  }

  /* Each component says so at the end of its script; styles hold on to the class. */
  function ran(name) {
    root.classList.add(`js-${name}`);
    reveal();
  }

  /* A script that did not arrive, or stopped: one line above what it would have served. */
  function tellFailed() {
    const told = new Set();
    for (const element of document.querySelectorAll("[data-js][hidden]")) {
      if (served(element.dataset.js) || told.has(element.dataset.js)) continue;
      told.add(element.dataset.js);
      const part = element.closest(".page > *") || element;
      if (!part.previousElementSibling?.matches(".failed")) part.insertAdjacentHTML("beforebegin", markup("failed"));
    }
  }

  /* Also for what a script puts in the page later: stored values reach it, too. */
  function lookAll() {
    reveal();
    waiting.forEach(look);
  }
  const parsing = new MutationObserver(lookAll);
  parsing.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    parsing.disconnect();
    lookAll();
    tellFailed();
  });

  /* Send an event from an element; what hears it is not the sender's business. */
  function emit(element, type, detail) {
    element.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }

  /* Call `act(event, element)` for events of a type on elements that match, present or to come. */
  function on(type, selector, act) {
    document.addEventListener(type, (event) => {
      const element = event.target.closest && event.target.closest(selector);
      if (element) act(event, element);
    });
  }

  /* A value that a person types brings `input`; a password manager, an autofill or an extension may
     send `change` alone. Act on both: a change that brings nothing new does no harm. */
  function onValue(selector, act) {
    for (const type of ["input", "change"]) on(type, selector, act);
  }

  /* Put values in the places of a sentence: "{n} of {all}". */
  function say(words, values) {
    return words.replace(/\{(\w+)\}/g, (place, name) => (Object.hasOwn(values, name) ? values[name] : place));
  }

  /* Words as they are looked for: without capitals, accents, apostrophes and hyphens, one blank apart.
     "e-mail" is "email", and "Café" is "cafe". */
  function plain(text) {
    return text.normalize("NFD").toLowerCase().replace(/[\p{Mn}'’‘\u00ad]/gu, "")
      .replace(/(\p{L})[-\u2010\u2011](?=\p{L})/gu, "$1").replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
  }

  /* A part of an address in words; what is no code of a letter is a blank. */
  const decoded = (text) => text.replace(/(?:%[\da-f]{2})+|%/gi, (code) => {
    try {
      return decodeURIComponent(code);
    } catch {
      return " ";
    }
  });

  /* Collect elements, and call `act` once for each when all that is going on now is done. */
  function soon(act) {
    const waitingFor = new Set();
    return (element) => {
      if (!waitingFor.size) {
        queueMicrotask(() => {
          const all = [...waitingFor];
          waitingFor.clear();
          all.forEach(act);
        });
      }
      waitingFor.add(element);
    };
  }

  /* Call `act` when what has just been done is painted: what was pressed is answered first. */
  const painted = (act) => requestAnimationFrame(() => setTimeout(act));

  /* Making one takes longer than using it 500 times. */
  const formats = new Map();

  /* "3 May": dates are written in words. `value` begins with a date as ISO 8601 writes it. */
  function dateInWords(value, locale, month = "long") {
    const [year, number, day] = value.slice(0, 10).split("-").map(Number);
    if (!day) return value;
    const kind = `${locale} ${month}`;
    if (!formats.has(kind)) formats.set(kind, new Intl.DateTimeFormat(locale, { day: "numeric", month }));
    return formats.get(kind).format(new Date(year, number - 1, day));
  }

  /* Hand the reader a file. */
  function save(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    /* Not at once: Safari reads the file later. */
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  /* Copy a text; whether it worked: a browser may refuse it, or lack it, as on plain http. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }

  /* A QR code from its bits, row by row: what `macros.codes.bits` wrote. */
  function draw(place) {
    const bits = [...atob(place.dataset.bits)].map((sign) => sign.charCodeAt(0).toString(2).padStart(8, "0")).join("");
    const side = Math.floor(Math.sqrt(bits.length));
    const lines = [...Array(side).keys()].flatMap((row) => [...bits.slice(row * side, (row + 1) * side).matchAll(/1+/g)]
      .map((run) => `M${run.index + 2} ${row + 2.5}h${run[0].length}`));
    place.innerHTML = `<svg width="84" height="84" role="img" viewBox="0 0 ${side + 4} ${side + 4}"><path stroke="#000" d="${lines.join("")}"/></svg>`;
    place.firstChild.setAttribute("aria-label", place.dataset.label);
  }

  /* Print one part of the page alone; print.css hides the rest. It prints with the code, address and
     date of its own page: those that it carries, or else those of the page it stands on. */
  function printOnly(element) {
    for (const before of document.querySelectorAll("[data-printing]")) delete before.dataset.printing;
    const carried = element.querySelector(".end__facts");
    const parts = carried ? [element] : [element, ...document.querySelectorAll(".end > .end__facts")];
    if (carried) carried.querySelectorAll("[data-bits]:empty").forEach(draw);
    root.dataset.print = "one";
    for (const part of parts) part.dataset.printing = "";
    const done = () => {
      delete root.dataset.print;
      for (const part of parts) delete part.dataset.printing;
    };
    window.addEventListener("afterprint", done, { once: true });
    window.print();
  }

  /* Some browsers of phones and apps have no way to print: no button says it can. */
  root.classList.toggle("cannot-print", !window.print);

  /* WebKit empties fields with autocomplete=off when it brings a page back that it kept: after
     `pageshow`, and without an event. It lists them as the page goes, so none says so while it is away.
     In WebKit alone: elsewhere the browser would keep their words, and type them in again after all
     was cleared. */
  const isWebKit = navigator.vendor.startsWith("Apple");
  let saysOff = [];
  window.addEventListener("pagehide", () => {
    saysOff = isWebKit ? [...document.querySelectorAll("[autocomplete=off]")] : [];
    for (const field of saysOff) field.autocomplete = "on";
  });
  window.addEventListener("pageshow", () => {
    for (const field of saysOff) field.autocomplete = "off";
  });

  /* The menu closes as people expect: by Escape, by a press beside it, and when the focus has left:
     it would cover what has it (WCAG 2.2, 2.4.11). */
  for (const type of ["click", "focusin"]) {
    document.addEventListener(type, (event) => {
      const open = document.querySelector(".menu[open]");
      if (open && !open.contains(event.target)) open.open = false;
    });
  }
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector(".menu[open]");
    if (!open) return;
    /* Nothing else closes by the same press. */
    event.preventDefault();
    open.open = false;
    open.querySelector("summary").focus();
  });

  /* A table wider than the screen can be scrolled by keyboard (WCAG 2.2, 2.1.1). Laid out as lines,
     on a phone, it is a table still. */
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" };
  document.addEventListener("DOMContentLoaded", () => {
    for (const table of document.querySelectorAll(".page table:not(.worksheet table, .scroll > table)")) {
      const box = document.createElement("div");
      box.className = "scroll";
      for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")]) part.setAttribute("role", ROLES[part.tagName]);
      table.replaceWith(box);
      box.append(table);
      if (box.scrollWidth > box.clientWidth) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", table.caption ? table.caption.textContent : table.rows[0].textContent.trim());
      }
    }
  });

  on("click", "[data-action=print-page]", () => window.print());

  ran("page");
  return { base, markup, each, ran, refresh: lookAll, emit, on, onValue, plain, decoded, say, soon, painted, save, copy, printOnly, dateInWords };
})();
