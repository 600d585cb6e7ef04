"""JupyterLab in a real browser, offline: a server on a workspace, a notebook opened and run."""

from __future__ import annotations

import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Locator, Page, Route, expect, sync_playwright

SERVER_STARTS_IN_S = 120
NOTEBOOK_RUNS_IN_S = 300
OUTPUT_SHOWS_IN_S = 60
CHROMIUM_ARGUMENTS = (
    # The sandbox does not work for root, and the gate below lets only our own server in.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
expect.set_options(timeout=OUTPUT_SHOWS_IN_S * 1000)

LAB_SETTINGS: dict[str, dict[str, object]] = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    # Every output in the page, also those far below.
    "notebook-extension/tracker": {"windowingMode": "none"},
}
KERNEL_IS_IDLE = """() => window.jupyterapp?.shell?.currentWidget?.context?.sessionContext
    ?.session?.kernel?.status === 'idle'"""
# Not waited for in the page: `run_all` waits, with a limit.
RUN_ALL_CELLS = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells') }"
ERRORS = """() => [...window.jupyterapp.shell.currentWidget.model.cells]
    .filter(cell => cell.type === 'code')
    .flatMap(cell => cell.outputs.toJSON())
    .filter(output => output.output_type === 'error')
    .map(output => `${output.ename}: ${output.evalue}`)"""
CELLS_TO_RUN = """() => [...window.jupyterapp.shell.currentWidget.model.cells]
    .filter(cell => cell.type === 'code' && cell.sharedModel.getSource().trim()
        && cell.executionCount === null).length"""
HAS_RUN = f"""() => ({KERNEL_IS_IDLE})()
    && (({CELLS_TO_RUN})() === 0 || ({ERRORS})().length > 0)"""


@dataclass
class OpenNotebook:
    """One notebook in the browser. `outside`: addresses it wanted beyond this machine."""

    page: Page
    outside: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)

    def run_all(self) -> None:
        """Run every cell and wait until the last has run, or one has failed."""
        self.page.evaluate(RUN_ALL_CELLS)
        self.page.wait_for_function(HAS_RUN, timeout=NOTEBOOK_RUNS_IN_S * 1000)

    @property
    def errors(self) -> list[str]:
        """What failed in cells, as "name: text"."""
        found: list[str] = self.page.evaluate(ERRORS)
        return found

    @property
    def images(self) -> Locator:
        """Pictures that came from the kernel; one that was not let in has another address."""
        return self.page.locator(".jp-OutputArea-output img:is([src^='data:'], [src^='blob:'])")

    @property
    def tables(self) -> Locator:
        return self.page.locator(".jp-OutputArea-output table")


@dataclass(frozen=True)
class Lab:
    """A JupyterLab server on a workspace, with settings of its own, and a browser for it."""

    address: str
    token: str
    chromium: Path
    home: Path

    @contextmanager
    def open(self, notebook: str) -> Iterator[OpenNotebook]:
        """A notebook (a path inside the workspace) with its kernel ready.

        When the test fails inside, a screenshot stays beside the server's log.
        """
        with sync_playwright() as playwright:
            context = playwright.chromium.launch_persistent_context(
                self.home / "profile",
                executable_path=self.chromium,
                headless=True,
                viewport={"width": 1200, "height": 2000},  # tall: cells are drawn when seen
                args=CHROMIUM_ARGUMENTS,
            )
            context.set_default_timeout(OUTPUT_SHOWS_IN_S * 1000)
            opened = _watched(context, self.address)
            try:
                opened.page.goto(f"{self.address}/lab/tree/{notebook}?reset&token={self.token}")
                opened.page.wait_for_function(KERNEL_IS_IDLE, timeout=SERVER_STARTS_IN_S * 1000)
                yield opened
            except BaseException as failure:
                picture = self.home / "failure.png"
                with suppress(Error):
                    opened.page.screenshot(path=picture)
                    failure.add_note(f"What the browser showed: {picture}")
                failure.add_note(f"Errors in its console: {opened.console_errors[:5]}")
                raise
            finally:
                context.close()


def _watched(context: BrowserContext, address: str) -> OpenNotebook:
    """The first page of a browser that reaches one server and nothing else."""
    opened = OpenNotebook(context.pages[0])

    def gate(route: Route) -> None:
        if re.match(f"(data|blob):|{re.escape(address)}/", route.request.url):
            route.continue_()
        else:
            opened.outside.append(route.request.url)
            route.abort()

    context.route("**/*", gate)
    opened.page.on(
        "console",
        lambda message: (
            opened.console_errors.append(message.text) if message.type == "error" else None
        ),
    )
    return opened


@contextmanager
def _running(workspace: Path, home: Path, chromium: Path, kit: Path) -> Iterator[Lab]:
    port, token = _free_port(), secrets.token_hex(16)
    lab = Lab(f"http://127.0.0.1:{port}", token, chromium, home)
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *("--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"),
        *("--expose-app-in-browser", f"--IdentityProvider.token={token}"),
        *(f"--ServerApp.root_dir={workspace}", "--LabApp.news_url="),
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    log = home / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_own_settings(home, kit),
            cwd=workspace,
        )
        try:
            _wait_until_up(lab, server, log)
            yield lab
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _own_settings(home: Path, kit: Path) -> dict[str, str]:
    """An environment in which the developer's own Jupyter settings have no say."""
    for name, settings in LAB_SETTINGS.items():
        file = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(settings), encoding="utf-8")
    return {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "PYTHONPATH": str(kit),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_up(lab: Lab, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SERVER_STARTS_IN_S
    while server.poll() is None and time.monotonic() < until:
        with suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(f"{lab.address}/api/status?token={lab.token}", timeout=5).close()
            return
        time.sleep(0.25)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture
def lab(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory, chromium: Path, repository: Path
) -> Iterator[Lab]:
    """JupyterLab on a new workspace; `lab.open(notebook)` shows a notebook of it."""
    home = tmp_path_factory.mktemp("lab")
    with _running(workspace, home, chromium, repository / "kit") as running:
        yield running
