"""The table that `intake permissions` prints says what the program does."""

from click.testing import CliRunner

from intake.commands import cli
from intake.models.member import Role
from intake.models.permission_table import OF_A_CASE
from intake.models.permissions import TABLE, Permission, Relation, may


def printed() -> list[list[str]]:
    """The cells of each line; what stands two blanks apart is two cells."""
    answer = CliRunner().invoke(cli, ["permissions"])
    assert answer.exit_code == 0
    return [
        [cell.strip() for cell in line.split("  ") if cell] for line in answer.output.split("\n")
    ]


def test_each_cell_is_what_the_program_asks() -> None:
    lines = printed()
    seen = set()
    for permission, role, *cells in (line for line in lines if len(line) == 7):
        if permission == "about a case":
            assert cells == list(OF_A_CASE.values()) and set(OF_A_CASE) == set(Relation)
            continue
        allowed = [may(Role(role), Permission(permission), relation) for relation in OF_A_CASE]
        assert cells == ["yes" if yes else "-" for yes in allowed], (permission, role)
        seen.add((permission, role))
    office = {line[0]: line[1:] for line in lines if len(line) == 4}
    for permission in set(Permission) - {p for p, _ in seen}:
        allowed = [may(role, permission) for role in Role]
        assert office[permission] == ["yes" if yes else "-" for yes in allowed], permission
    assert {role for _, role in seen} == set(TABLE) and len(seen) >= 33
