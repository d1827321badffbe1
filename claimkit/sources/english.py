"""Is a document in English? Short and uncertain ones count as English."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from claimkit.sources.problems import UnreadableError

# Below any of these the identifier's answer is noise (py3langid 0.4): it gives headlines and lists
# of names, which news is full of, to Latin or Swahili. English being out of the question counts for
# more than which language it is, because Croatian and Bosnian, say, share their probability.
NOT_ENGLISH = 0.9999
LIKELIEST = 0.5
ENOUGH_WORDS = 5

_WINDOW = 2000
_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+|[\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Nigerian Pidgin shares English spelling, and the identifier splits English headlines with it.
_ENGLISH = ("en", "pcm")

_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay",
    "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def require_english(text: str) -> None:
    """Raise when a text is surely in another language.

    Parameters
    ----------
    text
        The document's text; its beginning, middle and end are looked at.

    Raises
    ------
    UnreadableError
        When it has `ENOUGH_WORDS` words that are no names, is not in English with a probability
        of `NOT_ENGLISH` and in the likeliest language with one of `LIKELIEST`; or when most of its
        letters are of another script than Latin.

    Examples
    --------
    >>> require_english("Fire at port.")
    >>> require_english("Die Regierung hat am Dienstag beschlossen, den Hafen zu schließen.")
    Traceback (most recent call last):
    ...
    claimkit.sources.problems.UnreadableError: is in German (de), and claimkit reads English. ...
    """
    sample = _NOISE.sub(" ", _sample(text))
    words = _WORD.findall(sample.lower() if sample.isupper() else sample)
    ranked = _ranked(" ".join(words))
    code = max(ranked, key=lambda code: ranked[code])
    if not _is_other_script(words):
        # Names say nothing of the language that they stand in.
        n_common = sum(word[0].islower() for word in words)
        not_english = 1 - sum(ranked[english] for english in _ENGLISH)
        if n_common < ENOUGH_WORDS or not_english < NOT_ENGLISH or ranked[code] < LIKELIEST:
            return
    language = f"{_NAMES[code]} ({code})" if code in _NAMES else f"another language ({code})"
    raise UnreadableError(
        f"is in {language}, and claimkit reads English.",
        "Add an English translation, or set its language to en in sources.csv if it is English.",
    )


def _sample(text: str) -> str:
    middle = max(0, len(text) // 2 - _WINDOW // 2)
    parts = (
        [text]
        if len(text) <= 3 * _WINDOW
        else [text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]]
    )
    return " ".join(" ".join(parts).split())


def _is_other_script(words: list[str]) -> bool:
    letters = "".join(words)
    latin = sum(letter < "\u0250" or "\u1e00" <= letter < "\u1f00" for letter in letters)
    return latin * 2 < len(letters)


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _ranked(sample: str) -> dict[str, float]:
    return dict(_identifier().rank(sample))
