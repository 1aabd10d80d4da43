"""`bin/run --demo`: a believable office to try at once."""

import click
from flask import Flask

from intake.config import CannotStart, Config
from intake.demo.loading import CODES, OpenCode, is_demo, load
from intake.demo.staff import ACCOUNTS, read_accounts

SHOWN_CODES = 3


def prepare_demo(app: Flask, config: Config) -> None:
    """Make the demo office with its cases, or reuse the one that is there; print the accounts.

    Raises `CannotStart` for any other office, and for a demo office whose making was stopped.
    """
    with app.app_context():
        known = is_demo(config.instance)
    if known and not (config.instance / CODES).exists():
        raise CannotStart(
            f"The demo office in {config.instance} was not finished: delete that folder, then"
            " start again."
        )
    codes = [] if known else load(app, config)
    print_accounts(config)
    print_codes(codes)


def load_new(app: Flask, config: Config, cases: int, seed: int, open_cases: int | None) -> None:
    """Make a demo office of any size; print the accounts and some codes."""
    codes = load(app, config, cases, seed, open_cases)
    print_accounts(config)
    print_codes(codes)


def print_accounts(config: Config) -> None:
    """Print how to sign in, in each role."""
    click.echo(f"Sign in to the demo office at /staff/sign-in with (see {ACCOUNTS}):")
    for account in read_accounts(config.instance):
        click.echo(f"  {account.role:<12} {account.email:<32} {account.password}")


def print_codes(codes: list[OpenCode]) -> None:
    """Print the codes of some open cases, in different languages."""
    by_language = {code.language: code for code in codes}
    for code in list(by_language.values())[:SHOWN_CODES]:
        click.echo(f"  Code of case {code.number} ({code.language}): {code.code}")
