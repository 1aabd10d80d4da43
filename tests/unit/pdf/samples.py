"""The same small request in seven languages, and a case around any text."""

from datetime import UTC, date, datetime

from intake.models.case_summary import (
    AtAGlance,
    CaseSummary,
    ContactEntry,
    DataProtection,
    Disclosure,
    Entry,
    OutcomeOfCase,
    Reach,
    SpokenWords,
)

REQUESTS = {
    "ar": "السلام عليكم، أنا أبحث عن دورة لغة ألمانية قريبة من بيتي.\n"
    "زوجتي لا تستطيع الخروج في المساء، هل توجد دورة صباحية مع رعاية الأطفال؟",
    "ti": "ሰላም፣ ኣነ ንደቀይ ቤት ትምህርቲ ይደሊ ኣለኹ።\nናይ ጀርመን ቋንቋ ክመሃር ይደሊ፣ ክንደይ ይኸፈል?",
    "ta": "வணக்கம், எனக்கு வேலை தேடுவதற்கு உதவி வேண்டும்.\nஎன் சான்றிதழ்களை சுவிட்சர்லாந்தில் ஏற்றுக்கொள்வார்களா?",
    "uk": "Добрий день, я шукаю курси німецької мови біля Цофінгена.\n"
    "Чи можна прийти з дитиною? Дякую, Ґалина Їжак.",
    "fa": "سلام، من نامه‌ای از شهرداری گرفته‌ام و آن را نمی‌فهمم.\n"
    "لطفاً کمک کنید، چه کسی می‌تواند ترجمه کند؟",
    "zh": "你好，我想学习德语。\n请问在措芬根有什么课程？费用是多少？",
    "sq": "Përshëndetje, kërkoj ndihmë për një letër nga komuna.\n"
    "Çfarë duhet të bëj që fëmija të shkojë në shkollë?",
}
RIGHT_TO_LEFT = {"ar", "fa"}


def spoken(lang: str) -> SpokenWords:
    """The request in that language."""
    return SpokenWords(REQUESTS[lang], lang, "rtl" if lang in RIGHT_TO_LEFT else "ltr")


def at(day: int, hour: int = 9) -> datetime:
    """A time in November 2026."""
    return datetime(2026, 11, day, hour, 5, tzinfo=UTC)


REACH = Reach(
    name="Amal",
    phone="+41 79 555 01 02",
    email=None,
    way="Telefon",
    times="Vormittag",
    voicemail_allowed=False,
    discreet=True,
    not_interpreter="Herr M. aus Oftringen",
)

GLANCE = AtAGlance(
    received_at=at(20),
    requester="Für mich oder meine Familie",
    topics=("Deutsch lernen", "Schule und Kinder"),
    main_topic="Deutsch lernen",
    municipality="Oftringen",
    language="العربية (Arabisch)",
    interpreting="Ja, eine Frau",
    channel="Formular",
    urgency="Normal",
    case_lead="Petra Muster",
    next_actor="Fachstelle",
    next_action_due=at(26, 16),
)


def summary_of(request: SpokenWords, **other: object) -> CaseSummary:
    """A full case around `request`; `other` replaces whole sections."""
    sections: dict[str, object] = {
        "number": "2026-0042",
        "status": "In Bearbeitung",
        "is_open": True,
        "printed_by": "Petra Muster",
        "printed_at": at(24, 14),
        "purpose": "Übergabe an Stellvertretung",
        "reach": REACH,
        "request": request,
        "glance": GLANCE,
        "contacts": (
            ContactEntry(at(23), "Petra Muster", "Telefon", 25, "Arabisch", "Schlüsselperson"),
            ContactEntry(at(22), "Petra Muster", "Telefon", result="Nicht erreicht"),
        ),
        "messages": (
            Entry(at(21), "Petra Muster", SpokenWords("Guten Tag, wir rufen Sie an.", "de")),
            Entry(at(22), "Amal", request, from_client=True),
        ),
        "notes": (Entry(at(22, 10), "Petra Muster", SpokenWords("Kurs <b>A1</b> & mehr.", "de")),),
        "outcome": OutcomeOfCase(at(24), "Petra Muster", "Erledigt", "Gelöst", "Beratung"),
        "data_protection": DataProtection(
            date(2028, 11, 24),
            "Beratung: 24 Monate nach dem Abschluss",
            (Disclosure(at(23), "Petra Muster", "Übergabe"),),
        ),
    }
    return CaseSummary(**(sections | other))  # type: ignore[arg-type]
