/* Mail: messages in the forms that other programs read. Text in, text out; no page, no storage. */
guide.mail = (() => {
  /* RFC 6068 sets no limit for a link; programs do. The lowest known one rules all: on Windows,
     Chromium opens no address longer than 2,048 characters, two quotes included (kMaxUrlLength in
     chrome/browser/platform_util_win.cc, after bug 161357 of Mozilla's). The rest is for what a mail
     program adds. */
  const LONGEST = 1900;

  /* Half of a pair of UTF-16 units cannot be encoded. */
  const wellFormed = (text) => text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g,
    (unit) => (unit.length === 2 ? unit : "\ufffd"));

  /* A subject is one line: nothing typed can begin another header (RFC 5322, 2.2). */
  const oneLine = (text) => wellFormed(text).replace(/\s*[\r\n\u2028\u2029]+\s*/g, " ").trim();
  const crlf = (text) => wellFormed(text).replace(/\r\n|\r|\n/g, "\r\n");

  /* RFC 6068: percent-encoded UTF-8, %20 for a space, %0D%0A for the end of a line. */
  const query = (subject, message, name = "subject") =>
    `${name}=${encodeURIComponent(oneLine(subject))}&body=${encodeURIComponent(crlf(message))}`;

  const links = {
    mailto: (subject, message) => `mailto:?${query(subject, message)}`,
    gmail: (subject, message) => `https://mail.google.com/mail/?view=cm&fs=1&${query(subject, message, "su")}`,
    outlook: (subject, message) => `https://outlook.live.com/mail/0/deeplink/compose?${query(subject, message)}`,
    "outlook-work": (subject, message) => `https://outlook.office.com/mail/deeplink/compose?${query(subject, message)}`,
    yahoo: (subject, message) => `https://compose.mail.yahoo.com/?${query(subject, message)}`,
    sms: (subject, message) => `sms:?&body=${encodeURIComponent(wellFormed(message))}`,
  };

  function base64(text) {
    let bytes = "";
    for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
    return btoa(bytes);
  }

  /* RFC 2047: words of at most 75 characters, cut between characters: 39 bytes make 52 of base64,
     so the first word fits beside "Subject: ". */
  function encodedSubject(subject) {
    const words = [];
    let word = "";
    for (const character of oneLine(subject)) {
      if (new TextEncoder().encode(word + character).length > 39) {
        words.push(word);
        word = "";
      }
      word += character;
    }
    return [...words, word].map((part) => `=?UTF-8?B?${base64(part)}?=`).join("\r\n ");
  }

  /* A draft (RFC 5322, RFC 2045): without From and Date on purpose, they are for the one who sends.
     X-Unsent opens it for writing in classic Outlook. */
  const eml = (subject, message) => [
    "X-Unsent: 1",
    `Subject: ${encodedSubject(subject)}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: base64",
    "",
    ...base64(crlf(message)).match(/.{1,76}/g) || [],
    "",
  ].join("\r\n");

  const together = (subject, message) => (subject ? `${oneLine(subject)}\n\n${message}` : message);
  const txt = (subject, message) => crlf(`${together(subject, message)}\n`);

  /* The date of the reader's own day, as ISO 8601 writes it. */
  const day = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0")).join("-");
  const stamp = (date) => date.toISOString().replace(/[-:]|\.\d+/g, "");
  const basic = (date) => day(date).replaceAll("-", "");

  /* RFC 5545, 3.1: no line over 75 octets; going on is a line break and a space. */
  function folded(line) {
    let result = "";
    let length = 0;
    for (const character of line) {
      const size = new TextEncoder().encode(character).length;
      if (length + size > 75) {
        result += "\r\n ";
        length = 1;
      }
      result += character;
      length += size;
    }
    return result;
  }

  const later = (days, now = new Date()) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);

  /* An all-day event in `days` days, with an alarm at nine. Its title says nothing: calendars are
     shown on other people's screens. */
  function ics(title, days, now = new Date()) {
    const start = later(days, now);
    const end = later(days + 1, now);
    const text = title.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
    return [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//guide//EN",
      "BEGIN:VEVENT", `UID:${stamp(now)}-${Math.random().toString(36).slice(2)}`, `DTSTAMP:${stamp(now)}`,
      `DTSTART;VALUE=DATE:${basic(start)}`, `DTEND;VALUE=DATE:${basic(end)}`,
      `SUMMARY:${text}`, "TRANSP:TRANSPARENT",
      "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${text}`, "TRIGGER:PT9H", "END:VALARM",
      "END:VEVENT", "END:VCALENDAR", "",
    ].map(folded).join("\r\n");
  }

  /* 3GPP TS 23.038, 6.2.1: the plain alphabet of text messages; what its extension holds counts two.
     macros/channels.py counts the same way. */
  const GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  const EXTENSION = "\f^{}\\[~]|€";

  /* How many text messages a text takes. One holds 160 signs of the plain alphabet, or else 70 UTF-16
     units; of several each holds 153, or 67, and no sign is cut in two (TS 23.040, 9.2.3.24.1). */
  function texts(text) {
    const signs = [...text];
    const plain = signs.every((sign) => (GSM + EXTENSION).includes(sign));
    const sizes = signs.map((sign) => (plain ? 1 + EXTENSION.includes(sign) : sign.length));
    const n = sizes.reduce((sum, size) => sum + size, 0);
    const [limit, each] = plain ? [160, 153] : [70, 67];
    let parts = 1;
    let room = n > limit ? each : limit;
    for (const size of sizes) {
      if (size > room) {
        parts += 1;
        room = each;
      }
      room -= size;
    }
    return { n, parts, limits: [limit] };
  }

  return { LONGEST, oneLine, links, eml, together, txt, later, day, ics, texts };
})();
