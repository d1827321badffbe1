"""Running one notebook through papermill, in a kernel of this environment that always ends."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papermill import PapermillExecutionError, execute_notebook
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.parameterize import parameterize_notebook

from claimkit.runs import notebooks
from claimkit.runs.cells import CellFailure

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager
    from nbformat import NotebookNode

_ENGINE = "claimkit"
# Slow machines under load: these are limits for a hang, not expectations.
_START_TIMEOUT = 180
_OUTPUT_TIMEOUT = 60
# A socket's path may have 104 bytes on macOS; the rest is for the number of the channel.
_LONGEST_SOCKET = 90

# papermill, nbclient and jupyter_client report on the log what is raised as an exception anyway.
_log = logging.getLogger("claimkit.runs.kernels")
_log.addHandler(logging.NullHandler())
_log.propagate = False


def execute(
    source: Path,
    destination: Path,
    parameters: Mapping[str, Any] | None = None,
    *,
    story: str = "",
    save_failed: bool = True,
) -> None:
    """Run a notebook and write it with its outputs, the working folder being `destination`'s.

    The kernel is gone when this returns, also when an exception such as ``KeyboardInterrupt``
    strikes the waiting thread. With `save_failed` each cell's outputs are on disk when it ends.

    Raises
    ------
    NotebookFailed
        When a cell raises or leaves the interpreter, or the kernel dies.
    """
    notebook = notebooks.read(source)
    name = source.stem
    with tempfile.TemporaryDirectory(prefix="claimkit-", ignore_cleanup_errors=True) as scratch:
        session = _Session(
            scratch=Path(scratch),
            cwd=destination.parent,
            save=(lambda done: notebooks.write(done, destination)) if save_failed else None,
        )
        worker = _Worker(lambda: session.run(notebook, parameters))
        try:
            worker.start()
            worker.wait()
        except BaseException:
            worker.stop(session.kill)
            raise
        failure = worker.error
    if isinstance(failure, CellFailure):
        raise failure.named(story, name) from None
    if failure is not None:
        raise failure
    if not save_failed:
        notebooks.write(session.notebook, destination)


class _Worker:
    """A thread that does the work, so that a signal strikes only the thread that waits.

    Signals reach the main thread alone. Were the kernel started there, one could come between the
    start of the process and the moment in which anyone knows of it.
    """

    def __init__(self, work: Callable[[], None]) -> None:
        self.error: BaseException | None = None
        self._work = work
        # Not the thread's own state: in Python 3.11 and 3.12, a join that an exception interrupts
        # takes the thread for finished.
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="claimkit-notebook", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def _run(self) -> None:
        try:
            self._work()
        except BaseException as error:
            self.error = error
        finally:
            self._done.set()

    def wait(self) -> None:
        # On Windows, Ctrl-C does not interrupt waiting without a limit.
        while not self._done.wait(0.2):
            pass

    def stop(self, kill: Callable[[], None]) -> None:
        # Again and again, since the kernel may be starting just now.
        for attempt in itertools.count():
            never_started = self._thread.ident is None and attempt > 20
            if self._done.is_set() or never_started:
                return
            # A second Ctrl-C does not cut this short.
            with contextlib.suppress(KeyboardInterrupt):
                kill()
                self._done.wait(0.05)


class _Session:
    """One notebook and the kernel that runs it."""

    def __init__(
        self, scratch: Path, cwd: Path, save: Callable[[NotebookNode], None] | None
    ) -> None:
        self._scratch = scratch
        self._cwd = cwd
        self._save = save
        self._manager: AsyncKernelManager | None = None
        self.notebook: NotebookNode

    def run(self, notebook: NotebookNode, parameters: Mapping[str, Any] | None) -> None:
        """Run all cells; called in the worker thread."""
        from jupyter_core.utils import ensure_event_loop

        # Each thread has a loop of its own; on Windows ZeroMQ needs the kind with a selector.
        loop = ensure_event_loop(prefer_selector_loop=True)
        try:
            self._run(notebook, parameters)
        finally:
            pending = asyncio.all_tasks(loop)
            for task in pending:
                task.cancel()
            loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
            loop.run_until_complete(loop.shutdown_asyncgens())
            asyncio.set_event_loop(None)
            loop.close()

    def _run(self, notebook: NotebookNode, parameters: Mapping[str, Any] | None) -> None:
        notebook.metadata["papermill"] = {}
        for cell in notebook.cells:
            cell.metadata.setdefault("tags", [])
        if parameters is not None:
            # Not through execute_notebook, which warns of each name that its inspection overlooks.
            notebook = parameterize_notebook(
                notebook, dict(parameters), kernel_name="python3", language="python"
            )
        try:
            # Nor does it write the file: it reads braces in a path as a format, and it saves
            # absolute paths and times.
            execute_notebook(
                notebook,
                None,
                engine_name=_ENGINE,
                kernel_name="python3",
                progress_bar=False,
                session=self,
            )
        except PapermillExecutionError as error:
            raise CellFailure(notebook, error.cell_index, error.ename, error.evalue) from error

    def run_cells(self, manager: Any) -> None:
        """Run the cells of papermill's managed notebook: what the engine does."""
        self.notebook = manager.nb
        with self._kernel() as (kernel, start):
            client = _Client(
                manager,
                km=kernel,
                log=_log,
                timeout=None,
                startup_timeout=_START_TIMEOUT,
                iopub_timeout=_OUTPUT_TIMEOUT,
                record_timing=False,
                coalesce_streams=True,
                save=self.save,
            )
            try:
                client.run_cells(start)
            except Exception as error:
                # What a failed cell reports outweighs that its kernel then went away.
                self._raise_failed_cell()
                evalue = f"the kernel died{self._last_words()}"
                if type(error).__name__ != "DeadKernelError" and "Kernel died" not in str(error):
                    raise CellFailure(
                        self.notebook, client.at, type(error).__name__, str(error)
                    ) from error
                raise CellFailure(self.notebook, client.at, "DeadKernelError", evalue) from error
            self._raise_failed_cell()

    def save(self) -> None:
        """Write what was run so far."""
        if self._save is not None:
            self._save(self.notebook)

    def _raise_failed_cell(self) -> None:
        for index, cell in enumerate(self.notebook.cells):
            if cell.metadata.get("papermill", {}).get("exception"):
                errors = [o for o in cell.get("outputs", []) if o.output_type == "error"]
                ename = errors[-1].ename if errors else "Error"
                evalue = errors[-1].evalue if errors else ""
                if ename == "SystemExit":
                    # papermill takes sys.exit(0) for a success, though later cells never ran.
                    evalue = f"{evalue} (a notebook must run to its end)".strip()
                # IPython names the temporary file of the cell, which helps nobody.
                evalue = re.sub(r" \(\d+\.py, line \d+\)$", "", evalue)
                raise CellFailure(self.notebook, index, ename, evalue)

    def _last_words(self) -> str:
        text = (self._scratch / "kernel.log").read_text(encoding="utf-8", errors="replace")
        lines = [line for line in text.splitlines() if line.strip()]
        return ": " + " / ".join(lines[-3:]) if lines else ""

    @contextlib.contextmanager
    def _kernel(self) -> Iterator[tuple[AsyncKernelManager, dict[str, Any]]]:
        """Make a kernel manager for this environment, and see to it that its kernel ends."""
        from jupyter_client.kernelspec import KernelSpecManager
        from jupyter_client.manager import AsyncKernelManager
        from jupyter_core.utils import run_sync

        address: dict[str, Any] = {}
        if sys.platform != "win32" and len(os.fsencode(self._scratch)) < _LONGEST_SOCKET:
            # Sockets in a folder of our own: another run cannot take a port between its choice
            # and its use.
            address = {"transport": "ipc", "ip": str(self._scratch / "k")}
        self._manager = kernel = AsyncKernelManager(
            kernel_name="python3",
            # No folders to search: the native kernel, which is sys.executable, is all that is
            # left, whatever kernel somebody has installed under the name python3.
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[], log=_log),
            connection_file=str(self._scratch / "kernel.json"),
            log=_log,
            **address,
        )
        with (self._scratch / "kernel.log").open("wb") as log:
            start = {
                "cwd": str(self._cwd),
                "env": self._environment(),
                "stdout": log,
                "stderr": log,
            }
            try:
                yield kernel, start
            finally:
                # Asking is politeness, which a kernel that has died cannot answer.
                with contextlib.suppress(Exception):
                    run_sync(kernel.shutdown_kernel)(now=False)
                self.kill()
                run_sync(kernel.cleanup_resources)()

    def _environment(self) -> dict[str, str]:
        environment = dict(os.environ)
        # A person's start-up files must not change what a run gives.
        environment.pop("PYTHONSTARTUP", None)
        environment["IPYTHONDIR"] = str(self._scratch / "ipython")
        environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
        return environment

    def kill(self) -> None:
        """End the kernel and what it has started, at once; may be called from any thread."""
        provisioner = None if self._manager is None else self._manager.provisioner
        process: subprocess.Popen[bytes] | None = getattr(provisioner, "process", None)
        if process is None or process.poll() is not None:
            return
        with contextlib.suppress(OSError):
            # mypy knows sys.platform, and not os.name.
            if sys.platform != "win32" and os.getpgid(process.pid) == process.pid:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """papermill's client, which also knows the cell it is at and saves after each."""

    def __init__(self, manager: Any, *, save: Callable[[], None], **options: Any) -> None:
        super().__init__(manager, **options)
        self.at: int | None = None
        self.kc: Any
        self._after_cell = save

    def run_cells(self, start: dict[str, Any]) -> None:
        # Not execute(): that asks the kernel about its language after the last cell, for which a
        # kernel that has just left waits in vain, and sets a policy for all event loops.
        self.reset_execution_trackers()
        with self.setup_kernel(cleanup_kc=False, **start):
            try:
                self.papermill_execute_cells()
                self.set_widgets_metadata()
            finally:
                self.kc.stop_channels()
                self.kc = None

    def execute_cell(self, cell: NotebookNode, cell_index: int, **options: Any) -> NotebookNode:
        self.at = cell_index
        try:
            super().execute_cell(cell, cell_index, **options)
        finally:
            self._after_cell()
        return cell


class _Engine(NBClientEngine):  # type: ignore[misc]
    """papermill's way to let us choose the kernel."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, session: _Session, **_ignored: Any
    ) -> None:
        session.run_cells(nb_man)


papermill_engines.register(_ENGINE, _Engine)
