"""Write the bill of materials: `python -m tests.supply.sbom build/sbom.cdx.json path/to/cyclonedx-py`."""

import json
import subprocess
import sys
from pathlib import Path

from tests.supply.locked import LOCK, missing_and_more, valkey_component

_VALIDATE = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1], encoding="utf-8").read())
sys.exit(f"not valid: {fault}" if fault else 0)
"""


def main(path: str, program: str) -> int:
    """Have the lock listed, add the bundled Valkey, validate; 1 if the list is not what is shipped."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    words = [program, "requirements", str(LOCK), "--of", "JSON", "--sv", "1.6", "--output-reproducible", "-o", path]
    subprocess.run(words, check=True, stderr=subprocess.DEVNULL)
    bom = json.loads(target.read_text("utf-8"))
    bom["components"].append(valkey_component())
    bom["metadata"]["component"] = {"type": "application", "bom-ref": "plenum", "name": "plenum"}
    target.write_text(json.dumps(bom, indent=2, ensure_ascii=False) + "\n", "utf-8")
    subprocess.run([Path(program).with_name("python"), "-c", _VALIDATE, path], check=True)
    wrong = missing_and_more(bom)
    print(f"{path}: {len(bom['components'])} components, CycloneDX 1.6, valid")
    for name, version in sorted(wrong):
        print(f"not in both the bill and the lock: {name} {version}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
