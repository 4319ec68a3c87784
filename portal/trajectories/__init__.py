"""Households, clients, trajectories and assignments; claim, assign, release."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.access import RoleKind
    from portal.people.service_leaving import init_duty
    from portal.trajectories import (
        service_coordinators,
        views,
        views_assign,
        views_clients,
        views_households,
        words,
        words_households,
    )
    from portal.wording import register

    for part in (views, views_assign, views_clients, views_households):
        app.register_blueprint(part.blueprint)
    for sentences in (words, words_households):
        register(sentences)
    init_duty(RoleKind.COORDINATOR, service_coordinators)
