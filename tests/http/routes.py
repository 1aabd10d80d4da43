"""Every address of the program, with something in the place of each argument."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from intake.guards.language import is_staff_path
from intake.models.permissions import Permission

WITHOUT_BODY = {"HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Route:
    """One rule of the URL map; `permission` is None for what is open to all."""

    endpoint: str
    rule: Rule
    permission: Permission | None

    @property
    def methods(self) -> set[str]:
        return set(self.rule.methods or ()) - WITHOUT_BODY

    @property
    def of_a_case(self) -> bool:
        return "number" in self.rule.arguments

    @property
    def is_staff(self) -> bool:
        return is_staff_path(self.rule.rule)

    def address(self, app: Flask, **arguments: str) -> str:
        """The path. AssertionError for an argument that the walk does not know yet."""
        unknown = self.rule.arguments - arguments.keys()
        assert not unknown, f"{self.rule}: tell test_permission_walk.py what {unknown} is"
        chosen = {name: arguments[name] for name in self.rule.arguments}
        # Built by the rule itself: the walk must not depend on defaults that the pages have.
        built = self.rule.build(chosen)
        assert built is not None, self.rule
        return built[1]


def routes(app: Flask) -> Iterator[Route]:
    """All rules, by path. AttributeError for a view that names no permission."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        view = app.view_functions[rule.endpoint]
        yield Route(rule.endpoint, rule, view.permission)  # type: ignore[attr-defined]
