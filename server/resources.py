"""What Plenum brings along: the folders of its pages, and where a process of its own imports from.

In a wheel the folders are inside the package; in a checkout they lie beside it, also if it is installed as editable.
Refuses to know what is in them. Invariant: the working folder decides nothing.
"""

import os
import sys
from importlib import resources
from pathlib import Path


def _folder(name: str) -> Path:
    """Find a folder of pages.

    Raises:  FileNotFoundError if there is none: the installation is not whole.
    """
    package = Path(str(resources.files("server")))
    inside = package / name
    return (inside if inside.is_dir() else package.parent / name).resolve(strict=True)


STATIC = _folder("static")
TEMPLATES = _folder("templates")
LOCALES = _folder("locales")


def import_path() -> str:
    """Say for `PYTHONPATH` where this process imports from, so that one which it starts with `-P` runs the same code.

    Without that, something in the working folder that is called `server` would be run instead.
    """
    return os.pathsep.join(str(folder.absolute()) for folder in map(Path, sys.path) if folder.exists())
