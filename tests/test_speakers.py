"""The name behind a written source is the one that the article gives, or none."""

import pytest

from claimkit.extraction.speakers import Speakers

TEXT = (
    "Mayor Elin Voss met the engineer, Bo Lind, and Ana Ruiz of the Kelm Port Agency. Voss and "
    "Lind left early. Joan Hale met Carl Hale. Kelmish Mayor Elin Voss slept."
)


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [
        ("Mayor Elin Voss", "Elin Voss", "person"),
        ("Voss", "Elin Voss", "person"),
        ("Kelmish Mayor Elin Voss", "Elin Voss", "person"),
        ("The engineer, Bo Lind", "Bo Lind", "person"),
        ("Bo Lind, an engineer from Kelm", "Bo Lind", "person"),
        ("Ana Ruiz of the Kelm Port Agency", "Ana Ruiz", "person"),
        ("Ms. Ruiz", "Ana Ruiz", "person"),
        ("ANA RUIZ (engineer)", "Ana Ruiz", "person"),
        ("Hale", None, None),  # two people of one surname
        ("Dr. Orsted", "Orsted", None),
        ("the Kelm Port Agency", "Kelm Port Agency", "organization"),
        ("her employer, Corran Lines", "Corran Lines", "organization"),
        ("he", None, "person"),
        ("They", None, "group"),
        ("the mayor", None, None),
        ("an official", None, "unnamed"),
        ("port officials", None, "unnamed"),
        ("it", None, None),
        ("", None, None),
    ],
)
def test_a_written_source_is_named_as_the_article_names_it(
    written: str, name: str | None, kind: str | None
) -> None:
    speakers = Speakers(TEXT)
    assert (speakers.name(written), speakers.kind(written)) == (name, kind)
