/* E-mails. A field is told to the store as it is typed; the store tells every place that shows it,
   here and in other tabs. */
(() => {
  const { each, emit, on, say, printOnly } = guide;
  let wanted = "";

  /* ---- Tones: one is shown. The one chosen holds for every e-mail that has it. ---- */

  function choose(sheet) {
    const tones = sheet.closest(".email").dataset.tones.split(" ");
    sheet.hidden = sheet.dataset.tone !== (tones.includes(wanted) ? wanted : tones[0]);
    for (const button of sheet.closest(".email").querySelectorAll("[data-action=tone]")) {
      if (!sheet.hidden) button.setAttribute("aria-pressed", button.value === sheet.dataset.tone);
    }
  }

  on("store:value", ".email[data-key]", (event, email) => {
    if (event.target !== email) return;
    wanted = event.detail || "";
    email.querySelectorAll(".email__sheet").forEach(choose);
  });
  each(".email__sheet", choose);

  on("click", ".email [data-action=tone]", (event, button) => {
    const email = button.closest(".email");
    emit(email, "store:change", { [email.dataset.key]: button.value });
  });

  /* ---- Fields ---- */

  on("input", ".email__fields input", (event, input) => {
    emit(input, "store:change", { [input.dataset.key]: input.value || null });
  });

  on("store:value", ".email__fields input", (event, input) => {
    /* Setting the same value again would move the cursor. */
    if (input.value !== (event.detail || "")) input.value = event.detail || "";
  });

  on("store:value", ".email__gap", (event, gap) => {
    gap.textContent = event.detail || gap.dataset.empty;
    gap.toggleAttribute("data-filled", Boolean(event.detail));
    countGaps(gap.closest(".email__sheet"));
  });

  const open = (part) => [...new Set(
    [...part.querySelectorAll(".email__gap:not([data-filled])")].map((gap) => gap.dataset.empty),
  )];

  function countGaps(sheet) {
    const pill = sheet.querySelector(".email__gaps");
    if (!pill) return;
    const n = open(sheet).length;
    pill.textContent = say(pill.dataset[n ? (n === 1 ? "one" : "many") : "none"], { n });
    pill.toggleAttribute("data-done", !n);
  }
  each(".email__gaps", (pill) => countGaps(pill.closest(".email__sheet")));

  /* ---- Copying ---- */

  function tell(sheet, ...words) {
    sheet.querySelector(".email__said").textContent = words.filter(Boolean).join(" ");
  }

  /* Where the clipboard is refused or absent (plain http), the text is selected instead. */
  async function copy(sheet, name) {
    const part = sheet.querySelector(`[data-part=${name}]`);
    const words = sheet.querySelector(".email__said").dataset;
    const gaps = open(part);
    const still = gaps.length ? say(words.open, { gaps: gaps.join(", ") }) : "";
    try {
      await navigator.clipboard.writeText(part.textContent);
      tell(sheet, words[name], still);
    } catch {
      getSelection().selectAllChildren(part);
      tell(sheet, words.press, still);
    }
  }

  on("click", ".email__actions [data-action]", (event, button) => {
    const sheet = button.closest(".email__sheet");
    const action = button.dataset.action;
    if (action === "print") printOnly(sheet.closest(".email"));
    else copy(sheet, action.replace("copy-", ""));
  });
})();
