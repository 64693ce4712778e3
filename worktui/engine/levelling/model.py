"""What levelling takes and gives: jobs with whole durations that share renewable capacities.

The resource-constrained project scheduling problem as PSPLIB has it (Kolisch and Sprecher,
1996, EJOR 96): a job waits for all its predecessors, runs without a break, and holds its
demand of every resource in every period it runs in.
"""

from __future__ import annotations

from dataclasses import dataclass

from worktui.domain.errors import BadInput


@dataclass(frozen=True, slots=True)
class Project:
    """`n` jobs, numbered from 0, and their shared resources.

    `durations` in periods; `successors` the jobs that wait for each; `demands` one row a job,
    one number a resource; `capacities` the same for every period.
    """

    durations: tuple[int, ...]
    successors: tuple[tuple[int, ...], ...]
    demands: tuple[tuple[int, ...], ...]
    capacities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Start periods by job, the period at which all is done, the schedules tried, the seed."""

    starts: tuple[int, ...]
    makespan: int
    schedules: int
    seed: int


class Unschedulable(BadInput):
    """A project that no plan can satisfy. `jobs` are the jobs at fault, by number."""

    kind = "unschedulable"

    def __init__(self, message: str, *, jobs: tuple[int, ...] = (), hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.jobs = jobs


def validate(project: Project) -> None:
    """Raise Unschedulable for rows of unequal length, bad numbers or more than there is."""
    count = len(project.durations)
    if len(project.successors) != count or len(project.demands) != count:
        raise Unschedulable(
            f"Durations are given for {count} jobs, links for {len(project.successors)} and"
            f" demands for {len(project.demands)}.",
            hint="Give one row a job to each.",
        )
    for job in range(count):
        _validate_job(project, job)


def _validate_job(project: Project, job: int) -> None:
    duration, demand = project.durations[job], project.demands[job]
    if duration < 0:
        raise Unschedulable(
            f"Job {job} lasts {duration} periods.", jobs=(job,), hint="Give 0 or more."
        )
    for later in project.successors[job]:
        if not 0 <= later < len(project.durations):
            raise Unschedulable(
                f"Job {job} is followed by job {later}, which is not there.",
                jobs=(job,),
                hint="Jobs are numbered from 0.",
            )
    if len(demand) != len(project.capacities):
        raise Unschedulable(
            f"Job {job} demands {len(demand)} resources, and there are {len(project.capacities)}.",
            jobs=(job,),
            hint="Give one number a resource, 0 for none.",
        )
    for number, (amount, capacity) in enumerate(zip(demand, project.capacities, strict=True)):
        if amount < 0 or (amount > capacity and duration):
            raise Unschedulable(
                f"Job {job} demands {amount} of resource {number}, and there are {capacity}.",
                jobs=(job,),
                hint="Lower the demand or raise the capacity.",
            )
