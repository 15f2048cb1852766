/* What the theme's script expects in the head of a page, without its use of localStorage: the
   theme keeps no settings here. Names are the theme's (mkdocs-material 9.8). */
window.__md_scope = new URL(document.currentScript.dataset.base || ".", location);
window.__md_hash = (text) => [...text].reduce((hash, c) => (hash << 5) - hash + c.charCodeAt(0), 0);
window.__md_get = () => null;
window.__md_set = () => {};

/* Who comes here wants to type. The theme hears keys only: what is pasted or spoken, and what was
   typed before it listened, is looked for, too. */
window.addEventListener("load", () => {
  const input = document.querySelector(".md-search__input");
  if (!input) return;
  input.value ||= new URLSearchParams(location.search).get("q") || "";
  const search = () => input.dispatchEvent(new Event("keyup"));
  input.addEventListener("input", search);
  if (document.activeElement === document.body) input.focus();
  search();
});
