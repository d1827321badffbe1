"""What README.md says is so: its Python runs, its figures were measured, its links lead on."""

import json
import re
from pathlib import Path

README = Path("README.md").read_text(encoding="utf-8")


def test_the_python_in_the_readme_runs() -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.S)
    names: dict[str, object] = {}
    exec(block, names)
    assert len(names["failures"]) == 0  # type: ignore[arg-type]
    assert len(names["sources"]) == 5  # type: ignore[arg-type]


def test_the_figures_in_the_readme_are_those_that_were_measured() -> None:
    measured = json.loads(Path("benchmarks/results/attribution.json").read_text(encoding="utf-8"))
    precision, recall, _ = measured["all"]["content_match(IoU>=.5)"]
    told = re.search(r"it finds\s+([\d.]+) % .*?and ([\d.]+) % of what it marks", README, re.S)
    assert told is not None
    assert [float(figure) for figure in told.groups()] == [recall, precision]


def test_every_file_that_the_readme_links_is_there() -> None:
    targets = [t for t in re.findall(r"\]\(([^)#]+)\)", README) if not t.startswith("http")]
    assert targets and all(Path(target).exists() for target in targets)
