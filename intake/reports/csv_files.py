"""The printed tables as CSV files in a ZIP: UTF-8 with BOM, and no cell that acts as a formula."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from intake.i18n import gettext as _
from intake.reports.printed import Printed
from intake.reports.table import SafeTable
from intake.reports.words import signs_words

ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the ZIP: the same report gives the same bytes."""
ACTS = tuple("=+-@\t\r\n|")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def packed(printed: Printed) -> bytes:
    """The ZIP of a report, in the language in use."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, text in _files(printed):
            info = ZipInfo(f"{printed.name}/{name}", ALWAYS)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8"))
    return buffer.getvalue()


def _files(printed: Printed) -> Iterator[tuple[str, str]]:
    yield "README.txt", f"{printed.title}. {signs_words(printed.report.threshold)}\n"
    for number, table in enumerate(printed.report.tables, 1):
        yield f"{number:02}-{table.frame.code}.csv", csv_of(printed, table)
    yield "key-figures.csv", _figures(printed)


def csv_of(printed: Printed, table: SafeTable) -> str:
    """One table: what it is in the first lines, then its heads and rows."""
    frame = table.frame
    lines: list[list[object]] = [
        [frame.title, printed.title, _("Version %(version)s", version=printed.version)],
        [frame.unit, frame.rule, frame.grouped_by or ""],
        ["", *(column.label for column in frame.columns)],
    ]
    for row, cells in zip(frame.rows, table.cells, strict=True):
        lines.append([row.label, *(0 if cell.number == 0 else cell for cell in cells)])
    return _written(lines)


def _figures(printed: Printed) -> str:
    lines: list[list[object]] = [[_("Figure"), _("Value"), _("Unit")]]
    for one in printed.figures:
        value = "X" if one.hidden else "–" if one.value is None else one.value
        lines.append([one.label, value, one.unit])
    return _written(lines)


def _written(lines: list[list[object]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(
        [guarded(str(value)) for value in line] for line in lines
    )
    return BOM + text.getvalue()


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before what begins like one."""
    return f"'{text}" if text.lstrip().startswith(ACTS) or text.startswith(ACTS) else text
