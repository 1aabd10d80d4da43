"""Behind proxies: whose word is believed for address, scheme and host."""

from dataclasses import replace

import pytest
from flask import request

from intake import create_app
from intake.config import Config
from intake.guards.origin import from_foreign_origin
from intake.guards.rates import network_of
from tests.make import Clock

FORWARDED = {
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "desk.example.org",
}


def seen(config: Config, clock: Clock, headers: dict[str, str]) -> tuple[str | None, str, bool]:
    """Address, base URL and foreignness of a POST, as the application sees them."""
    app = create_app(config, clock)
    found: list[tuple[str | None, str, bool]] = []

    @app.before_request
    def look() -> str:
        found.append((request.remote_addr, request.host_url, from_foreign_origin()))
        return "seen"

    app.before_request_funcs[None].insert(0, app.before_request_funcs[None].pop())
    app.test_client().post("/", headers=headers)
    return found[0]


def test_without_proxies_nobody_is_believed(config: Config, clock: Clock) -> None:
    address, base, _ = seen(config, clock, FORWARDED)
    assert (address, base) == ("127.0.0.1", "http://localhost/")


def test_one_proxy_is_believed_for_the_last_address_only(config: Config, clock: Clock) -> None:
    address, base, foreign = seen(
        replace(config, proxies=1), clock, {**FORWARDED, "Origin": "https://desk.example.org"}
    )
    assert (address, base, foreign) == ("198.51.100.7", "https://desk.example.org/", False)


def test_under_tls_our_origin_is_https_even_without_a_forwarded_scheme(
    config: Config, clock: Clock
) -> None:
    under_tls = replace(config, tls=True)
    assert seen(under_tls, clock, {"Origin": "https://localhost"})[2] is False
    assert seen(under_tls, clock, {"Origin": "http://localhost"})[2] is True


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("", ""),
    ],
)
def test_an_ipv6_network_counts_as_one_visitor(address: str, network: str) -> None:
    assert network_of(address) == network
