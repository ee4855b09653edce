"""`jarlyk validate`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE, REPORTED
from api.commands.options import settings_for, store_option
from api.output import write
from api.table_check import check_tables
from graph.generation import open_current
from graph.validation import find_violations


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@store_option
def validate(files: tuple[Path, ...], store: Path | None) -> int:
    """Check the published graph against its shapes; exit code 1 where it breaks one.

    With FILES, check these instead: registry tables (.toml) and vocabularies (.ttl), as a person edits them.
    """
    if files:
        check_tables(files)
        write("".join(f"{file}: no fault\n" for file in files))
        return DONE
    violations = sorted({str(violation) for violation in find_violations(open_current(settings_for(store).store).open_store())})
    write("".join(f"{violation}\n" for violation in violations))
    write(f"{len(violations)} violations\n")
    return REPORTED if violations else DONE
