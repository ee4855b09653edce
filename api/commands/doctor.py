"""`jarlyk doctor`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE, REPORTED
from api.commands.options import engine_option, format_option, settings_for, store_option
from api.doctor import examine
from api.output import write
from api.tables import render_json


@click.command()
@store_option
@engine_option
@format_option("text", "json")
def doctor(store: Path | None, engine: str | None, form: str) -> int:
    """Look at this machine and the store, and tell what is not as it should be and what to do."""
    found = list(examine(settings_for(store, engine)))
    if form == "json":
        rows = [{"name": e.name, "sound": e.sound, "seen": e.seen, "next_step": "" if e.sound else e.next_step} for e in found]
        write(render_json({"examined": rows}))
    else:
        for entry in found:
            write(f"{'ok' if entry.sound else 'not ok':7} {entry.name}: {entry.seen}\n")
            if not entry.sound:
                write(f"        → {entry.next_step}\n")
    return DONE if all(entry.sound for entry in found) else REPORTED
