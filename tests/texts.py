"""Text messages and how long they are: the build and the page count the same way.

Each text with its length, the most that one message holds, and how many messages it takes
(3GPP TS 23.038, 6.2.1 and TS 23.040, 9.2.3.24.1).
"""

TEXTS = {
    "nothing": ("", 0, 160, 1),
    "plain": ("Hello", 5, 160, 1),
    "lines": ("a\nb", 3, 160, 1),
    "one full": ("x" * 160, 160, 160, 1),
    "one too many": ("x" * 161, 161, 160, 2),
    "two full": ("x" * 306, 306, 160, 2),
    "two and one": ("x" * 307, 307, 160, 3),
    "letters of the alphabet": ("é è ù ì ò Ç Ø ø Å å ä ö ñ ü à ß É £ ¥ § ¿ ¡ Δ", 45, 160, 1),
    "signs that count two": ("[€]", 6, 160, 1),
    "eighty of them": ("€" * 80, 160, 160, 1),
    "one that would be cut": ("x" * 152 + "€" + "x" * 152, 306, 160, 3),
    "a letter outside": ("Zoë", 3, 70, 1),
    "small c with a cedilla": ("ç", 1, 70, 1),
    "a curly quote": ("’", 1, 70, 1),
    "seventy": ("ë" * 70, 70, 70, 1),
    "seventy-one": ("x" * 70 + "ë", 71, 70, 2),
    "two full of these": ("ë" * 134, 134, 70, 2),
    "two and one of these": ("ë" * 135, 135, 70, 3),
    "an emoji": ("👋", 2, 70, 1),
    "an emoji that would be cut": ("x" * 66 + "👋" + "x" * 66, 134, 70, 3),
}
