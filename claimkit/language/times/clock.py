"""Times of day: `5 p.m. EST`, `half past six`, `17:30`."""

from __future__ import annotations

from claimkit.language.times.words import Piece

CLOCK = frozenset(("clock", "half_day", "oclock"))
_NIGHT = "TNI"
_NAMES = frozenset(("noon", "midday", "noontime", "midnight"))


def is_hour(pieces: list[Piece], timed: bool) -> bool:
    """Tell whether a number that begins an expression is an hour: `four that afternoon`.

    Parameters
    ----------
    pieces
        The pieces of the expression.
    timed
        Whether it is taken for a time of day, so that a day is enough: `four on Tuesday`.

    Examples
    --------
    >>> from claimkit.language.times.pieces import read
    >>> [is_hour(read(text.split()), False) for text in ("four at night", "one night", "two weeks")]
    [True, False, False]
    """
    number, rest = pieces[0], pieces[1:]
    if number.kind != "number" or number.value not in range(1, 13) or "." in number.text:
        return False
    kinds = {p.kind for p in rest}
    if "part" not in kinds and not timed:
        return False
    if not rest:
        return True
    dated = "month" in kinds  # "seven in the morning on 3 February"
    if kinds & {"units", "ago"} or (kinds & {"number", "ordinal"} and not dated):
        return False
    if rest[0].kind == "unit":
        return False
    # "one Monday night" is any
    return rest[0].kind == "of" or (
        rest[0].kind in ("relative", "weekday", "day", "article") and number.value != 1
    )


def clock(pieces: list[Piece], spoken: str = "") -> tuple[str, list[Piece]] | None:
    """Return a time of day with the offset of its zone, and the pieces that say of which day.

    Parameters
    ----------
    pieces
        The pieces of an expression.
    spoken
        The part of the day that was spoken of, such as ``TEV``, where the expression says none.

    Examples
    --------
    >>> from claimkit.language.times.pieces import read
    >>> value, rest = clock(read(["5", "p.m.", "Thursday"]))
    >>> value, [piece.text for piece in rest]
    ('T17:00', ['thursday'])
    """
    at = next(
        (i for i, p in enumerate(pieces) if p.kind in ("clock", "half_day", "oclock", "zone")), 0
    )
    piece = pieces[at]
    start = at
    if piece.kind == "clock":
        hour, _, minute = str(piece.value).partition(":")
        time = (int(hour), minute)
    else:
        number = pieces[at - 1] if at else None
        if number is None or number.kind not in ("number", "year") or number.value < 0:  # type: ignore[operator]
            return None
        start = at - 1
        if number.text.isdigit() and len(number.text) in (3, 4):
            time = (int(number.text) // 100, number.text[-2:])
        elif "." in number.text and len(number.text.partition(".")[2]) == 2:
            time = (int(float(number.value)), number.text.partition(".")[2])
        else:
            time = (int(number.value), "00")
    half = next((int(p.value) for p in pieces if p.kind == "half_day"), None)
    tonight = any(p.text.startswith("tonight") for p in pieces)
    part = next((str(p.value) for p in pieces if p.kind == "part"), _NIGHT if tonight else "")
    if piece.text in _NAMES:
        part = ""
    elif not part and time[0] < 12 and piece.text[:1] != "0":
        part = spoken  # of "09:30" and "ten past midnight", nothing is left to be said
    shown = _on_the_clock(time, half, part)
    if shown is None:
        return None
    # "10:35 a.m. (0735 GMT)": the zone is that of the other time.
    own = pieces if piece.kind == "zone" else _own(pieces[at:])
    zone = next((str(p.value) for p in own if p.kind == "zone"), "")
    rest = [
        p
        for i, p in enumerate(pieces)
        if not start <= i <= at and p.kind not in (*CLOCK, "zone", "part", "of", "to")
    ]
    return f"T{shown}{zone}", rest


def _own(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces up to the number with which another time of day begins."""
    for i, piece in enumerate(pieces[1:], 1):
        after = pieces[i + 1].kind if i + 1 < len(pieces) else ""
        if piece.kind in ("number", "clock", "year") and after in ("zone", *CLOCK):
            return pieces[:i]
    return pieces


def _on_the_clock(time: tuple[int, str], half: int | None, part: str) -> str | None:
    hour, minute = time
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half
    elif hour == 12 and part == _NIGHT and not minute.strip("0:"):
        hour = 24  # "twelve at night"
    elif hour == 12 and part in ("TMO", _NIGHT) and minute.strip("0:"):
        hour = 0  # "half past twelve in the morning"
    elif part in ("TAF", "TEV", _NIGHT) and 1 <= hour < 12 and not (part == _NIGHT and hour < 6):
        hour += 12
    if hour > 24 or (hour == 24 and minute.strip("0:")) or not minute[:2].isdigit():
        return None
    return f"{hour:02}:{minute}" if int(minute[:2]) < 60 else None
