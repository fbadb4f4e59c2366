"""The project's own files as the contract tests read them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def files(*patterns: str) -> list[Path]:
    """Find the files that fit one of the patterns, in a fixed order; what was generated is left out."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(path for path in found if not _is_generated(path.relative_to(ROOT)))


def name_of(path: Path) -> str:
    """Name a file as a person would: from the root of the project."""
    return path.relative_to(ROOT).as_posix()


def _is_generated(path: Path) -> bool:
    return any(part.startswith(".") or part in ("__pycache__", "node_modules", "build") for part in path.parts)
