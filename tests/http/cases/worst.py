"""Texts that no field may choke on, and that every page shows as they are."""

MARKUP = "<script>alert(1)</script>\"'><b onclick=x>&amp;</textarea>"
SQL = "'; DROP TABLE cases; -- \\"
TEMPLATE = "{{ 7 * 7 }} {% raw %} %(name)s %s ${x}"
TIGRINYA = "ሰላም ከመይ ኣለኹም ቋንቋ ክመሃር ይደሊ " * 133
BIDI = "‮edirrevo‬ ⁦open‏ ‎ שלום مرحبا"
EMOJI = "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏿 \U0001f1e8\U0001f1ed"
ZALGO = "Z̸̡̢̛̙̺̗̯͓a͌́l͕͊g̖̈́ȍ͕"

WORST = {
    "markup": MARKUP,
    "sql": SQL,
    "template": TEMPLATE,
    "tigrinya": TIGRINYA.strip()[:4000],
    "bidi": BIDI,
    "emoji": EMOJI,
    "zalgo": ZALGO,
    "longest": "x" * 4000,
}
