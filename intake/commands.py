"""The command line: `intake …`, and the same commands below `flask --app wsgi …`."""

import os
import sys
from pathlib import Path

import click
from flask import Flask

from intake import create_app
from intake.config import PROJECT, CannotStart, Config, read_config
from intake.installing import EXAMPLE, migrate_database, new_setup_link, prepare_folder
from intake.mail import the_post
from intake.models.outbox import Outgoing
from intake.office import check_office, untranslated_texts
from intake.ticking import tick


def base_address() -> str:
    """Where `bin/run` serves."""
    return f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"


def demo_config() -> Config:
    """Where the demo office lives: in a folder of its own unless the environment names one."""
    return read_config({"INTAKE_INSTANCE": str(PROJECT / "instance" / "demo"), **os.environ})


@click.group()
def cli() -> None:
    """A confidential desk for a regional integration office."""


@cli.command()
@click.option("--demo", is_flag=True, help="Fill it with an invented office to try at once.")
def prepare(demo: bool) -> None:
    """Make or bring up to date what is missing; prints the set-up link of a new office."""
    config = demo_config() if demo else read_config()
    prepare_folder(config)
    app = create_app(config)
    migrate_database(app, config)
    if demo:
        from intake.demo.prepare import prepare_demo

        prepare_demo(app, config)
    elif link := new_setup_link(app, base_address()):
        click.echo(f"Set up your office within 24 hours at:\n  {link}")


@cli.command()
def permissions() -> None:
    """Print who may do what: role, relation to the case, permission."""
    from intake.models.permission_table import permission_table

    click.echo(permission_table())


@cli.group()
def office() -> None:
    """The settings of the office, and its set-up."""


@office.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
def check(file: Path | None) -> None:
    """Check the settings file, and say all that is wrong with it."""
    path = file or read_config().office_file
    if not file and not path.exists():
        path = EXAMPLE
    problems = check_office(path)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(2)
    for missing in untranslated_texts(path):
        click.echo(missing)
    click.echo(f"{path} is in order.")


@office.command("setup-link")
@click.option("--start-over", is_flag=True, help="Forget a set-up that was never finished.")
def setup_link(start_over: bool) -> None:
    """Print a new set-up link; the old one stops."""
    link = new_setup_link(create_app(), base_address(), start_over=start_over)
    if link is None:
        raise CannotStart("This office is set up already; members sign in at /staff/sign-in.")
    click.echo(link)


@cli.command("tick")
def tick_once() -> None:
    """Do once what `bin/run` does every minute: follow-ups, reminders, mail, sweeping up."""
    tick(create_app())


@cli.group()
def mail() -> None:
    """The mail of the office."""


@mail.command()
def deliver() -> None:
    """Send the mail that is due now; says how much arrived and how much still waits."""
    app = create_app()
    with app.app_context():
        post = the_post()
        if post is None:
            raise CannotStart("This office sends no mail: see [mail] in its settings file.")
        click.echo(f"Delivered: {post.deliver()}. Waiting: {Outgoing.waiting()}.")


@cli.group()
def demo() -> None:
    """An invented office to try things out."""


@demo.command("load")
@click.option("--cases", default=900, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--seed", default=1, show_default=True, help="The same seed: the same cases.")
@click.option("--open", "open_cases", type=click.IntRange(0), help="How many are still open.")
def load_demo(cases: int, seed: int, open_cases: int | None) -> None:
    """Make a demo office with as many cases as wanted, in a new instance folder."""
    from intake.demo.prepare import load_new

    config = demo_config()
    prepare_folder(config)
    app = create_app(config)
    migrate_database(app, config)
    load_new(app, config, cases, seed, open_cases)


def register(app: Flask) -> None:
    """Offer the commands below `flask --app wsgi` too."""
    for command in cli.commands.values():
        app.cli.add_command(command)


def main() -> None:
    """Run `intake …`; what stops it is said in one sentence, with exit code 2."""
    try:
        cli(standalone_mode=False)
    except CannotStart as problem:
        click.echo(str(problem), err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
