"""What Plenum brings along: the folders of its pages.

In a wheel the folders are inside the package; in a checkout they lie beside it, also if it is installed as editable.
Refuses to know what is in them.
"""

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
