"""Checking parameters before anything runs: papermill itself takes any name and type."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from claimkit.errors import did_you_mean
from claimkit.runs.errors import ParameterError
from claimkit.runs.notebooks import Notebook, Parameter, is_storable

# What a run sets itself, for the notebooks that name it, and what to do instead.
RESERVED = {
    "folder": "it is the folder of the story, which the run sets: give FOLDER instead",
    "out": "it is the folder of the results, which the run sets: give --out DIR instead",
    "story": "it is the name of the story, which the run sets: name its folder so instead",
}
_TYPES: dict[str, type] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": bool,
    "list": list,
    "dict": dict,
    "None": type(None),
}


class Text(str):
    """A value as typed on the command line, whose meaning depends on the type of the parameter."""


def check(notebooks: Sequence[Notebook], given: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the checked parameters for each notebook by its name.

    Raises
    ------
    ParameterError
        With one line for every name that is unknown or reserved and every value of a wrong type.
    """
    checked: dict[str, dict[str, Any]] = {notebook.name: {} for notebook in notebooks}
    problems = []
    for name, value in given.items():
        knowing = [notebook for notebook in notebooks if name in notebook.parameters]
        if name in RESERVED:
            problems.append(f"{name!r} cannot be set as a parameter: {RESERVED[name]}.")
        elif not knowing:
            problems.append(_unknown(name, notebooks))
        for notebook in knowing if name not in RESERVED else ():
            kinds = _kinds(notebook.parameters[name])
            try:
                checked[notebook.name][name] = _convert(value, kinds)
            except ValueError as error:
                problems.append(
                    f"Parameter {name!r} of notebook {notebook.name} must be "
                    f"{_written(kinds)}, found {error}."
                )
    if problems:
        raise ParameterError("\n".join(problems))
    return checked


def _unknown(name: str, notebooks: Sequence[Notebook]) -> str:
    known: dict[str, str] = {}
    for notebook in notebooks:
        for parameter in notebook.parameters.values():
            if parameter.name not in RESERVED:
                known.setdefault(
                    parameter.name, f"{parameter.name} ({_written(_kinds(parameter))})"
                )
    listed = ", ".join(known[each] for each in sorted(known)) or "none"
    hint = did_you_mean(name, known)
    return f"No notebook has a parameter {name!r}.{hint} Known parameters: {listed}."


def _kinds(parameter: Parameter) -> tuple[str, ...]:
    """Return the types that a parameter allows, as written; nothing when it allows all."""
    if parameter.annotation is not None:
        return tuple(_alternatives(parameter.annotation))
    try:
        default = ast.literal_eval(parameter.default)
    except ValueError:
        return ()
    if default is None:
        return ()
    # papermill would write a tuple as a string, so a list it is.
    return ("list",) if isinstance(default, tuple) else (type(default).__name__,)


def _alternatives(annotation: ast.expr) -> Iterable[str]:
    match annotation:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            yield from _alternatives(left)
            yield from _alternatives(right)
        case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
            yield from _alternatives(inner)
            yield "None"
        case ast.Constant(value=str() as quoted):
            yield from _alternatives(ast.parse(quoted, mode="eval").body)
        case _:
            yield ast.unparse(annotation)


def _written(kinds: tuple[str, ...]) -> str:
    return " | ".join(kinds) or "any"


def _convert(value: Any, kinds: tuple[str, ...]) -> Any:
    """Return `value` as one of the types, or raise ``ValueError`` with what was found instead."""
    original = value
    if isinstance(value, Text):
        value = _parse(value, kinds)
    elif isinstance(value, Path):
        # The kernel works in another folder than the caller.
        value = value.absolute().as_posix()
    elif isinstance(value, tuple):
        # papermill would write a tuple as a string.
        value = list(value)
    if not is_storable(value):
        raise ValueError(f"{_shown(original)} ({_found(value)}), which JSON cannot hold")
    if not kinds:
        return value
    for kind in kinds:
        if _fits(value, kind):
            return float(value) if kind == "float" else value
    raise ValueError(f"{_shown(original)} ({_found(value)})")


def _parse(text: str, kinds: tuple[str, ...]) -> Any:
    if "str" in kinds:
        return None if "None" in kinds and text == "null" else str(text)
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return str(text)
    if isinstance(value, str) and "float" in kinds:
        # YAML 1.1 takes 1e-3 for a word.
        try:
            return float(value)
        except ValueError:
            return value
    return value


def _fits(value: Any, kind: str) -> bool:
    base, _, item = kind.partition("[")
    expected: Any = _TYPES.get(base)
    if expected is None:
        return True
    if isinstance(value, bool) and expected is not bool:
        return False
    if expected is float:
        return isinstance(value, int | float) and math.isfinite(value)
    if not isinstance(value, expected):
        return False
    if base == "list" and item:
        options = item.removesuffix("]").split(" | ")
        return all(any(_fits(each, option) for option in options) for each in value)
    return True


def _shown(value: Any) -> str:
    text = repr(str(value) if isinstance(value, Text) else value)
    return text if len(text) <= 60 else text[:57] + "..."


def _found(value: Any) -> str:
    if isinstance(value, list):
        inner = sorted({type(each).__name__ for each in value})
        return f"list[{' | '.join(inner)}]" if inner else "list"
    return type(value).__name__
