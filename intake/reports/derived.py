"""Figures made from counts: shares, medians, durations. They say nothing that counts do not."""

from fractions import Fraction

from intake.reports.cells import Cell, Mark, check_threshold


def derived(value: float | None, base: Cell, k: int) -> float | None:
    """The figure if its base is printed and at least k, else None (to be shown as hidden).

    `base` is the cell that counts what the figure was made from. A hidden base hides the figure:
    printed, it would tell that the base is not small.
    """
    check_threshold(k)
    if base.mark is not Mark.NUMBER or base.number is None or base.number < k:
        return None
    return value


def share(part: Cell, base: Cell, k: int) -> Fraction | None:
    """Part of base, from nought to one, from printed cells only; None where it must not be told.

    Part and rest must each be nought or at least k: a share of a printed base gives both away.
    ValueError where the part is greater than its base.
    """
    check_threshold(k)
    if part.number is None or base.number is None or base.number < k:
        return None
    rest = base.number - part.number
    if rest < 0:
        raise ValueError("A part is greater than the whole it is a share of.")
    if 0 < part.number < k or 0 < rest < k:
        return None
    return Fraction(part.number, base.number)
