"""What a Microsoft Project file holds and a workspace does not: named, so that nothing is lost
in silence.

Values that Microsoft Project reckons from others, and those on how it draws, are no loss.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from worktui.domain.text import clean_or
from worktui.formats.mspdi_values import number
from worktui.formats.mspdi_xml import Node

_TASK = frozenset(
    """
    UID GUID ID Name Active Manual Type IsNull CreateDate WBS WBSLevel OutlineNumber OutlineLevel
    Priority Start Finish Duration DurationFormat Work Stop Resume ResumeValid EffortDriven
    OverAllocated Estimated Milestone Summary DisplayAsSummary Critical IsSubproject
    IsSubprojectReadOnly ExternalTask EarlyStart EarlyFinish LateStart LateFinish StartVariance
    FinishVariance WorkVariance FreeSlack TotalSlack StartSlack FinishSlack FixedCostAccrual
    PercentComplete PercentWorkComplete Cost OvertimeCost ActualStart ActualFinish ActualDuration
    ActualCost ActualOvertimeCost ActualWork RegularWork RemainingDuration RemainingCost
    RemainingWork RemainingOvertimeCost ACWP CV ConstraintType CalendarUID ConstraintDate Deadline
    LevelAssignments LevelingCanSplit LevelingDelayFormat PreLeveledStart PreLeveledFinish
    Hyperlink HyperlinkAddress HyperlinkSubAddress IgnoreResourceCalendar Notes HideBar Rollup
    BCWS BCWP EarnedValueMethod PredecessorLink ActualWorkProtected ActualOvertimeWorkProtected
    ExtendedAttribute Baseline IsPublished CommitmentType TimephasedData ManualStart ManualFinish
    ManualDuration StartText FinishText DurationText FreeformDurationFormat Recurring
    """.split()
)
_SAID = {
    "FixedCost": "fixed costs that are planned",
    "Contact": "contacts",
    "StatusManager": "status managers",
    "LevelingDelay": "delays by levelling",
    "OvertimeWork": "overtime",
    "ActualOvertimeWork": "overtime done",
    "RemainingOvertimeWork": "overtime left",
    "PhysicalPercentComplete": "physical per cent complete",
    "OutlineCode": "outline codes",
    "SubprojectName": "names of projects in other files",
    "CommitmentStart": "commitments",
    "CommitmentFinish": "commitments",
}
_EMPTY = frozenset(("", "0", "0.0", "0.00", "false", "PT0H0M0S", "-1"))


def leftovers(root: Node, tasks: Iterable[Node], ours: Mapping[str, str]) -> list[str]:
    """One sentence for each kind of thing that tasks hold and that was not taken."""
    counts: Counter[str] = Counter()
    custom: dict[str, int] = {}
    names = _custom_names(root)
    for task in tasks:
        seen: set[str] = set()
        for kid in task.kids:
            if kid.name == "ExtendedAttribute":
                if (id := kid.get("FieldID")) not in ours and kid.get("Value"):
                    custom[f"“{names.get(id, id)}”"] = custom.get(f"“{names.get(id, id)}”", 0) + 1
                continue
            what = _lost(kid)
            if what and what not in seen:
                seen.add(what)
                counts[what] += 1
    found = [f"Not kept: {what} (on {_tasks(n)})." for what, n in counts.items()]
    if custom:
        listed = ", ".join(list(custom)[:8])
        rest = f" and {len(custom) - 8} more" if len(custom) > 8 else ""
        found.append(f"Not kept: the custom fields {listed}{rest}.")
    return [*found, *_whole(root)]


def _tasks(count: int) -> str:
    return "1 task" if count == 1 else f"{count} tasks"


def _lost(kid: Node) -> str:
    """What an element is that was not taken, "" for one that was or that says nothing."""
    if kid.name == "Baseline":
        numbered = kid.get("Number")
        return f"baseline {clean_or(numbered, '?')[:8]}" if numbered not in ("", "0") else ""
    if kid.name in _TASK or (not kid.kids and kid.text.strip() in _EMPTY):
        return ""
    return _SAID.get(kid.name, f"<{kid.name}>")


def _custom_names(root: Node) -> dict[str, str]:
    """Names of custom fields by FieldID."""
    return {
        node.get("FieldID"): clean_or(node.get("Alias"), clean_or(node.get("FieldName"), "?"))[:60]
        for node in root.inside("ExtendedAttributes", "ExtendedAttribute")
    }


def _whole(root: Node) -> list[str]:
    """What stands on the whole project."""
    found = []
    if root.get("ScheduleFromStart") in ("0", "false"):
        found.append(
            "The plan is reckoned backwards from its finish; here tasks start as soon as they can "
            "unless they say otherwise."
        )
    for node in root.inside("Resources", "Resource"):
        each = number(node.kid("CostPerUse"))
        if each:
            name = clean_or(node.get("Name"), "?")[:60]
            found.append(f"Not kept: {name} costs {each / 100:.2f} each time.")
        rates = {rate.get("StandardRate") for rate in node.inside("Rates", "Rate")} - {"", "0"}
        if len(rates) > 1:
            name = clean_or(node.get("Name"), "?")[:60]
            found.append(f"Not kept: {name} has {len(rates)} rates; the one of now is taken.")
    return found
