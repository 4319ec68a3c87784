"""Households, clients, trajectories and assignments; claim, assign, release."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.access import RoleKind
    from portal.people.roles.leaving import init_duty
    from portal.trajectories import last_coordinator, words
    from portal.trajectories.assignments import views as assignments
    from portal.trajectories.chosen import views as chosen
    from portal.trajectories.chosen import words as chosen_words
    from portal.trajectories.clients import views as clients
    from portal.trajectories.households import views as households
    from portal.trajectories.households import words as households_words
    from portal.trajectories.pool import views as pool
    from portal.wording import register

    for room in (assignments, chosen, clients, households, pool):
        app.register_blueprint(room.blueprint)
    for part in (words, households_words, chosen_words):
        register(part)
    init_duty(RoleKind.COORDINATOR, last_coordinator)
