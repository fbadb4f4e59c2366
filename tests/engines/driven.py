"""Two other browsers behind one short list of verbs: Debian's Firefox by Marionette, its MiniBrowser by WebDriver.

Refuses to know what is on a page. Invariant: whatever is asked of a page is waited for and never slept for; where it
does not come to pass, the complaint says what the page shows.
"""

import importlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PATIENCE_S = 30.0
PHONE, TABLET = (360, 740), (1024, 768)
_LIBRARIES = Path("/usr/lib")
_IN_VIEW = "const all = [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility());\n"
_CLICK = "const one = all[arguments[1]]; one?.scrollIntoView({ block: 'center' }); one?.click(); return Boolean(one);"
_FILL = """const [one] = all; if (!one) return false; one.focus(); one.value = arguments[1];
for (const name of ["input", "change"]) one.dispatchEvent(new Event(name, { bubbles: true }));
return true;"""
_SEE = """const said = all.map((one) => (one.innerText ?? "").trim());
return said.some((words) => words.includes(arguments[1])) ? said : null;"""


class Engine:
    """One window of one browser."""

    def __init__(
        self, name: str, go: Callable[[str], object], run: Callable[..., Any], resize: Callable[[int, int], object]
    ) -> None:
        """Take the four things that each library does in its own way."""
        self.name, self.go, self._run, self._resize = name, go, run, resize

    def as_wide_as(self, size: tuple[int, int]) -> None:
        """Give the page the size of a device, or the next one that the window of this engine can have."""
        width, height = size
        around = self.run("return [outerWidth - innerWidth, outerHeight - innerHeight];")
        self._resize(width + around[0], height + around[1])

    def run(self, script: str, *words: Any) -> Any:
        """Run a script in the page, and return what it returns."""
        return self._run(script, *words)

    def wait(self, script: str, *words: Any) -> Any:
        """Wait until a script returns something that holds, and return that.

        A page that is about to give way to the next one answers with a fault, as a page that is not there yet does.
        """
        ends_s = time.monotonic() + PATIENCE_S
        fault: Exception | None = None
        while time.monotonic() < ends_s:
            try:
                if found := self._run(script, *words):
                    return found
            except Exception as unanswered:  # each library has a tree of faults of its own
                fault = unanswered
            time.sleep(0.05)
        where, shown = self.run("return [location.href, document.body.innerText.slice(0, 3000)];")
        raise AssertionError(f"{self.name} waited in vain for {words} ({script[-80:]})\n{where}\n{shown}") from fault

    def click(self, selector: str, place: int = 0) -> None:
        """Click the first thing in view that a selector names, or the one at a place, once it is there."""
        self.wait(_IN_VIEW + _CLICK, selector, place)

    def fill(self, selector: str, words: str) -> None:
        """Write into a field, once it is there."""
        self.wait(_IN_VIEW + _FILL, selector, words)

    def see(self, selector: str, words: str = "") -> list[str]:
        """Wait until one of those in view that a selector names has some words, and return the words of all of them."""
        return list(self.wait(_IN_VIEW + _SEE, selector, words))


@contextmanager
def firefox() -> Iterator[Engine]:
    """Firefox without a window of its own."""
    marionette = _library("marionette_driver.marionette")
    driver = marionette.Marionette(bin="/usr/bin/firefox-esr", headless=True, gecko_log=os.devnull)
    driver.start_session()
    try:
        yield Engine(
            "firefox",
            driver.navigate,
            lambda script, *words: driver.execute_script(script, script_args=words),
            lambda width, height: driver.set_window_rect(width=width, height=height),
        )
    finally:
        driver.quit()
        driver.cleanup()


@contextmanager
def webkit() -> Iterator[Engine]:
    """MiniBrowser, which has WebKit in it as an iPhone has, on a display that nobody looks at."""
    webdriver, service = _library("selenium.webdriver"), _library("selenium.webdriver.webkitgtk.service")
    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(next(_LIBRARIES.glob("*/webkit2gtk-4*/MiniBrowser")))
    options.add_argument("--automation")
    with _a_display() as display:
        environment = {**os.environ, "DISPLAY": display}
        driver = webdriver.WebKitGTK(
            options=options, service=service.Service("/usr/bin/WebKitWebDriver", env=environment)
        )
        try:
            yield Engine("webkit", driver.get, driver.execute_script, driver.set_window_size)
        finally:
            driver.quit()


@contextmanager
def _a_display() -> Iterator[str]:
    told, tells = os.pipe()
    command = ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[tells], stderr=subprocess.DEVNULL) as screen:
        try:
            os.close(tells)
            with os.fdopen(told) as number:
                yield f":{number.readline().strip()}"
        finally:
            screen.terminate()


ENGINES = {"firefox": firefox, "webkit": webkit}


def _library(module: str) -> Any:
    """Import what drives a browser; `make engines` installs it, and then nothing steps aside."""
    if os.environ.get("PLENUM_ENGINES") == "required":
        return importlib.import_module(module)
    return pytest.importorskip(module, reason="the other engines are not installed; `make engines` installs them")
