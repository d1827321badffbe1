"""Words for the occasions and the places at which something is said."""

from __future__ import annotations

OCCASIONS = frozenset(
    "conference briefing speech interview meeting statement hearing debate rally address session "
    "summit call trial testimony ceremony event appearance visit broadcast podcast show letter "
    "post tweet editorial column message report memo email e-mail forum panel lecture talk "
    "sermon inauguration funeral lunch dinner reception debate broadcast program programme "
    "presentation discussion town-hall convention assembly announcement release deposition "
    "op-ed essay article video livestream gathering breakfast tour trip stop vigil".split()
)
PLACES = frozenset(
    "office court courtroom house room hall square church airport parliament palace ministry "
    "embassy headquarters capital chamber school university stadium factory port station hotel "
    "mosque cathedral residence building lawn garden base village town city theatre theater "
    "library museum hospital studio".split()
)
