"""Promises: found in what people write, in their own words, and held against what happened.

`promises_in` hears them in one message, `news_in` what is said about earlier ones; `verdict` says
what became of one. All are pure.
A promise that was never made is worse than one that was missed: whatever is hedged, asked,
conditional, quoted, told of somebody else or said in jest is not heard.
"""

from __future__ import annotations

from worktui.engine.promises.hearing import promises_in
from worktui.engine.promises.news import News, news_in
from worktui.engine.promises.values import Heard, Proof, Verdict
from worktui.engine.promises.verdict import verdict

__all__ = ["Heard", "News", "Proof", "Verdict", "news_in", "promises_in", "verdict"]
