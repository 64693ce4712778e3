"""A note that closes work by its ids: "close WEB-12 and WEB-14"."""

from __future__ import annotations

import re

from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.matching import ids_in
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause

_CLOSE = re.compile(
    r"\W*(?:please |bitte )?(?:close|complete|finish|tick off|check off|schließe?n?|schliesse?n?|"
    r"fermer?|fermez|cierra|cerrar|feche?|fechar)\s+(?:(?:task|tasks)\s+)?"
    r"[a-z][a-z0-9]*-\d+(?:(?:\s*,\s*|\s+(?:and|und|et|y|e)\s+)[a-z][a-z0-9]*-\d+)*\W*"
)


def closed(scene: Scene, draft: Draft, clause: Clause) -> bool:
    """Move the tasks that a note closes to where done work goes."""
    if not _CLOSE.fullmatch(clause.folded):
        return False
    for task in ids_in(scene, clause.text):
        done = next((c for c in scene.columns(task) if c.get("kind") == "done"), None)
        if done is not None and not scene.is_done(task):
            draft.add(
                {"type": "move_task", "task": task["id"], "to": done["id"]},
                clause,
                says=f"closes {task['id']}",
                signals=[signal("order", 2.0, "an order to the board")],
            )
    return True
