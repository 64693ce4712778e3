"""What people say, act by act, in five languages.

A table maps the name of a manner of speaking to patterns over folded text (lower case,
no accents, plain quotes).  `said(name, language)` is one compiled pattern of English and
the text's own language: English words turn up in every team's mail, the others do not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from worktui.engine.reason.lexicon.de import DE
from worktui.engine.reason.lexicon.en import EN
from worktui.engine.reason.lexicon.es import ES
from worktui.engine.reason.lexicon.fr import FR
from worktui.engine.reason.lexicon.pt import PT
from worktui.engine.reason.words import fold

TABLES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": EN,
    "de": DE,
    "fr": FR,
    "es": ES,
    "pt": PT,
}
_STOP: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        "the and you to of is are for we our your it this that with can could would please on be "
        "have has at by will not from hi thanks i'm i'll do me my an in".split()
    ),
    "de": frozenset(
        "der die das und ich wir sie ist nicht bitte mit fur auf den dem ein eine einen zu bis uns "
        "konnen konnten haben sind wird noch auch von im am um danke hallo guten liebe gruße grusse "
        "grußen ihnen ihr du mir dir heute morgen".split()
    ),
    "fr": frozenset(
        "le la les et vous nous je est pas pour avec des du un une que qui dans sur au aux ce cette "
        "votre nos notre de se ou mon ma si bien plus tout serait bonjour merci avez pouvez cordialement d'ici il elle en ne on a tu".split()
    ),
    "es": frozenset(
        "el la los las y usted nosotros es no para con de del un una que en por se su sus nos hola "
        "gracias puedes podemos podria saludos esta este antes lo le te me al".split()
    ),
    "pt": frozenset(
        "o os as e voce nos nao para com de do da dos das um uma que em por se seu sua ola obrigado a hoje amanha precisamos preciso sobre alguma ja foi mais minha meu nosso nossa isso ainda "
        "obrigada pode podemos poderia abraco esta este ate no na ao bom dia tarde oi me".split()
    ),
}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@lru_cache(maxsize=256)
def language(text: str) -> str:
    """The language of a text by its small words: en, de, fr, es or pt; en when unclear."""
    seen = _WORD.findall(fold(text))
    scores = {lang: sum(word in stop for word in seen) for lang, stop in _STOP.items()}
    best = max(scores, key=lambda lang: scores[lang])
    return best if scores[best] > scores["en"] else "en"


@lru_cache(maxsize=512)
def said(name: str, lang: str) -> re.Pattern[str]:
    """The pattern of a manner of speaking, for English and `lang`."""
    parts: list[str] = []
    for code in dict.fromkeys((lang, "en")):
        parts.extend(TABLES[code].get(name, ()))
    return re.compile("|".join(f"(?:{part})" for part in parts) or r"(?!)")
