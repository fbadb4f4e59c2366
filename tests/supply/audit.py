"""Ask for advisories about what is locked: `python -m tests.supply.audit path/to/pip-audit`.

It ends with 0 if there is none, 1 if there are some, and 3 if it could not ask about everything: silence is no answer.
"""

import json
import subprocess
import sys
from typing import Any

from tests.supply.locked import LOCK

SOUND, UNSOUND, NOT_ASKED = 0, 1, 3


def main(program: str) -> int:
    """Ask, and say what came of it."""
    words = [
        program,
        "--requirement",
        str(LOCK),
        "--disable-pip",
        "--no-deps",
        "--format",
        "json",
        "--progress-spinner",
        "off",
    ]
    try:
        ran = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
        answer = json.loads(ran.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return judge(None)
    return judge(answer)


def judge(answer: dict[str, Any] | None) -> int:
    """Judge what the program answered; None if it could not."""
    if answer is None:
        print("The advisories could not be asked: no answer from the network. Nothing is known.")
        return NOT_ASKED
    found = [one for one in answer["dependencies"] if one.get("vulns")]
    not_asked = [one for one in answer["dependencies"] if one.get("skip_reason")]
    for one in found:
        for hole in one["vulns"]:
            mended = ", ".join(hole.get("fix_versions", [])) or "no version yet"
            print(f"{one['name']} {one['version']}: {hole['id']}, mended in {mended}")
    if not_asked:
        names = ", ".join(str(one["name"]) for one in not_asked)
        print(f"Could not be asked about {len(not_asked)} of {len(answer['dependencies'])} packages: {names}")
    if found:
        return UNSOUND
    if not_asked:
        return NOT_ASKED
    print(f"No advisory about any of {len(answer['dependencies'])} packages. The bundled Valkey is not asked about.")
    return SOUND


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
