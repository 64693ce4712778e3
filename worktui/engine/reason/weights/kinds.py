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
    "<no>": "no never none nothing cannot can't don't doesn't didn't won't wouldn't isn't aren't "
    "wasn't haven't hasn't shouldn't couldn't",
    "<was>": "was were did had went sent received said told got came left made took gave asked "
    "called met spoke wrote saw thought found heard tried",
    "<is>": "am be been being it's that's there's we're you're they're he's she's",
    "<have>": "has have having i've we've you've they've",
    "<nice>": "kindly pls plz thanks thank appreciate appreciated grateful sorry welcome glad "
    "happy",
    "<when>": "when once unless until till while whether because since as after before",
    "<want>": "need needs want wants like love hope wish prefer interested looking",
    "<will>": "i'll we'll you'll he'll she'll they'll gonna going",
    "<ok>": "ok okay yes sure fine great good perfect works available",
}
KIND: Final = {word: kind for kind, words in reversed(_WORDS.items()) for word in words.split()}
"""The kind of a folded word."""
ITSELF: Final = frozenset(
    "please if let know to not for don't do are is ? ! : <link> <mail>".split()
)
"""Words that no other word stands for."""
