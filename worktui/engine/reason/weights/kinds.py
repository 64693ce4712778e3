"""Kinds of English words: what a rare word has in common with frequent ones, for the weights."""

from __future__ import annotations

from typing import Final

_WORDS: Final = {
    "<time>": "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur "
    "thurs fri sat sun today tomorrow tonight tonite week weekend month am pm noon morning "
    "afternoon evening january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sep sept oct nov dec",
    "<meet>": "meet meeting meetings call talk discuss chat visit lunch dinner breakfast coffee "
    "drinks speak conference join attend schedule reschedule appointment interview get-together "
    "discussion speaking talking discussing visiting",
    "<send>": "send forward email mail fax give provide resend print copy deliver submit supply "
    "ship share distribute",
    "<do>": "review check update confirm prepare complete sign fill revise approve arrange set "
    "make add change fix verify look respond reply return advise comment handle include draft "
    "book order pick bring find get",
    "<know>": "think tell ask wonder wondering inform thoughts opinion feedback questions question "
    "comments",
    "<sell>": "click unsubscribe account app apps download free offer offers sale save win prize "
    "password subscribe newsletter shop shopping deal deals discount coupon website browser "
    "customer privacy policy subscription",
    "<you>": "you your yours u ya",
    "<me>": "i me my we us our mine",
    "<could>": "can could would will might should shall must",
    "<which>": "what when where who why how which whose",
    "<they>": "he she they him her them his their it its",
}
KIND: Final = {word: kind for kind, words in _WORDS.items() for word in words.split()}
"""The kind of a folded word."""
ITSELF: Final = frozenset(
    "please if let know to not for don't do are is ? ! : <link> <mail>".split()
)
"""Words that no other word stands for."""
