"""The rows of trajectories. A relation by name finds its class only once that is imported, whoever comes first."""

from portal.trajectories.models import household, trajectory

__all__ = ["household", "trajectory"]
