"""Phrases people write at work, in five languages, and what they mean.

Now is Wednesday 4 March 2026, 10:00 in Berlin; days come before months.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from worktui.engine.when import Habits, When, find

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 4, 10, 0, tzinfo=BERLIN)
HABITS = Habits("Europe/Berlin", "DMY")

#: a line is: phrase | answer.  "!" is a limit, "/part" a part of the day, ".." a range.
PHRASES = """
en
by EOD Friday | 2026-03-06T17:00!
EOD | 2026-03-04T17:00!
COB Thursday | 2026-03-05T17:00!
Friday by end of day | 2026-03-06T17:00!
tomorrow by close of business | 2026-03-05T17:00!
by Friday | 2026-03-06!
no later than Tuesday | 2026-03-10!
due 20 March | 2026-03-20!
is due on Friday | 2026-03-06!
until the 15th | 2026-03-15!
before noon tomorrow | 2026-03-05T12:00!
end of week | 2026-03-06
by the end of next week | 2026-03-13!
by end of month | 2026-03-31!
end of March | 2026-03-31
EOM | 2026-03-31!
early next week | 2026-03-09..2026-03-10
next week | 2026-03-09..2026-03-13
next week, mornings | 2026-03-09..2026-03-13/morning
this week | 2026-03-02..2026-03-06
week after next | 2026-03-16..2026-03-20
the week of 16 March | 2026-03-16..2026-03-20
this weekend | 2026-03-07..2026-03-08
next month | 2026-04-01..2026-04-30
in November | 2026-11-01..2026-11-30
Q2 | 2026-04-01..2026-06-30
Monday week | 2026-03-16
a week from Thursday | 2026-03-12
a week on Friday | 2026-03-13
two weeks from tomorrow | 2026-03-19
in 3 business days | 2026-03-09
within 5 working days | 2026-03-11!
3 days ago | 2026-03-01
last Friday | 2026-02-27
next Tuesday | 2026-03-10
next Friday | 2026-03-13
this Friday | 2026-03-06
coming Monday | 2026-03-09
Wednesday | 2026-03-11
Tuesday next week | 2026-03-10
next week Thursday | 2026-03-12
Friday the 13th | 2026-03-13
Thu 12 March | 2026-03-12
March 3rd 2027 | 2027-03-03
the 15th of April | 2026-04-15
12/03/2026 | 2026-03-12
2026-03-12 | 2026-03-12
on 3/12 | 2026-12-03
3-5 April | 2026-04-03..2026-04-05
Mon–Thu | 2026-03-09..2026-03-12
between Monday and Wednesday | 2026-03-09..2026-03-11
first Monday of April | 2026-04-06
last working day of the month | 2026-03-31
second Tuesday of next month | 2026-04-14
Thu 14:00 | 2026-03-05T14:00
tomorrow at 9 | 2026-03-05T09:00
tomorrow at 5 | 2026-03-05T17:00
Monday at 10am | 2026-03-09T10:00
half past two | 2026-03-04T14:30
quarter to five tomorrow | 2026-03-05T16:45
Friday noon | 2026-03-06T12:00
Thursday afternoon | 2026-03-05/afternoon
tonight | 2026-03-04/evening
tomorrow morning | 2026-03-05/morning
Thursday between 2 and 4 | 2026-03-05T14:00..2026-03-05T16:00
tomorrow 2-4pm | 2026-03-05T14:00..2026-03-05T16:00
from 9 to 11 on Friday | 2026-03-06T09:00..2026-03-06T11:00
in 2 hours | 2026-03-04T12:00
in half an hour | 2026-03-04T10:30
half an hour | 30
30-minute | 30
1.5 hours | 90
an hour and a half | 90
3h | 180
2d | 2880
every Monday at 9 | FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0
every other Friday | FREQ=WEEKLY;INTERVAL=2;BYDAY=FR
every weekday at 8:30 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=8;BYMINUTE=30
Mondays and Thursdays | FREQ=WEEKLY;BYDAY=MO,TH
monthly on the 1st | FREQ=MONTHLY;BYMONTHDAY=1
the last Friday of every month | FREQ=MONTHLY;BYDAY=-1FR
every two weeks | FREQ=WEEKLY;INTERVAL=2
every day until 30 June | FREQ=DAILY;UNTIL=20260630
in 2-3 days | 2026-03-07
due in 3 days | 2026-03-07!
1 hour before noon | 2026-03-04T11:00
two hours after 3pm tomorrow | 2026-03-05T17:00
the day after Christmas | 2026-12-26
the week before last | 2026-02-16..2026-02-20
from the 9th to the 11th | 2026-03-09..2026-03-11
since Monday | 2026-03-02
Friday after 2 | 2026-03-06T14:00..2026-03-06T17:00
Friday by 3pm | 2026-03-06T15:00!
first thing Monday | 2026-03-09/morning
later this week | 2026-03-05..2026-03-06
by the weekend | 2026-03-07..2026-03-08!
mid-March | 2026-03-11..2026-03-21
end of the quarter | 2026-03-31
every first Monday | FREQ=MONTHLY;BYDAY=1MO
every quarter | FREQ=MONTHLY;INTERVAL=3
weekly on Mondays at 10 | FREQ=WEEKLY;BYDAY=MO;BYHOUR=10;BYMINUTE=0
tomorrow 10 to 12 | 2026-03-05T10:00..2026-03-05T12:00
ten to five | 2026-03-04T16:50
de
nächsten Dienstag um 15 Uhr | 2026-03-10T15:00
nächste Woche Mittwoch um 14 Uhr | 2026-03-11T14:00
am 12.03. um 15 Uhr | 2026-03-12T15:00
bis 12.03. | 2026-03-12!
bis Freitag | 2026-03-06!
bis spätestens Freitag, 13. März | 2026-03-13!
spätestens am 20. März | 2026-03-20!
vor Montag | 2026-03-09!
bis Ende der Woche | 2026-03-06!
Ende nächster Woche | 2026-03-13
bis Monatsende | 2026-03-31!
Mitte April | 2026-04-11..2026-04-20
übermorgen um halb drei | 2026-03-06T14:30
Viertel nach drei | 2026-03-04T15:15
morgen früh | 2026-03-05/morning
morgen Nachmittag um 4 | 2026-03-05T16:00
Freitagnachmittag | 2026-03-06/afternoon
heute Abend | 2026-03-04/evening
am 15. April 2026 | 2026-04-15
vom 16. bis 18. März | 2026-03-16..2026-03-18
Donnerstag von 9 bis 11 Uhr | 2026-03-05T09:00..2026-03-05T11:00
morgen zwischen 14 und 16 Uhr | 2026-03-05T14:00..2026-03-05T16:00
in zwei Wochen | 2026-03-18
in drei Werktagen | 2026-03-09
heute in einer Woche | 2026-03-11
vor drei Tagen | 2026-03-01
KW 12 | 2026-03-16..2026-03-20
anderthalb Stunden | 90
eine halbe Stunde | 30
jeden Montag um 9 Uhr | FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0
alle zwei Wochen | FREQ=WEEKLY;INTERVAL=2
in einer halben Stunde | 2026-03-04T10:30
Montag, den 9. März, um 10 Uhr | 2026-03-09T10:00
bis zum 15. | 2026-03-15!
am Freitag bis 15 Uhr | 2026-03-06T15:00!
vom 23.3. bis 27.3. | 2026-03-23..2026-03-27
am Wochenende | 2026-03-07..2026-03-08
übernächsten Freitag | 2026-03-20
jeden zweiten Freitag | FREQ=WEEKLY;INTERVAL=2;BYDAY=FR
fr
jeudi prochain | 2026-03-12
jeudi à 14h30 | 2026-03-05T14:30
demain matin | 2026-03-05/morning
d'ici demain soir | 2026-03-05/evening!
avant vendredi | 2026-03-06!
pour vendredi | 2026-03-06!
au plus tard le 15 mars | 2026-03-15!
d'ici la fin de la semaine | 2026-03-06!
mercredi de la semaine prochaine à 10h | 2026-03-11T10:00
le 12 mars à 14 h | 2026-03-12T14:00
du 16 au 18 mars | 2026-03-16..2026-03-18
demain entre 14h et 16h | 2026-03-05T14:00..2026-03-05T16:00
vendredi de 9h à 11h | 2026-03-06T09:00..2026-03-06T11:00
dans deux semaines | 2026-03-18
il y a trois jours | 2026-03-01
lundi en huit | 2026-03-16
après-demain à midi | 2026-03-06T12:00
la semaine prochaine | 2026-03-09..2026-03-13
le mois prochain | 2026-04-01..2026-04-30
une demi-heure | 30
tous les lundis à 9h | FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0
toutes les deux semaines | FREQ=WEEKLY;INTERVAL=2
avant le 15 | 2026-03-15!
d'ici 3 jours | 2026-03-07!
sous 48h | 2026-03-06T10:00!
fin mars | 2026-03-31
mi-avril | 2026-04-11..2026-04-20
demain en fin de journée | 2026-03-05T17:00!
une heure et demie | 90
es
mañana a las 10 | 2026-03-05T10:00
pasado mañana por la tarde | 2026-03-06/afternoon
el jueves a las 16:30 | 2026-03-05T16:30
antes del viernes | 2026-03-06!
hasta el martes | 2026-03-10!
para el 20 de marzo | 2026-03-20!
a más tardar el lunes | 2026-03-09!
la próxima semana por la mañana | 2026-03-09..2026-03-13/morning
el martes de la semana que viene | 2026-03-10
a finales de mes | 2026-03-31
el 12 de marzo a las tres y media | 2026-03-12T15:30
el viernes a las 5 de la tarde | 2026-03-06T17:00
mañana entre las 10 y las 12 | 2026-03-05T10:00..2026-03-05T12:00
del 16 al 18 de marzo | 2026-03-16..2026-03-18
dentro de tres días | 2026-03-07
en 5 días hábiles | 2026-03-11
hace dos semanas | 2026-02-18
media hora | 30
los lunes a las 9 | FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0
cada dos semanas | FREQ=WEEKLY;INTERVAL=2
hasta el 15 | 2026-03-15!
antes de fin de mes | 2026-03-31!
el lunes 9 de marzo de 10 a 11 | 2026-03-09T10:00..2026-03-09T11:00
a las nueve menos cuarto | 2026-03-05T08:45
el primer lunes de cada mes | FREQ=MONTHLY;BYDAY=1MO
pt
amanhã às 15h | 2026-03-05T15:00
depois de amanhã | 2026-03-06
na próxima terça às 15h | 2026-03-10T15:00
até sexta-feira | 2026-03-06!
antes de segunda | 2026-03-09!
até o fim do mês | 2026-03-31!
até o dia 20 de março | 2026-03-20!
na semana que vem, de manhã | 2026-03-09..2026-03-13/morning
quinta à tarde | 2026-03-05/afternoon
hoje à noite | 2026-03-04/evening
sexta às duas e meia | 2026-03-06T14:30
de 16 a 18 de março | 2026-03-16..2026-03-18
amanhã entre as 14h e as 16h | 2026-03-05T14:00..2026-03-05T16:00
daqui a duas semanas | 2026-03-18
em 3 dias úteis | 2026-03-09
há três dias | 2026-03-01
meia hora | 30
toda segunda-feira às 9h | FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0
a cada duas semanas | FREQ=WEEKLY;INTERVAL=2
até dia 15 | 2026-03-15!
segunda-feira, dia 9, às 10h | 2026-03-09T10:00
às nove e quinze | 2026-03-05T09:15
até sexta, fim do dia | 2026-03-06T17:00!
de segunda a sexta | 2026-03-09..2026-03-13
"""


def cases() -> list[tuple[str, str, str]]:
    out, language = [], "en"
    for line in PHRASES.strip().splitlines():
        phrase, bar, answer = (part.strip() for part in line.partition("|"))
        if bar:
            out.append((language, phrase, answer))
        else:
            language = phrase
    return out


def told(found: When) -> str:
    """A `When` as the table writes it."""

    def one(value: date | datetime | None) -> str:
        assert value is not None
        return f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else value.isoformat()

    if found.kind == "duration":
        return str(found.minutes)
    if found.kind == "recurrence":
        return str(found.rrule)
    text = one(found.value) if found.kind != "range" else f"{one(found.start)}..{one(found.end)}"
    if found.part and found.kind != "datetime":
        text += f"/{found.part}"
    return text + ("!" if found.deadline else "")


@pytest.mark.parametrize(("language", "phrase", "answer"), cases())
def test_a_phrase_is_read_alone(language: str, phrase: str, answer: str) -> None:
    assert [told(found) for found in find(phrase, NOW, HABITS)] == [answer], language


SENTENCES = {
    "en": "Hi Mara, thanks for the call, could you please do it {} if that works for you?",
    "de": "Hallo Mara, danke für das Gespräch, können Sie das bitte {} erledigen, wenn es passt?",
    "fr": "Bonjour Mara, merci pour votre appel, pouvez-vous le faire {} si cela vous convient ?",
    "es": "Hola Mara, gracias por tu llamada, ¿podrías hacerlo {} si te viene bien?",
    "pt": "Olá Mara, obrigado pela ligação, você pode fazer isso {} se for bom para você?",
}


@pytest.mark.parametrize(("language", "phrase", "answer"), cases())
def test_a_phrase_is_read_in_a_sentence(language: str, phrase: str, answer: str) -> None:
    text = SENTENCES[language].format(phrase)
    found = find(text, NOW, HABITS)
    assert [told(one) for one in found] == [answer]
    start, end = found[0].span
    assert text[start:end] == found[0].text
    assert phrase.rstrip(".").endswith(found[0].text.rstrip("."))


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(cases()) > 150


PARTS_OF_SPEECH = [
    ("make that the 28th", "2026-03-28"),
    ("the 11th doesn't work any more", "2026-03-11"),
    ("move it to the 17th", "2026-03-17"),
    ("¿tienes un hueco el 22 por la mañana?", "2026-03-22/morning"),
    ("every 1st and 15th", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
    ("un lundi sur deux", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
    ("we need it before month end", "2026-03-31!"),
]


@pytest.mark.parametrize(("text", "answer"), PARTS_OF_SPEECH)
def test_numbers_of_days_are_read_where_the_words_around_make_them_days(
    text: str, answer: str
) -> None:
    assert [told(found) for found in find(text, NOW, HABITS)] == [answer]


def test_a_part_of_the_day_said_once_is_of_both_days() -> None:
    found = find("Thursday or Friday afternoon", NOW, HABITS)
    assert [told(one) for one in found] == ["2026-03-05/afternoon", "2026-03-06/afternoon"]


@pytest.mark.parametrize("text", ["on the 2nd floor", "the 3rd version", "the 1st is fine"])
def test_numbers_that_count_other_things_are_no_days(text: str) -> None:
    assert find(text, NOW, HABITS) == ()
