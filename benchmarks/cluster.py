"""A Dask cluster of two local workers against the local engine: the same bytes, and the time."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from _corpus import project
from _measure import Row, build, report

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
RATIO = 1.5


def files(folder: Path) -> dict[str, bytes]:
    found = (each for each in folder.rglob("*") if each.is_file())
    return {str(each.relative_to(folder)): each.read_bytes() for each in found}


def main() -> None:
    from distributed import LocalCluster

    with tempfile.TemporaryDirectory() as place:
        folder = project(Path(place) / "p", 'formats = ["text"]\n', inscription=COUNT)
        local = build(folder, "-q", "--out", "local", "--jobs", "2").wall
        with LocalCluster(2, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as made:
            address = made.scheduler_address
            dask = ("--engine", "dask", "--scheduler", address)
            cluster = build(folder, "-q", "--out", "dask", *dask).wall
        same = files(folder / "local") == files(folder / "dask")
    value = cluster / local
    rows = (
        Row(
            f"{COUNT:,} documents by a Dask LocalCluster ÷ by two local workers, wall",
            f"{value:.2f} ({cluster:.1f} s ÷ {local:.1f} s)",
            f"≤ {RATIO}",
            value <= RATIO,
        ),
        Row("the bytes of both", "the same" if same else "different", "the same", same),
    )
    report("A cluster", rows)


if __name__ == "__main__":
    main()
