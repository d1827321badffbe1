"""Units of measurement and currencies: their names, and SI values through pint.

Pint is loaded when the first value in SI units is asked for, not when a text is annotated.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from claimkit.language.quantities import currencies
from claimkit.language.quantities.lexicon import table

if TYPE_CHECKING:
    from fractions import Fraction


class Unit(NamedTuple):
    """A unit: its canonical name, the label of its quantities, and how many of it one is."""

    name: str
    label: str = "MEASURE"
    factor: tuple[int, int] = (1, 1)  # numerator, denominator: a cent is (1, 100) of a dollar
    per: str | None = None  # the denominator that the unit itself names: "mph"


TIME = frozenset("second minute hour day week fortnight month year decade century night".split())
_PLAIN = (
    "inch foot yard mile furlong fathom acre hectare ounce stone carat pint quart gallon barrel "
    "bushel ton tonne megaton kiloton knot calorie kilocalorie horsepower joule newton decibel "
    "radian lumen lux becquerel sievert millisievert microsievert kelvin hertz kilohertz megahertz "
    "gigahertz terabyte gigabyte megabyte kilobyte petabyte exabyte byte megabit gigabit kilobit "
    "pascal kilopascal millibar megapixel volt kilovolt ampere millisecond microsecond nanosecond "
    "second minute hour day week fortnight month year decade century"
).split()
_SI = {
    "metre": "kilo centi milli micro nano",
    "gram": "kilo milli micro",
    "litre": "milli centi deci",
    "watt": "kilo mega giga tera",
    "joule": "kilo mega giga",
}
_IRREGULAR = table(
    """
    inches=inch; feet=foot; centuries=century; stone=stone; horsepower=horsepower;
    hertz=hertz; lux=lux; meter=metre; liter=litre; gramme=gram; amp=ampere; kilo=kilogram;
    metric ton=tonne; metric tonne=tonne; nautical mile=nautical mile; light year=light year;
    light-year=light year; fluid ounce=fluid ounce; troy ounce=troy ounce;
    degree celsius=degree Celsius; degree centigrade=degree Celsius;
    degree fahrenheit=degree Fahrenheit; degree c=degree Celsius; degree f=degree Fahrenheit
    """
)
# Abbreviations, as they are cased.
_SHORT = table(
    """
    km=kilometre; cm=centimetre; mm=millimetre; kg=kilogram; kgs=kilogram; mg=milligram;
    ml=millilitre; cl=centilitre; lb=pound; lbs=pound; oz=ounce; ft=foot; ha=hectare;
    kW=kilowatt; MW=megawatt; GW=gigawatt; TW=terawatt; GB=gigabyte; MB=megabyte;
    TB=terabyte; Hz=hertz; kHz=kilohertz; MHz=megahertz; GHz=gigahertz; hp=horsepower;
    dB=decibel; psi=psi; kcal=kilocalorie; yd=yard; yds=yard; kWh=kilowatt hour;
    MWh=megawatt hour; GWh=gigawatt hour; TWh=terawatt hour; hrs=hour; hr=hour; mins=minute;
    min=minute; secs=second; sec=second; ms=millisecond; yrs=year; kts=knot; m²=square metre;
    m2=square metre; km²=square kilometre; km2=square kilometre; m³=cubic metre;
    m3=cubic metre; sqft=square foot; °C=degree Celsius; °F=degree Fahrenheit;
    ºC=degree Celsius; ºF=degree Fahrenheit; ℃=degree Celsius; ℉=degree Fahrenheit; °=degree;
    º=degree
    """
)
# Letters that are units only when they touch the digits.
_GLUED = table(
    """
    m=metre; g=gram; l=litre; L=litre; t=tonne; h=hour; W=watt; V=volt; C=degree Celsius;
    F=degree Fahrenheit; in=inch
    """
)
_PER = table(
    """
    mph=mile per hour; kph=kilometre per hour; kmh=kilometre per hour;
    km/h=kilometre per hour; km/hr=kilometre per hour; m/s=metre per second;
    bpd=barrel per day; mpg=mile per gallon; Mbps=megabit per second;
    Gbps=gigabit per second; µg/m³=microgram per cubic metre; fps=frame per second
    """
)
_PERCENT = {
    "%,percent,per cent,pct,pct.,percents": Unit("percent", "PERCENT"),
    "percentage point,percentage points,pct point,pct points,percent point,percent points,"
    "per cent point,per cent points,pp,% point,% points": Unit(
        "percentage point", "PERCENTAGE_POINT"
    ),
    "basis point,basis points,bps": Unit("basis point", "PERCENTAGE_POINT"),
    "per mille,‰": Unit("percent", "PERCENT", (1, 10)),
}
LONGEST = 3  # words of the longest name of a unit


@cache
def _names() -> dict[str, Unit]:
    """Return the units by their names in lower case, singular and plural."""
    singular = {name: name for name in _PLAIN}
    for name, prefixes in _SI.items():
        american = name.replace("metre", "meter").replace("litre", "liter")
        for prefix in ("", *prefixes.split()):
            singular |= {prefix + name: prefix + name, prefix + american: prefix + name}
    singular |= {k: v for k, v in _IRREGULAR.items() if k not in ("inches", "feet", "centuries")}
    lengths = [form for form, name in singular.items() if name in _LENGTHS]
    for length in [*lengths, "feet"]:
        for words, name in (
            ("square", "square"),
            ("sq", "square"),
            ("sq.", "square"),
            ("cubic", "cubic"),
        ):
            singular[f"{words} {length}"] = f"{name} {singular.get(length, 'foot')}"
    for name in ("watt", "kilowatt", "megawatt", "gigawatt", "terawatt"):
        singular |= {f"{name} hour": f"{name} hour", f"{name}-hour": f"{name} hour"}
    # A mass or a sum of money: the tree tells.
    names = {"pound": Unit("pound"), "pounds": Unit("pound")}
    names |= {form: unit for forms, unit in _PERCENT.items() for form in forms.split(",")}
    for form, name in singular.items():
        unit = Unit(name)
        names[form] = unit
        first, _, rest = form.partition(" ")
        if first == "degree":
            names[f"degrees {rest}"] = unit
        names[_plural(form)] = unit
    names |= {form: Unit(_IRREGULAR[form]) for form in ("inches", "feet", "centuries")}
    for form, code in {**currencies.NAMES, **currencies.OF_COUNTRIES}.items():
        names[form] = names[_plural(form)] = Unit(code, "MONEY")
    for form, code in currencies.CENTS.items():
        names[form] = names[_plural(form)] = Unit(code, "MONEY", (1, 100))
    return names


_LENGTHS = frozenset("inch foot yard mile millimetre centimetre metre kilometre".split())


def _plural(form: str) -> str:
    if form.endswith(("inch", "lux", "hertz")):
        return f"{form}es"
    return f"{form[:-1]}ies" if form.endswith("ry") else f"{form}s"


@cache
def _abbreviations() -> dict[str, Unit]:
    short = {form: Unit(name) for form, name in _SHORT.items()}
    divided = ((form, whole.partition(" per ")) for form, whole in _PER.items())
    short |= {form: Unit(unit, per=per) for form, (unit, _, per) in divided}
    for form in ("km", "m", "ft", "mi", "mile", "miles", "feet", "metres", "meters", "yd"):
        name = _SHORT.get(form) or {"m": "metre", "mi": "mile"}.get(form) or _names()[form].name
        short |= {f"{sq} {form}": Unit(f"square {name}") for sq in ("sq", "sq.", "Sq")}
    return short


def known() -> dict[str, Unit]:
    """Return all units by their names and abbreviations.

    Examples
    --------
    >>> known()["km/h"].name, known()["miles"].name
    ('kilometre', 'mile')
    """
    return {**_names(), **_abbreviations(), **{form: Unit(name) for form, name in _GLUED.items()}}


def unit(text: str) -> Unit | None:
    """Return the unit that a name or an abbreviation of at least two letters stands for.

    Examples
    --------
    >>> unit("square kilometers").name, unit("kWh").name, unit("Canadian dollars").name
    ('square kilometre', 'kilowatt hour', 'CAD')
    >>> unit("people") is None
    True
    """
    return (
        _abbreviations().get(text)
        or _names().get(text.lower())
        or (Unit("CNY" if text == "RMB" else text, "MONEY") if text in currencies.CODES else None)
    )


def glued(text: str) -> Unit | None:
    """Return the unit that stands right behind digits: the m of `20m`, the p of `45p`.

    Examples
    --------
    >>> glued("m").name, glued("p")
    ('metre', Unit(name='GBP', label='MONEY', factor=(1, 100), per=None))
    """
    if text in ("p", "¢", "c"):
        return Unit("GBP" if text == "p" else "USD", "MONEY", (1, 100))
    name = _GLUED.get(text)
    return Unit(name) if name else unit(text)


# Where pint's name is another; customary units are those of the United States.
_PINT = table(
    """
    barrel=oil_barrel; degree Celsius=degC; degree Fahrenheit=degF;
    nautical mile=nautical_mile; light year=light_year; fluid ounce=fluid_ounce;
    troy ounce=troy_ounce; percentage point=percent; basis point=basis_point; megaton=Mt_TNT;
    kiloton=kt_TNT
    """
)
# Of no fixed size, or not a scale that converts.
_NOT_CONVERTED = frozenset(
    ("degree", "decibel", "megapixel", "night", "frame", "megaton", "kiloton", "share", "person")
)


@cache
def _registry() -> Any:
    import pint  # a quarter of a second, and as much for its definitions

    registry: Any = pint.UnitRegistry()
    registry.define("basis_point = 0.0001")
    return registry


def base(value: Fraction, name: str, per: str | None = None) -> tuple[float, str] | None:
    """Return a value in SI base units, and these; null for what has none, such as money.

    Parameters
    ----------
    value
        How many.
    name
        Canonical name of the unit.
    per
        Canonical name of what it is divided by.

    Examples
    --------
    >>> from fractions import Fraction
    >>> base(Fraction(36), "kilometre", "hour")
    (10.0, 'm/s')
    >>> base(Fraction(20), "degree Celsius"), base(Fraction(5), "USD")
    ((293.15, 'K'), None)
    """
    expression = _expression(name)
    divisor = _expression(per) if per else None
    if expression is None or (per and divisor is None):
        return None
    if divisor and expression.startswith("deg"):
        return None  # a scale with a zero of its own: ten degrees a day is a difference
    whole = f"({expression}) / ({divisor})" if divisor else expression
    converted = _registry().Quantity(float(value), whole).to_base_units()
    # Twelve figures: what binary floating point adds is no part of the value.
    return float(f"{converted.magnitude:.12g}"), f"{converted.units:~C}"


@cache
def _expression(name: str) -> str | None:
    if name in _NOT_CONVERTED or name.isupper():
        return None
    if name in _PINT:
        return _PINT[name]
    power, _, rest = name.partition(" ")
    if power in ("square", "cubic"):
        inner = _expression(rest)
        return f"({inner}) ** {2 if power == 'square' else 3}" if inner else None
    if rest == "hour":
        return f"{power} * hour"
    known = name == "psi" or name == "percent" or name in {u.name for u in _names().values()}
    return name if known and " " not in name and name not in currencies.NAMES.values() else None
