/* A shared computer: all is kept in its tabs alone, and all of them finish together. Every open tab
   takes along what was on the device, so what it shows stays there; a tab opened later begins empty. */
(() => {
  const { base, each, on, store } = guide;
  const { SITE, SHARED, local, session, memory, isData, keysOf, note, use, settle, deliver } = store.inner;
  const { isShared, isNewer } = store;

  /* Which stretch of a shared computer this page was made in: after "Finish and clear" another one
     begins, and a page that the browser kept from before must not come back. */
  const stretchNow = () => session && session.getItem(SHARED);
  let stretch = stretchNow();

  /* ---- Moving ---- */

  const read = (raw) => {
    try {
      return JSON.parse(raw);
    } catch {
      return null;
    }
  };

  const stored = (place) => Object.fromEntries(keysOf(place, SITE).filter(isData).map((key) => [key, place.getItem(key)]));

  /* All or nothing: where there is no room for all, what was written is taken away again. The newer of
     two values stays. */
  function add(raws, to) {
    const before = Object.entries(raws)
      .map(([key, raw]) => [key, to.getItem(key), raw])
      .filter(([, there, raw]) => there === null || isNewer(read(raw), read(there)));
    try {
      for (const [key, , raw] of before) to.setItem(key, raw);
    } catch (error) {
      for (const [key, there] of before) {
        if (there === null) to.removeItem(key);
        else to.setItem(key, there);
      }
      throw error;
    }
  }

  /* `handOver` has all of it before it is gone. */
  function move(from, to, handOver = () => {}) {
    const raws = stored(from);
    add(raws, to);
    handOver(raws);
    Object.keys(raws).forEach((key) => from.removeItem(key));
  }

  /* `given`: what another tab takes off the device; `handOver`: gets what this one does. */
  function setShared(wanted, given = {}, handOver) {
    try {
      if (wanted) {
        if (!stretchNow()) session.setItem(SHARED, String(Date.now()));
        add(given, session);
        if (local) move(local, session, handOver);
      } else {
        move(session, local);
        session.removeItem(SHARED);
      }
    } catch {
      guide.notice(wanted ? "stays" : local ? "full" : "blocked");
      if (wanted) note(SHARED, null);
    }
    stretch = stretchNow();
    use(isShared() ? session : local);
    settle();
    showShared();
    deliver();
  }

  on("store:share", "*", ({ detail: wanted }) => {
    setShared(wanted, {}, (raws) => post({ shared: raws }));
    /* Also for a page from before the tabs handed anything over. */
    if (isShared() === wanted) post(wanted ? "shared" : "unshared");
  });

  /* ---- Tabs ---- */

  let tabs = null;
  const post = (message) => tabs && tabs.postMessage(message);

  function hear({ data }) {
    if (data === "shared?" && isShared()) post("shared");
    else if (data === "finish" && isShared()) finish();
    else if (data === "unshared" && isShared()) setShared(false);
    else if ((data === "shared" || data.shared) && session && !isShared()) setShared(true, data.shared);
  }

  function listen() {
    try {
      tabs = new BroadcastChannel(`${SITE}tabs`);
    } catch { /* absent, or refused as storage is */
      return;
    }
    tabs.onmessage = hear;
    if (session && !isShared()) post("shared?");
  }
  listen();

  /* A page with an open channel cannot be kept by the browser for the way back. */
  const { style } = document.documentElement;
  window.addEventListener("pagehide", () => {
    if (tabs) tabs.close();
    tabs = null;
    /* Brought back after "Finish and clear", it would show its words until it is loaded anew. */
    if (isShared()) style.visibility = "hidden";
  });

  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    if (stretchNow() !== stretch) return location.reload();
    style.visibility = "";
    return listen();
  });

  /* ---- The bar: below the page's head, there before the first paint ---- */

  const bars = () => document.querySelectorAll(".shared");

  function showShared() {
    for (const bar of bars()) bar.hidden = !isShared();
  }

  each("article.page", (page) => {
    const [bar] = guide.notice.make("shared");
    guide.notice.ours.add(bar);
    /* What is known at loading comes first: that all is cleared. */
    const told = [...page.children].filter((element) => element.matches(".told")).at(-1);
    if (told) told.after(bar);
    else page.prepend(bar);
    showShared();
  });

  /* The tab stays one of a shared computer: the next words must not land on the device. */
  function finish() {
    keysOf(session, SITE).forEach((key) => session.removeItem(key));
    note(SHARED, String(Date.now()));
    memory.clear();
    settle();
    document.querySelectorAll("input, textarea, select").forEach((input) => {
      input.value = "";
      input.checked = false;
    });
    const home = location.protocol === "file:" ? `${base}index.html` : base;
    location.replace(`${home}#finished`);
    if (location.pathname === home) location.reload();
  }

  on("click", ".shared [data-action]", (event, button) => {
    const sure = document.querySelector(".shared__sure");
    if (button.dataset.action === "finish-yes") {
      post("finish");
      return finish();
    }
    sure.hidden = button.dataset.action !== "finish";
    /* On the way back: a second press of Enter must not clear all. */
    document.querySelector(`[data-action=${sure.hidden ? "finish" : "finish-no"}]`).focus();
  });
})();
