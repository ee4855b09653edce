"""The command line. Commands are imported when they are called, so that `jarlyk --help` does not wait for the graph engine."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from itertools import pairwise
from types import ModuleType

import click

from api.output import ReaderGoneError
from ontology.errors import AskedError, JarlykError

DONE, REPORTED, WRONG_USE, FAILED = 0, 1, 2, 3

# Name of the command → what it does, in one line. The module `api.commands.<name>` holds a click command of that name.
COMMANDS = {
    "build": "Read documents and RDF files into a graph and publish it.",
    "reviews": "Take the reviews that wait into the graph.",
    "export": "Write the graph to a file.",
    "ask": "Ask one of the ready questions.",
    "query": "Run a SPARQL query from a file or from '-'.",
    "report": "Tell what was read out of each document, and which parts of it gave nothing.",
    "findings": "List what the analyses found.",
    "view": "Draw the graph as one HTML file.",
    "validate": "Check the graph, or files that people edit, and say what is wrong where.",
    "publish": "Publish the graph to another SPARQL engine.",
    "backup": "Write the published graph to one file.",
    "restore": "Publish a backup.",
    "token": "Make, list and take back tokens for reviewing and administering over HTTP.",
    "doctor": "Look at this machine and the store, and tell what to mend.",
    "serve": "Serve pages, questions, search and SPARQL over HTTP.",
}


class _Commands(click.Group):
    """The commands of COMMANDS, each imported at its first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of a working day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"api.commands.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="jarlyk", prog_name="jarlyk")
def jarlyk() -> None:
    """Reads laws, decrees and programmes into a graph where every fact shows its sentence.

    Exit codes: 0 done; 1 found what the command reports (a file that could not be read, a violation);
    2 wrong use; 3 the work failed.
    """


def main() -> None:
    """The program `jarlyk`."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs the command line and returns the exit code; errors of ours are told in one line, without a traceback."""

    def work() -> int:
        return int(jarlyk.main(arguments, prog_name="jarlyk", standalone_mode=False) or DONE)

    return _guarded(work, language_of(arguments, os.environ))


def language_of(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language of what is said: `--language`, wherever it stands, else JARLYK_LANGUAGE, else English."""
    given = [word for flag, word in pairwise(arguments) if flag == "--language"]
    given += [word.partition("=")[2] for word in arguments if word.startswith("--language=")]
    wanted = next(iter(given), environ.get("JARLYK_LANGUAGE", ""))
    return wanted if wanted in ("ky", "kk", "ru", "en") else "en"


def _guarded(work: Callable[[], int], language: str) -> int:
    try:
        code = work()
        _flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        click.echo(_told().wrong_use(error, language), err=True)
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        click.echo(f"jarlyk: {_told().say(language, 'stopped')}", err=True)
        return FAILED
    except JarlykError as error:
        click.echo(f"jarlyk: {_told().error(error, language)}", err=True)
        return exit_code_of(error)
    except (BrokenPipeError, ReaderGoneError):
        _drop_output()
        return DONE
    except OSError as error:
        _drop_output()
        click.echo(f"jarlyk: {error.filename or _told().say(language, 'output')}: {error.strerror}", err=True)
        return FAILED
    return code


def exit_code_of(error: JarlykError) -> int:
    """How an error ends the program: a graph that breaks its shapes is a report, a query that cannot be read is wrong use."""
    from api.guard import QueryRefusedError
    from api.query_errors import QuerySyntaxError
    from api.settings import SettingError
    from api.told_errors import ToldError
    from graph.errors import ValidationError

    if isinstance(error, ValidationError):
        return REPORTED
    wrong = (QueryRefusedError, QuerySyntaxError, SettingError, AskedError)
    return WRONG_USE if isinstance(error, wrong) or type(error) in (JarlykError, ToldError) else FAILED


def _told() -> ModuleType:
    """The words of what went wrong, read only where something did."""
    return import_module("api.told")


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _drop_output() -> None:
    """Nobody reads the output any more: what is still buffered goes nowhere, and no second error comes at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
