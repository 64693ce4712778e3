"""CP-SAT behind a port: proofs and fewest changes, in a process of its own (extra `solver`)."""

from worktui.solver.process import CpSat

__all__ = ["CpSat"]
