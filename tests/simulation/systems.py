"""Reference files for tests: the one that is shipped, and small ones."""

from pathlib import Path

from simulation.reference_file import read

EXAMPLE = Path(__file__).parents[2] / "examples" / "reference_waits.csv"
HEAD = (
    "id,c,discipline,cls,lam,mean_service,service_dist,dist_par,accum_rate,elig,unit,"
    "mean_wait_exact"
)
SIMPLE = "M,1,FCFS,0,0.5,1,exp,,,,min,1"

SYSTEMS = {rows[0].name: rows for rows in read(EXAMPLE)}


def file(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / "waits.csv"
    path.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
    return path
