"""`jarlyk doctor`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE, REPORTED
from api.commands.options import engine_option, format_option, language_option, settings_for, store_option
from api.doctor import examine
from api.output import write
from api.tables import render_json
from api.translation import load_words


@click.command()
@store_option
@engine_option
@language_option
@format_option("text", "json")
def doctor(store: Path | None, engine: str | None, language: str, form: str) -> int:
    """Look at this machine and the store, and tell what is not as it should be and what to do."""
    words = load_words(language)
    found = list(examine(settings_for(store, engine), words))
    if form == "json":
        rows = [{"name": e.name, "sound": e.sound, "seen": e.seen, "next_step": "" if e.sound else e.next_step} for e in found]
        write(render_json({"examined": rows}))
    else:
        for entry in found:
            name = words(f"doctor.name.{entry.name.replace(' ', '-').replace(chr(39), '')}")
            write(f"{'ok' if entry.sound else words('cli.not_ok'):7} {name}: {entry.seen}\n")
            if not entry.sound:
                write(f"        → {entry.next_step}\n")
    return DONE if all(entry.sound for entry in found) else REPORTED
