/* On the page for an address that is not there: a search for the words in that address. */
guide.each(".missing__search", (link) => {
  const words = location.pathname.slice(guide.base.length).replace(/\.html?$|\bindex\b/g, "")
    .split(/[^\p{L}]+/u).filter((word) => word.length > 1).join(" ");
  if (!words) return;
  link.href += `?q=${encodeURIComponent(words)}`;
  link.textContent = guide.say(link.dataset.words, { words });
});
