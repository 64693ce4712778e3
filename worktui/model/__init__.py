"""A language model at an OpenAI-compatible address, as one more opinion on what arrives.

Standard library only. It is asked for candidates and nothing else: what becomes of them is
decided by `worktui.app.second_opinion`, which believes none of them unchecked.
"""

from __future__ import annotations

from worktui.model.chat import ChatModel

__all__ = ["ChatModel"]
