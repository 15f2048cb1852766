/* On the page for an address that is not there: a search for the words in that address. */
guide.each(".missing__search", (link) => {
  const address = guide.decoded(location.pathname.slice(guide.base.length)).normalize("NFC");
  let words = "";
  /* Anyone can write an address: no more of it is said than a search needs. */
  for (const word of address.replace(/\.html?$|\bindex\b/g, "").split(/[^\p{L}\p{M}]+/u).filter((each) => each.length > 1).slice(0, 6)) {
    if (words.length + word.length < 60) words += ` ${word}`;
  }
  words = words.trim();
  if (!words) return;
  link.href += `?q=${encodeURIComponent(words)}`;
  link.textContent = guide.say(link.dataset.words, { words });
});
