"""The ``claimkit`` command: its words, and what it prints. What it does is done elsewhere."""

from __future__ import annotations

import contextlib
import signal
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimkit.errors import ClaimkitError

# The rooms are imported where they are used: --help should not wait for them.
if TYPE_CHECKING:
    from types import FrameType

    from claimkit.runs.display import Display
    from claimkit.runs.results import StoryResult

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class _Stopped(KeyboardInterrupt):
    """A signal to end, other than Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


class _Group(click.Group):
    """Commands that print claimkit's own errors as a message, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # Quotation marks and names must not end a run on a console of few letters.
            if callable(reconfigure := getattr(stream, "reconfigure", None)):
                reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except ClaimkitError as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt as stop:
            click.echo("Interrupted; no kernel is left running.", err=True)
            ctx.exit(128 + (stop.number if isinstance(stop, _Stopped) else signal.SIGINT))


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claimkit", prog_name="claimkit")
def main() -> None:
    """Find who said what, when and how surely, and what independent sources make of it.

    Put the articles of a story into a folder; claimkit extracts every statement and claim with
    its place in the text, checks them against each other and writes a report.

    \b
    Examples:
      claimkit run seeds/harbour --out reports/harbour   one story
      claimkit run seeds --out reports                   every story in a folder
      claimkit verify reports                            is all as the run left it?
      claimkit schema                                    what is in the tables?
    """  # noqa: D301 - click needs the control character


@main.command()
@click.argument("folder", type=_FOLDER)
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where the results go: DIR itself for one story, DIR/<story> for several.",
)
@click.option(
    "-p",
    "--parameter",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set a parameter of the notebooks. May be given several times.",
)
@click.pass_context
def run(ctx: click.Context, folder: Path, out: Path, parameters: tuple[str, ...]) -> None:
    """Run the notebooks over the story in FOLDER, or over each story below it.

    A folder with documents in it is a story. Its result holds the tables (Parquet), the executed
    notebooks, one report.html that opens offline, and manifest.json with the checksum of
    everything. A later run overwrites a result, but never its reviews.jsonl.

    \b
    Examples:
      claimkit run seeds --out reports
      claimkit run my-story --out result -p title="The harbour, week 11"

    Exits with 0 when every story ran, with 1 when one failed (the others still run), with 130
    after Ctrl-C.
    """  # noqa: D301 - as above
    given = _parse(parameters)
    from claimkit import runs
    from claimkit.runs.display import Display

    display = Display(_print_result)
    try:
        with _signals():
            results = runs.run(folder, out, given, progress=display)
    except KeyboardInterrupt:
        display.close()
        _print_interrupted(display)
        raise
    finally:
        display.close()
    failed = [result.story for result in results if isinstance(result, runs.Failed)]
    if failed and len(results) > 1:
        click.echo(f"{len(failed)} of {len(results)} stories failed: {', '.join(failed)}", err=True)
    ctx.exit(1 if failed else 0)


def _parse(parameters: tuple[str, ...]) -> dict[str, Any]:
    from claimkit.runs.parameters import Text

    given: dict[str, Any] = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals or not name.isidentifier():
            raise click.UsageError(f"-p takes NAME=VALUE, found {parameter!r}.")
        if name in given:
            raise click.UsageError(f"-p {name} is given twice.")
        given[name] = Text(value)
    return given


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    """Turn the signals that end a process into an exception, so that no kernel is left behind."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise _Stopped(number)

    before = {}
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        # nohup ignores SIGHUP on purpose.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _print_result(result: StoryResult) -> None:
    from claimkit.runs.display import shown
    from claimkit.runs.results import Failed

    if isinstance(result, Failed):
        error = result.error
        # What claimkit did not foresee is worth a traceback.
        expected = isinstance(error, ClaimkitError | OSError)
        text = str(error) if expected else "".join(traceback.format_exception(error)).rstrip()
        if not text.startswith(f"{result.story}: "):
            text = f"{result.story}: {text}"
        click.echo(f"{text}\n  What was done so far is in {shown(result.out)}", err=True)
        return
    from claimkit.report import summary_lines

    for line in summary_lines(result.out):
        click.echo(line)
    click.echo(f"{result.story}: report in {shown(result.out / 'report.html')}")


def _print_interrupted(display: Display) -> None:
    done = [result.story for result in display.results]
    if display.now is not None:
        click.echo(f"Stopped in {display.now.notebook} of {display.now.story}.", err=True)
    click.echo(f"Stories that ended before: {', '.join(done) or 'none'}.", err=True)
    if display.unfinished():
        click.echo(f"Not finished: {', '.join(display.unfinished())}.", err=True)


@main.command()
@click.argument("result", metavar="DIR", type=_FOLDER)
@click.pass_context
def verify(ctx: click.Context, result: Path) -> None:
    """Compare the result in DIR, or each result below it, with its manifest.

    Checksums of inputs, tables, report, notebooks, schemas and weights are computed anew, and
    versions compared. Exits with 0 when all is as the run left it, else lists what differs and
    exits with 1.
    """
    from claimkit.runs import verify

    differences = verify(result)
    for difference in differences:
        click.echo(str(difference))
    if not differences:
        click.echo("All is as the run left it.")
    ctx.exit(1 if differences else 0)


@main.command()
@click.argument("result", metavar="DIR", type=_FOLDER)
@click.pass_context
def validate(ctx: click.Context, result: Path) -> None:
    """Hold the tables of the result in DIR against their contract.

    Prints every failure with what to do about it. Exits with 0 when there is none, else with 1.
    """
    from claimkit import contracts
    from claimkit.tables import read_all

    failures = contracts.validate(read_all(result))
    for failure in failures.astype(object).where(failures.notna(), "").to_dict("records"):
        row = f"{failure['table']} {failure['row_id']}".strip()
        value = f", found {failure['value']}" if failure["value"] else ""
        cause = f"{failure['column']} fails {failure['check']}{value}"
        click.echo(f"{row}: {cause}. {failure['remedy']}")
    if failures.empty:
        click.echo("Every table holds its contract.")
    ctx.exit(0 if failures.empty else 1)


@main.command()
def schema() -> None:
    """Print the data dictionary: every table and column of the contract, as Markdown."""
    from claimkit.contracts.dictionary import markdown

    click.echo(markdown().rstrip("\n"))


@main.command()
@click.argument("folder", type=_FOLDER)
def refresh(folder: Path) -> None:
    """Run the notebooks in FOLDER in place and keep their outputs.

    For those who change the notebooks: what is committed are the outputs of a run, without times.
    """
    from claimkit.runs import refresh

    with _signals():
        for path in refresh(folder):
            click.echo(path.name)
