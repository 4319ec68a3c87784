"""Let somebody offer fewer hours for a while, with a reason; an absence is less by all of it

Revision ID: 20261201_0600
Revises: 20261201_0500
"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_0600"
down_revision = "20261201_0500"
branch_labels = None
depends_on = None

# The functional admin changes these; this is only the start. Nobody said why people were absent before.
UNKNOWN = "other"
REASONS = (
    ("holiday", "Vakantie", "Holiday"),
    ("illness", "Ziekte", "Illness"),
    ("training", "Opleiding", "Training"),
    ("first_household", "Eerste huishouden: begint met minder uren", "First household: begins with fewer hours"),
    ("exams", "Tentamens of examens", "Exam period"),
    (UNKNOWN, "Andere reden", "Another reason"),
)


def upgrade() -> None:
    reason = op.create_table(
        "reduction_reason",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("name_en", sa.String(120), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reduction_reason")),
        sa.UniqueConstraint("code", name=op.f("uq_reduction_reason_code")),
    )
    names = ("code", "name", "name_en", "position", "active")
    rows = [(*each, position, True) for position, each in enumerate(REASONS, start=1)]
    op.bulk_insert(reason, [dict(zip(names, row, strict=True)) for row in rows])
    op.create_table(
        "reduction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("reason_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("percentage", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Numeric(4, 1), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_reduction_period")),
        sa.CheckConstraint(
            "review_on >= starts_on AND (ends_on IS NULL OR review_on <= ends_on)", name=op.f("ck_reduction_review")
        ),
        sa.CheckConstraint("ends_on IS NOT NULL OR review_on IS NOT NULL", name=op.f("ck_reduction_end_or_review")),
        sa.CheckConstraint("(percentage IS NULL) <> (hours IS NULL)", name=op.f("ck_reduction_size")),
        sa.CheckConstraint("percentage >= 1 AND percentage <= 100", name=op.f("ck_reduction_percentage")),
        sa.CheckConstraint("hours > 0 AND hours <= 60", name=op.f("ck_reduction_hours")),
        sa.ForeignKeyConstraint(["volunteer_id"], ["volunteer.id"], name=op.f("fk_reduction_volunteer_id")),
        sa.ForeignKeyConstraint(["reason_id"], ["reduction_reason.id"], name=op.f("fk_reduction_reason_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reduction")),
    )
    op.create_index(op.f("ix_reduction_volunteer_id"), "reduction", ["volunteer_id"])
    move = sa.text(
        "INSERT INTO reduction (volunteer_id, reason_id, starts_on, ends_on, percentage)"
        " SELECT absence.volunteer_id, reduction_reason.id, absence.starts_on, absence.ends_on, 100"
        " FROM absence JOIN reduction_reason ON reduction_reason.code = :code ORDER BY absence.id"
    )
    op.execute(move.bindparams(code=UNKNOWN))
    op.drop_table("absence")


def downgrade() -> None:
    """An absence of before has a last day and no reason: whatever else there is has no place there."""
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_absence_period")),
        sa.ForeignKeyConstraint(["volunteer_id"], ["volunteer.id"], name=op.f("fk_absence_volunteer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_volunteer_id"), "absence", ["volunteer_id"])
    op.execute(
        "INSERT INTO absence (volunteer_id, starts_on, ends_on) SELECT volunteer_id, starts_on, ends_on FROM reduction"
        " WHERE percentage = 100 AND ends_on IS NOT NULL ORDER BY id"
    )
    op.drop_table("reduction")
    op.drop_table("reduction_reason")
