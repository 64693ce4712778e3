"""Time zones said in words: abbreviations, and cities ("Beijing time").

An abbreviation names a region, not an offset: "EST" in July is read as New York
time, since that is what people mean.  A summer name said in winter ("BST" in
February) can only be meant literally and becomes a fixed offset.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_REGIONS = """
ET EST=America/New_York EDT-4=America/New_York CT CST=America/Chicago CDT-5=America/Chicago
MT MST=America/Denver MDT-6=America/Denver PT PST=America/Los_Angeles PDT-7=America/Los_Angeles
AKST=America/Anchorage HST=Pacific/Honolulu AST=America/Halifax ADT-3=America/Halifax
GMT UTC Z=Etc/UTC BST+1=Europe/London WET=Europe/Lisbon WEST+1=Europe/Lisbon
CET MEZ=Europe/Berlin CEST+2=Europe/Berlin MESZ+2=Europe/Berlin
EET=Europe/Athens EEST+3=Europe/Athens
MSK=Europe/Moscow IST=Asia/Kolkata PKT=Asia/Karachi GST=Asia/Dubai
SGT=Asia/Singapore HKT=Asia/Hong_Kong
JST=Asia/Tokyo KST=Asia/Seoul AEST=Australia/Sydney AEDT+11=Australia/Sydney AWST=Australia/Perth
ACST=Australia/Adelaide NZST=Pacific/Auckland NZDT+13=Pacific/Auckland SAST=Africa/Johannesburg
EAT=Africa/Nairobi WAT=Africa/Lagos BRT=America/Sao_Paulo ART=America/Argentina/Buenos_Aires
"""

_PLACES = """
eastern=America/New_York central=America/Chicago mountain=America/Denver pacific=America/Los_Angeles
us eastern=America/New_York us central=America/Chicago us pacific=America/Los_Angeles
central european=Europe/Berlin eastern european=Europe/Athens western european=Europe/Lisbon
new york=America/New_York ny=America/New_York boston=America/New_York toronto=America/Toronto
chicago=America/Chicago denver=America/Denver los angeles=America/Los_Angeles la=America/Los_Angeles
san francisco=America/Los_Angeles sf=America/Los_Angeles seattle=America/Los_Angeles
mexico city=America/Mexico_City bogota=America/Bogota lima=America/Lima santiago=America/Santiago
sao paulo=America/Sao_Paulo brasilia=America/Sao_Paulo buenos aires=America/Argentina/Buenos_Aires
london=Europe/London londres=Europe/London uk=Europe/London
british=Europe/London dublin=Europe/Dublin
lisbon=Europe/Lisbon lisboa=Europe/Lisbon lissabon=Europe/Lisbon madrid=Europe/Madrid
paris=Europe/Paris pariser=Europe/Paris brussels=Europe/Brussels amsterdam=Europe/Amsterdam
berlin=Europe/Berlin berliner=Europe/Berlin munich=Europe/Berlin german=Europe/Berlin
hamburg=Europe/Berlin vienna=Europe/Vienna wien=Europe/Vienna
wiener=Europe/Vienna vienne=Europe/Vienna
zurich=Europe/Zurich rome=Europe/Rome milan=Europe/Rome prague=Europe/Prague warsaw=Europe/Warsaw
oslo=Europe/Oslo stockholm=Europe/Stockholm copenhagen=Europe/Copenhagen helsinki=Europe/Helsinki
athens=Europe/Athens istanbul=Europe/Istanbul kyiv=Europe/Kyiv moscow=Europe/Moscow
dubai=Asia/Dubai tel aviv=Asia/Jerusalem mumbai=Asia/Kolkata delhi=Asia/Kolkata indian=Asia/Kolkata
india=Asia/Kolkata bangalore=Asia/Kolkata singapore=Asia/Singapore hong kong=Asia/Hong_Kong
beijing=Asia/Shanghai shanghai=Asia/Shanghai china=Asia/Shanghai tokyo=Asia/Tokyo japan=Asia/Tokyo
seoul=Asia/Seoul sydney=Australia/Sydney melbourne=Australia/Melbourne auckland=Pacific/Auckland
cairo=Africa/Cairo nairobi=Africa/Nairobi lagos=Africa/Lagos johannesburg=Africa/Johannesburg
"""


def _abbreviations() -> dict[str, tuple[str, int | None]]:
    table: dict[str, tuple[str, int | None]] = {}
    waiting: list[str] = []
    for word in _REGIONS.split():
        name, _, region = word.partition("=")
        waiting.append(name)
        if region:
            for known in waiting:
                bare = known.rstrip("+-0123456789")
                table[bare] = (region, int(known[len(bare) :]) if known != bare else None)
            waiting = []
    return table


def _places() -> dict[str, str]:
    """Place names, which may have several words, with their zones."""
    table: dict[str, str] = {}
    words: list[str] = []
    for piece in _PLACES.split():
        word, _, region = piece.partition("=")
        words.append(word)
        if region:
            table[" ".join(words)] = region
            words = []
    return table


#: abbreviation -> (IANA region, hours from UTC if it names summer time only)
ABBREVIATIONS = _abbreviations()
#: place in lower case -> IANA region
PLACES = _places()
#: lower-case spellings that are words of no language here
SAFE_IN_ENGLISH = frozenset("est cst mst ist jst cet eet aest aedt sgt hkt".split())
SAFE_IN_LOWER_CASE = frozenset("gmt utc pst pdt edt cdt mdt cest mez mesz bst".split())


def zone_at(value: tuple[str, int | None], wall: datetime) -> str:
    """The IANA zone meant by an abbreviation for a naive wall time."""
    region, hours = value
    if hours is None:
        return region
    meant = timedelta(hours=hours)
    if wall.replace(tzinfo=ZoneInfo(region)).utcoffset() == meant:
        return region
    return f"Etc/GMT{-hours:+d}"
