/* Notices stand in the flow, so they cover nothing (WCAG 2.2, 2.4.11). What is known when the page is
   loaded stands at the top of its text, put there before anything is painted; the rest directly below
   what was just used, which does not move by it. */
guide.notice = (() => {
  const { base, each, emit, on, store } = guide;
  const { SITE, PREFIX, ASIDE, area, session, note, some, versionOf, isData, parse } = store.inner;
  /* Closed once, they do not come again in this tab. */
  const ONCE = ["first", "damaged", "newer"];
  const boxes = {};
  const ours = new WeakSet();
  let page = null;

  const closedKey = (name) => `${SITE}closed|${name}`;
  const isClosed = (name) => ONCE.includes(name) && Boolean(session && session.getItem(closedKey(name)));

  /* An element from the markup that scripts put in a page. */
  function make(name) {
    const holder = document.createElement("div");
    holder.innerHTML = guide.markup(name);
    for (const link of holder.querySelectorAll("[data-way]")) link.href = base + link.dataset.way;
    return [...holder.children];
  }

  /* A place for a notice: there, and empty, before the words come, so that they are read out. */
  function place() {
    const told = document.createElement("div");
    told.className = "told";
    told.setAttribute("role", "status");
    ours.add(told);
    return told;
  }

  const places = {};
  const isShown = (name) => boxes[name] && boxes[name].isConnected;

  function clear(name) {
    if (places[name]) places[name].remove();
    delete places[name];
  }

  /* ---- Below what was just used ---- */

  let used = null;
  for (const type of ["click", "input", "change"]) {
    document.addEventListener(type, ({ target }) => {
      if (!target.closest(".told, .shared")) used = target;
    }, true);
  }

  function putBelow(told, element) {
    const item = element.closest("li");
    const cell = element.closest("td");
    if (item) item.insertBefore(told, item.querySelector(":scope > ul"));
    else if (cell && getComputedStyle(cell).display === "block") cell.append(told);
    else (element.closest("[data-write], table, label") || (element.matches("button") ? element.parentElement : element)).after(told);
  }

  /* Where that is gone, or hidden by now, what it stood in is the place. */
  function putNear(told) {
    for (let at = used; at && at !== page && page.contains(at); at = at.parentElement) {
      putBelow(told, at);
      if (told.getClientRects().length) return;
    }
    page.prepend(told);
  }

  const isInView = (box) => {
    const { top, bottom, height } = box.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  };

  function notice(name) {
    if (!page || isClosed(name) || (isShown(name) && isInView(boxes[name]))) return;
    const told = place();
    const top = () => (used && used.isConnected ? used.getBoundingClientRect().top : 0);
    const before = top();
    clear(name);
    places[name] = told;
    putNear(told);
    /* Nothing moves under the finger, whatever stood above. */
    scrollBy(0, top() - before);
    guide.painted(() => {
      /* Over, or told anew, meanwhile. */
      if (places[name] !== told) return;
      told.append(boxes[name]);
      if (fits(told)) told.scrollIntoView({ block: "nearest" });
    });
  }

  /* Who types or goes by keyboard may have the notice brought into view, with what was used. Under a
     finger nothing may move: the next press would hit something else. */
  const fits = (told) => used && used.matches(":focus-visible") &&
    told.getBoundingClientRect().bottom - used.getBoundingClientRect().top < innerHeight;

  /* The state that a notice told of is over. */
  notice.over = clear;

  /* ---- At the top of the text ---- */

  /* As we write it, from end to end. What looks otherwise is read. */
  const looksWhole = (raw) => raw.startsWith('{"value":"') && /","at":"[^"]+"}$/.test(raw);

  function isDamaged(key) {
    if (!key.startsWith(PREFIX) || key.startsWith(ASIDE)) return false;
    const raw = area().getItem(key);
    return !looksWhole(raw) && parse(key.slice(PREFIX.length), raw) === undefined;
  }

  function wanted() {
    const names = [];
    if (!area() && "keeps" in page.dataset) names.push("blocked");
    if (some(isDamaged)) names.push("damaged");
    if (some((key) => versionOf(key) > store.VERSION)) names.push("newer");
    if (location.hash === "#finished") {
      history.replaceState(null, "", location.pathname);
      if (!some(isData)) names.push("finished");
    }
    return names.filter((name) => !isClosed(name));
  }

  each("article.page", (article) => {
    page = article;
    for (const box of make("told")) boxes[box.dataset.notice] = box;
    if (!session) boxes.first.querySelector("[data-action=shared]").parentElement.hidden = true;
    for (const name of wanted().reverse()) {
      const told = (places[name] = place());
      told.append(boxes[name]);
      page.prepend(told);
    }
  });

  /* A page that was saved with its notices, and opened again. */
  each(".told, .shared", (element) => ours.has(element) || element.remove());

  /* ---- Closing ---- */

  /* Where the focus was before it went to a notice: it goes back there. */
  let focused = null;
  document.addEventListener("focusin", ({ target }) => {
    if (!target.closest(".told, .shared")) focused = target;
  });

  on("click", ".notice [data-action]", (event, button) => {
    /* It may stand in a list or a letter, which act on the buttons in them. */
    event.stopImmediatePropagation();
    const { notice: name } = button.closest(".notice").dataset;
    const shared = button.dataset.action === "shared";
    if (ONCE.includes(name)) note(closedKey(name), "1");
    if (shared) emit(button, "store:share", true);
    clear(name);
    const next = shared && store.isShared() ? document.querySelector("[data-action=finish]") : focused;
    if (next && next.isConnected) next.focus();
  });

  document.addEventListener("keydown", (event) => {
    const shown = [...document.querySelectorAll(".notice")].at(-1);
    if (event.key === "Escape" && shown && !event.defaultPrevented) shown.querySelector("[data-action=close]").click();
  });

  return Object.assign(notice, { make, ours });
})();
