"""What people do with the pages: they find fields by name and pages by address, in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.browser.office import PASSWORD

Value = str | Sequence[str]
NUMBER = re.compile(r"\b20\d\d-\d{4,}\b")


class Screen:
    """A browser window, as the person in front of it uses it."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base

    def go(self, address: str) -> None:
        """Type an address."""
        self.page.goto(self.base + address)

    def follow(self, ending: str, within: str = "main") -> None:
        """Press the first link that leads to an address with this ending."""
        self.page.locator(f'{within} a[href$="{ending}"]').first.click()

    def form(self, field: str) -> Locator:
        """The form that has a field with this name."""
        return self.page.locator("main form").filter(has=self.page.locator(f'[name="{field}"]'))

    def fill(self, **answers: Value) -> Locator:
        """Answer questions of one form; returns the form."""
        form = self.form(next(iter(answers)))
        for name, value in answers.items():
            control = form.locator(f'[name="{name}"]')
            kind = control.first.evaluate("e => e.type")
            if kind in {"radio", "checkbox"}:
                for code in [value] if isinstance(value, str) else value:
                    form.locator(f'[name="{name}"][value="{code}"]').check()
            elif kind == "select-one":
                control.select_option(value)
            else:
                control.fill(str(value))
        return form

    def submit(self, **answers: Value) -> None:
        """Answer questions and press the button below them."""
        press(self.fill(**answers))

    @property
    def path(self) -> str:
        """The path of the page, without what follows a question mark."""
        return self.page.url.removeprefix(self.base).partition("?")[0]

    @property
    def main(self) -> str:
        """The visible words of the main part, with single spaces."""
        return " ".join(self.page.locator("main").inner_text().split())

    def width_of_content(self) -> int:
        """How wide the page is, in CSS pixels; more than the window means sideways scrolling."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))


def press(form: Locator) -> None:
    """Press the button that sends a form."""
    form.locator("button:not([type=button], [name=step])").last.click()


class Resident(Screen):
    """Somebody with a phone, in one language."""

    def __init__(self, page: Page, base: str, lang: str) -> None:
        super().__init__(page, base)
        self.lang = lang

    def ask(self, **answers: Value) -> tuple[str, str]:
        """From the first page to the receipt; the code and the case number on it."""
        self.go(f"/{self.lang}/")
        self.follow("/request/person")
        self.submit(**answers)
        return self.code, self.number

    @property
    def code(self) -> str:
        """The code on the receipt, as somebody copies it by hand."""
        return " ".join(self.page.locator("#code").inner_text().split())

    @property
    def number(self) -> str:
        """The case number on the receipt."""
        found = NUMBER.search(self.main)
        assert found, "no case number on the receipt"
        return found[0]

    def come_back(self, code: str) -> None:
        """Open the request with its code."""
        self.go(f"/{self.lang}/status")
        self.submit(code=code)

    @property
    def messages(self) -> list[str]:
        """What the page of the request shows of the talk, newest first."""
        return self.page.locator(".talk .words").all_inner_texts()


class Staff(Screen):
    """A member of the office."""

    def set_up(self, link: str, **person: Value) -> None:
        """Follow the set-up link and read the recovery sheet back from paper."""
        self.page.goto(link)
        self.submit(**person, password=PASSWORD, password_again=PASSWORD)
        groups = self.page.locator(".groups bdi").all_inner_texts()
        labels = [self.page.locator(f"label[for={name}]") for name in ("first", "second")]
        first, second = (int(label.inner_text().split()[-1]) for label in labels)
        self.submit(first=groups[first - 1], second=groups[second - 1])

    def invite(self, **person: Value) -> str:
        """Invite somebody; the activation code."""
        self.go("/admin/members/invitation")
        self.submit(**person)
        return self.page.locator("#code").inner_text()

    def activate(self, email: str, code: str) -> None:
        """Begin with an activation code."""
        self.go("/staff/activate")
        self.submit(email=email, code=code, password=PASSWORD, password_again=PASSWORD)

    def sign_in(self, email: str) -> None:
        """Sign in from the start page of the staff."""
        self.go("/cases/")
        self.submit(email=email, password=PASSWORD)

    def sign_out(self) -> None:
        """Press the button in the navigation."""
        self.page.locator(".menu summary").click()
        self.page.locator('form[action="/staff/sign-out"] button').click()

    def open_case(self, number: str, tab: str) -> None:
        """Find a case in a tab of the queue and open it."""
        self.go("/cases/")
        self.follow(f"tab={tab}")
        self.follow(f"/cases/{number}")

    def news_of(self, number: str) -> list[str]:
        """The words that mark a case as new or pressing, in the adviser's own tab."""
        self.go("/cases/")
        link = self.page.locator(f'a[href$="/cases/{number}"]')
        return self.page.locator("tr", has=link).locator(".mark.new").all_inner_texts()

    def do(self, verb: str, **answers: Value) -> None:
        """From the page of a case: press the button of a verb, fill in its form, send it."""
        self.follow(f"/{verb}")
        self.submit(**answers)

    def download(self, verb: str, folder: Path, **answers: Value) -> Path:
        """The file that comes of a verb."""
        self.follow(f"/{verb}")
        form = self.fill(**answers)
        with self.page.expect_download() as download:
            press(form)
        file = folder / download.value.suggested_filename
        download.value.save_as(file)
        return file

    @property
    def entries(self) -> list[str]:
        """What happened in the case, newest first."""
        return [" ".join(text.split()) for text in self.page.locator(".entry").all_inner_texts()]
