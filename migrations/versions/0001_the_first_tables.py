"""The first tables

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_line",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=True),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("subject_kind", sa.String(length=30), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_line")),
    )
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.create_index(
            "ix_audit_line_actor",
            ["actor_id", "event", "subject_id", "at"],
            unique=False,
        )
        batch_op.create_index("ix_audit_line_household", ["household_id", "id"], unique=False)

    op.create_table(
        "language",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=True),
        sa.Column("rtl", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language")),
        sa.UniqueConstraint("code", name=op.f("uq_language_code")),
        sa.UniqueConstraint("name", name=op.f("uq_language_name")),
    )
    op.create_table(
        "location",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("theme", sa.String(length=40), server_default="wegwijs", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
        sa.UniqueConstraint("name", name=op.f("uq_location_name")),
    )
    op.create_table(
        "municipality",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
        sa.UniqueConstraint("name", name=op.f("uq_municipality_name")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_attempt_key", ["key", "at"], unique=False)

    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("code", name=op.f("uq_topic_code")),
    )
    op.create_table(
        "trajectory_type",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=True),
        sa.Column("duration_days", sa.Integer(), nullable=True),
        sa.Column("duration_months", sa.Integer(), nullable=True),
        sa.Column("duration_by_rule", sa.Boolean(), nullable=False),
        sa.Column("starts_from", sa.String(length=20), nullable=False),
        sa.Column("ends_with", sa.String(length=30), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("next_type_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "ends_with IN ('none', 'closure', 'internal_handover', 'neighbourhood_handover')",
            name=op.f("ck_trajectory_type_ends_with"),
        ),
        sa.CheckConstraint(
            "starts_from IN ('rental_contract', 'housing_date', 'previous', 'temporary_housing', 'removal_date', 'match', 'course')",
            name=op.f("ck_trajectory_type_starts_from"),
        ),
        sa.CheckConstraint(
            "CASE WHEN duration_days IS NULL THEN 0 ELSE 1 END + CASE WHEN duration_months IS NULL THEN 0 ELSE 1 END + CASE WHEN duration_by_rule THEN 1 ELSE 0 END = 1",
            name=op.f("ck_trajectory_type_duration"),
        ),
        sa.ForeignKeyConstraint(
            ["next_type_id"],
            ["trajectory_type.id"],
            name=op.f("fk_trajectory_type_next_type_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trajectory_type")),
        sa.UniqueConstraint("code", name=op.f("uq_trajectory_type_code")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("first_name", sa.String(length=120), nullable=False),
        sa.Column("last_name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("locale", sa.String(length=2), server_default="nl", nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("locale IN ('nl', 'en')", name=op.f("ck_user_account_locale")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_user_account_email_lower")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
    )
    op.create_table(
        "checklist_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=True),
        sa.Column("type_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'current', 'past')",
            name=op.f("ck_checklist_template_status"),
        ),
        sa.ForeignKeyConstraint(
            ["type_id"],
            ["trajectory_type.id"],
            name=op.f("fk_checklist_template_type_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_template")),
        sa.UniqueConstraint("code", "number", name=op.f("uq_checklist_template_code_number")),
    )
    with op.batch_alter_table("checklist_template", schema=None) as batch_op:
        batch_op.create_index(
            "uq_checklist_template_current",
            ["code"],
            unique=True,
            sqlite_where=sa.text("status = 'current'"),
            postgresql_where=sa.text("status = 'current'"),
        )
        batch_op.create_index(
            "uq_checklist_template_draft",
            ["code"],
            unique=True,
            sqlite_where=sa.text("status = 'draft'"),
            postgresql_where=sa.text("status = 'draft'"),
        )

    op.create_table(
        "duration_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type_id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=True),
        sa.Column("housed_from", sa.Date(), nullable=True),
        sa.Column("housed_before", sa.Date(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "housed_from IS NULL OR housed_before IS NULL OR housed_from < housed_before",
            name=op.f("ck_duration_rule_period"),
        ),
        sa.CheckConstraint("months > 0 AND months <= 60", name=op.f("ck_duration_rule_months")),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_duration_rule_municipality_id"),
        ),
        sa.ForeignKeyConstraint(["type_id"], ["trajectory_type.id"], name=op.f("fk_duration_rule_type_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duration_rule")),
    )
    with op.batch_alter_table("duration_rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duration_rule_type_id"), ["type_id"], unique=False)

    op.create_table(
        "household",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("street", sa.String(length=120), nullable=False),
        sa.Column("house_number", sa.String(length=20), nullable=False),
        sa.Column("postcode", sa.String(length=7), nullable=False),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("housed_on", sa.Date(), nullable=False),
        sa.Column("adults", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("case_manager", sa.String(length=120), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("adults >= 1 AND adults <= 20", name=op.f("ck_household_adults")),
        sa.CheckConstraint("children >= 0 AND children <= 20", name=op.f("ck_household_children")),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_household_location_id")),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_household_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
    )
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_household_location_id"), ["location_id"], unique=False)

    op.create_table(
        "import_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("refused", sa.JSON(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('trajectories', 'volunteers', 'teams')",
            name=op.f("ck_import_draft_kind"),
        ),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_import_draft_location_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_import_draft_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_draft")),
    )
    with op.batch_alter_table("import_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_draft_user_id"), ["user_id"], unique=False)

    op.create_table(
        "location_municipality",
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.id"],
            name=op.f("fk_location_municipality_location_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_location_municipality_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("location_id", "municipality_id", name=op.f("pk_location_municipality")),
    )
    op.create_table(
        "neighbourhood_team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=120), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("focal_officer", sa.String(length=120), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_neighbourhood_team_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbourhood_team")),
        sa.UniqueConstraint(
            "municipality_id",
            "name",
            name=op.f("uq_neighbourhood_team_municipality_id_name"),
        ),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_notice_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_user", ["user_id", "read_at"], unique=False)

    op.create_table(
        "one_time_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("handed_out_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["handed_out_by_id"],
            ["user_account.id"],
            name=op.f("fk_one_time_link_handed_out_by_id"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_one_time_link_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_link_token_hash")),
    )
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_time_link_user_id"), ["user_id"], unique=False)

    op.create_table(
        "phase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=True),
        sa.Column("from_week", sa.Integer(), nullable=False),
        sa.Column("contacts_per_week", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("hours_per_week", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("quiet_after_days", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.CheckConstraint("from_week >= 0", name=op.f("ck_phase_from_week")),
        sa.CheckConstraint(
            "hours_per_week >= 0 AND contacts_per_week >= 0",
            name=op.f("ck_phase_amounts"),
        ),
        sa.CheckConstraint("quiet_after_days > 0", name=op.f("ck_phase_quiet")),
        sa.ForeignKeyConstraint(["type_id"], ["trajectory_type.id"], name=op.f("fk_phase_type_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase")),
        sa.UniqueConstraint("type_id", "from_week", name=op.f("uq_phase_type_id_from_week")),
    )
    op.create_table(
        "type_function",
        sa.Column("type_id", sa.Integer(), nullable=False),
        sa.Column("function", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "function IN ('supporter', 'settlement_coach', 'language_coach', 'budget_coach', 'interpreter')",
            name=op.f("ck_type_function_function"),
        ),
        sa.ForeignKeyConstraint(["type_id"], ["trajectory_type.id"], name=op.f("fk_type_function_type_id")),
        sa.PrimaryKeyConstraint("type_id", "function", name=op.f("pk_type_function")),
    )
    op.create_table(
        "volunteer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("function", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("postcode", sa.String(length=7), nullable=True),
        sa.Column("hours_per_week", sa.Numeric(precision=4, scale=1), nullable=False),
        sa.Column("max_households", sa.Integer(), nullable=False),
        sa.Column("conduct_certificate_seen_on", sa.Date(), nullable=True),
        sa.Column("confidentiality_signed_on", sa.Date(), nullable=True),
        sa.Column("basic_course_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "function IN ('supporter', 'settlement_coach', 'language_coach', 'budget_coach', 'interpreter')",
            name=op.f("ck_volunteer_function"),
        ),
        sa.CheckConstraint(
            "status IN ('applying', 'active', 'leaving', 'inactive')",
            name=op.f("ck_volunteer_status"),
        ),
        sa.CheckConstraint(
            "hours_per_week >= 0 AND hours_per_week <= 60",
            name=op.f("ck_volunteer_hours"),
        ),
        sa.CheckConstraint(
            "max_households >= 0 AND max_households <= 50",
            name=op.f("ck_volunteer_households"),
        ),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_volunteer_location_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_volunteer_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer")),
        sa.UniqueConstraint("user_id", "location_id", name=op.f("uq_volunteer_user_id_location_id")),
    )
    with op.batch_alter_table("volunteer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_volunteer_location_id"), ["location_id"], unique=False)

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
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_volunteer_id"), ["volunteer_id"], unique=False)

    op.create_table(
        "client",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("client_number", sa.String(length=40), nullable=True),
        sa.Column("first_name", sa.String(length=120), nullable=False),
        sa.Column("last_name", sa.String(length=120), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("interpreter_needed", sa.Boolean(), nullable=False),
        sa.Column("preferred_contact", sa.String(length=20), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "birth_year IS NULL OR birth_year >= 1900",
            name=op.f("ck_client_birth_year"),
        ),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_client_household_id")),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_client_location_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
        sa.UniqueConstraint(
            "location_id",
            "client_number",
            name=op.f("uq_client_location_id_client_number"),
        ),
    )
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_client_household_id"), ["household_id"], unique=False)

    op.create_table(
        "coverage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("postcode_area", sa.String(length=4), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until > valid_from",
            name=op.f("ck_coverage_period"),
        ),
        sa.ForeignKeyConstraint(["team_id"], ["neighbourhood_team.id"], name=op.f("fk_coverage_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage")),
    )
    with op.batch_alter_table("coverage", schema=None) as batch_op:
        batch_op.create_index("ix_coverage_postcode_area", ["postcode_area"], unique=False)
        batch_op.create_index(batch_op.f("ix_coverage_team_id"), ["team_id"], unique=False)
        batch_op.create_index(
            "uq_coverage_current",
            ["team_id", "postcode_area"],
            unique=True,
            sqlite_where=sa.text("valid_until IS NULL"),
            postgresql_where=sa.text("valid_until IS NULL"),
        )

    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(kind = 'team_member') = (team_id IS NOT NULL)", name=op.f("ck_role_team")),
        sa.CheckConstraint(
            "(kind IN ('volunteer', 'coordinator')) = (location_id IS NOT NULL)",
            name=op.f("ck_role_location"),
        ),
        sa.CheckConstraint(
            "kind IN ('volunteer', 'coordinator', 'team_member', 'functional_admin')",
            name=op.f("ck_role_kind"),
        ),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_role_location_id")),
        sa.ForeignKeyConstraint(["team_id"], ["neighbourhood_team.id"], name=op.f("fk_role_team_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_role_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
    )
    with op.batch_alter_table("role", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_user_id"), ["user_id"], unique=False)

    op.create_table(
        "template_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("explanation_en", sa.String(length=1000), nullable=True),
        sa.Column("anchor", sa.String(length=10), nullable=False),
        sa.Column("offset_days", sa.Integer(), nullable=False),
        sa.Column("legal_regime", sa.String(length=10), nullable=True),
        sa.Column("municipality_id", sa.Integer(), nullable=True),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "anchor IN ('housing', 'start', 'end')",
            name=op.f("ck_template_item_anchor"),
        ),
        sa.CheckConstraint(
            "legal_regime IS NULL OR legal_regime IN ('WI2013', 'WI2021')",
            name=op.f("ck_template_item_legal_regime"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_template_item_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["checklist_template.id"],
            name=op.f("fk_template_item_template_id"),
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_template_item_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_item")),
        sa.UniqueConstraint("template_id", "code", name=op.f("uq_template_item_template_id_code")),
    )
    op.create_table(
        "trajectory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("type_id", sa.Integer(), nullable=False),
        sa.Column("legal_regime", sa.String(length=10), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("duration_rule_id", sa.Integer(), nullable=True),
        sa.Column("extension_reason", sa.String(length=500), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("waiting_since", sa.Date(), nullable=False),
        sa.Column("lead_party", sa.String(length=20), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closure_outcome", sa.String(length=20), nullable=True),
        sa.Column("closure_reason", sa.String(length=500), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(closed_on IS NULL AND closure_outcome IS NULL) OR (closed_on IS NOT NULL AND closure_outcome IN ('handed_over', 'completed', 'moved_away', 'client_declines', 'deceased', 'no_consent'))",
            name=op.f("ck_trajectory_closure"),
        ),
        sa.CheckConstraint(
            "lead_party IN ('organisation', 'municipality', 'neighbourhood_team')",
            name=op.f("ck_trajectory_lead_party"),
        ),
        sa.CheckConstraint(
            "legal_regime IN ('WI2013', 'WI2021')",
            name=op.f("ck_trajectory_legal_regime"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_trajectory_period")),
        sa.ForeignKeyConstraint(
            ["duration_rule_id"],
            ["duration_rule.id"],
            name=op.f("fk_trajectory_duration_rule_id"),
        ),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_trajectory_household_id")),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_trajectory_location_id")),
        sa.ForeignKeyConstraint(["type_id"], ["trajectory_type.id"], name=op.f("fk_trajectory_type_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trajectory")),
    )
    with op.batch_alter_table("trajectory", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trajectory_household_id"), ["household_id"], unique=False)
        batch_op.create_index(
            "ix_trajectory_location",
            ["location_id", "closed_on", "waiting_since", "id"],
            unique=False,
        )
        batch_op.create_index(
            "uq_trajectory_open",
            ["household_id", "type_id"],
            unique=True,
            sqlite_where=sa.text("closed_on IS NULL"),
            postgresql_where=sa.text("closed_on IS NULL"),
        )

    op.create_table(
        "volunteer_language",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("language_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["language_id"],
            ["language.id"],
            name=op.f("fk_volunteer_language_language_id"),
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_volunteer_language_volunteer_id"),
        ),
        sa.PrimaryKeyConstraint("volunteer_id", "language_id", name=op.f("pk_volunteer_language")),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trajectory_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("override_reason", sa.String(length=500), nullable=True),
        sa.Column("end_reason", sa.String(length=30), nullable=True),
        sa.Column("end_note", sa.String(length=500), nullable=True),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_assignment_period")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_assignment_made_by_id")),
        sa.ForeignKeyConstraint(
            ["trajectory_id"],
            ["trajectory.id"],
            name=op.f("fk_assignment_trajectory_id"),
        ),
        sa.ForeignKeyConstraint(["volunteer_id"], ["volunteer.id"], name=op.f("fk_assignment_volunteer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_trajectory_id"), ["trajectory_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_volunteer_id"), ["volunteer_id"], unique=False)
        batch_op.create_index(
            "uq_assignment_current",
            ["trajectory_id"],
            unique=True,
            sqlite_where=sa.text("ends_on IS NULL"),
            postgresql_where=sa.text("ends_on IS NULL"),
        )

    op.create_table(
        "checklist_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trajectory_id", sa.Integer(), nullable=False),
        sa.Column("template_item_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), server_default="open", nullable=False),
        sa.Column("done_by", sa.String(length=10), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(state = 'done') = (done_by IS NOT NULL) AND (done_by IS NULL OR done_by IN ('volunteer', 'together', 'client'))",
            name=op.f("ck_checklist_item_done_by"),
        ),
        sa.CheckConstraint(
            "(state = 'not_applicable') = (reason IS NOT NULL)",
            name=op.f("ck_checklist_item_reason"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'not_applicable')",
            name=op.f("ck_checklist_item_state"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["user_account.id"],
            name=op.f("fk_checklist_item_changed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["template_item_id"],
            ["template_item.id"],
            name=op.f("fk_checklist_item_template_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["trajectory_id"],
            ["trajectory.id"],
            name=op.f("fk_checklist_item_trajectory_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_item")),
        sa.UniqueConstraint(
            "trajectory_id",
            "template_item_id",
            name=op.f("uq_checklist_item_trajectory_id_template_item_id"),
        ),
    )
    with op.batch_alter_table("checklist_item", schema=None) as batch_op:
        batch_op.create_index("ix_checklist_item_due", ["trajectory_id", "state", "due_on"], unique=False)

    op.create_table(
        "client_language",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("language_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=2), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_client_language_client_id")),
        sa.ForeignKeyConstraint(
            ["language_id"],
            ["language.id"],
            name=op.f("fk_client_language_language_id"),
        ),
        sa.PrimaryKeyConstraint("client_id", "language_id", name=op.f("pk_client_language")),
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("how IN ('spoken', 'interpreter', 'signed')", name=op.f("ck_consent_how")),
        sa.CheckConstraint(
            "scope IN ('contact', 'needs', 'goals', 'agreements')",
            name=op.f("ck_consent_scope"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_consent_client_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["user_account.id"],
            name=op.f("fk_consent_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(["team_id"], ["neighbourhood_team.id"], name=op.f("fk_consent_team_id")),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"],
            ["user_account.id"],
            name=op.f("fk_consent_withdrawn_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            "uq_consent_current",
            ["client_id", "team_id", "scope"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "contact_moment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trajectory_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("interpreter_used", sa.Boolean(), nullable=False),
        sa.Column("next_appointment_on", sa.Date(), nullable=True),
        sa.Column("next_appointment_at", sa.Time(), nullable=True),
        sa.Column("submission_key", sa.String(length=64), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "purpose IN ('regular', 'intake', 'evaluation', 'joint_review', 'multidisciplinary_meeting', 'three_way_conversation')",
            name=op.f("ck_contact_moment_purpose"),
        ),
        sa.CheckConstraint(
            "way IN ('home_visit', 'office', 'phone', 'video', 'message', 'accompanying')",
            name=op.f("ck_contact_moment_way"),
        ),
        sa.CheckConstraint("minutes >= 1 AND minutes <= 1440", name=op.f("ck_contact_moment_minutes")),
        sa.CheckConstraint(
            "next_appointment_at IS NULL OR next_appointment_on IS NOT NULL",
            name=op.f("ck_contact_moment_appointment"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["user_account.id"], name=op.f("fk_contact_moment_author_id")),
        sa.ForeignKeyConstraint(
            ["trajectory_id"],
            ["trajectory.id"],
            name=op.f("fk_contact_moment_trajectory_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_moment")),
        sa.UniqueConstraint(
            "author_id",
            "submission_key",
            name=op.f("uq_contact_moment_author_id_submission_key"),
        ),
    )
    with op.batch_alter_table("contact_moment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_contact_moment_trajectory",
            ["trajectory_id", "on_date", "id"],
            unique=False,
        )

    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trajectory_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("scale", sa.String(length=20), nullable=False),
        sa.Column("looked_at_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "scale IN ('not_applicable', 'not_yet', 'together', 'with_some_help', 'alone')",
            name=op.f("ck_goal_scale"),
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_goal_topic_id")),
        sa.ForeignKeyConstraint(["trajectory_id"], ["trajectory.id"], name=op.f("fk_goal_trajectory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_trajectory_id"), ["trajectory_id"], unique=False)

    op.create_table(
        "planned_silence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trajectory_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_planned_silence_period")),
        sa.ForeignKeyConstraint(
            ["trajectory_id"],
            ["trajectory.id"],
            name=op.f("fk_planned_silence_trajectory_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_silence")),
    )
    with op.batch_alter_table("planned_silence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_planned_silence_trajectory_id"),
            ["trajectory_id"],
            unique=False,
        )

    op.create_table(
        "warm_handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("trajectory_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=1), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("other_team_reason", sa.String(length=300), nullable=True),
        sa.Column("who_else_helps", sa.String(length=500), nullable=True),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_reason", sa.String(length=30), nullable=True),
        sa.Column("returned_note", sa.String(length=500), nullable=True),
        sa.Column("no_capacity_until", sa.Date(), nullable=True),
        sa.Column("meeting_on", sa.Date(), nullable=True),
        sa.Column("meeting_at", sa.Time(), nullable=True),
        sa.Column("meeting_place", sa.String(length=200), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=300), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "state <> 'completed' OR held_on IS NOT NULL",
            name=op.f("ck_warm_handover_meeting_held"),
        ),
        sa.CheckConstraint(
            "state <> 'returned' OR returned_reason IN ('information_missing', 'other_area', 'no_capacity', 'known_already', 'other')",
            name=op.f("ck_warm_handover_returned"),
        ),
        sa.CheckConstraint(
            "state IN ('prepared', 'offered', 'accepted', 'planned', 'held', 'completed', 'returned', 'withdrawn')",
            name=op.f("ck_warm_handover_state"),
        ),
        sa.CheckConstraint("variant IN ('A', 'B')", name=op.f("ck_warm_handover_variant")),
        sa.ForeignKeyConstraint(
            ["accepted_by_id"],
            ["user_account.id"],
            name=op.f("fk_warm_handover_accepted_by_id"),
        ),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_warm_handover_location_id")),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["neighbourhood_team.id"],
            name=op.f("fk_warm_handover_team_id"),
        ),
        sa.ForeignKeyConstraint(
            ["trajectory_id"],
            ["trajectory.id"],
            name=op.f("fk_warm_handover_trajectory_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warm_handover")),
        sa.UniqueConstraint("reference", name=op.f("uq_warm_handover_reference")),
    )
    with op.batch_alter_table("warm_handover", schema=None) as batch_op:
        batch_op.create_index("ix_warm_handover_location", ["location_id", "state", "id"], unique=False)
        batch_op.create_index("ix_warm_handover_team", ["team_id", "state", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_warm_handover_trajectory_id"),
            ["trajectory_id"],
            unique=False,
        )
        batch_op.create_index(
            "uq_warm_handover_open",
            ["trajectory_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('prepared', 'offered', 'accepted', 'planned', 'held', 'returned')"),
            postgresql_where=sa.text("state IN ('prepared', 'offered', 'accepted', 'planned', 'held', 'returned')"),
        )

    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("before", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["handover_id"], ["warm_handover.id"], name=op.f("fk_agreement_handover_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_handover_id"), ["handover_id"], unique=False)

    op.create_table(
        "contact_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact_moment.id"],
            name=op.f("fk_contact_revision_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"],
            ["user_account.id"],
            name=op.f("fk_contact_revision_replaced_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_revision")),
    )
    with op.batch_alter_table("contact_revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_revision_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "contact_topic",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact_moment.id"],
            name=op.f("fk_contact_topic_contact_id"),
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_contact_topic_topic_id")),
        sa.PrimaryKeyConstraint("contact_id", "topic_id", name=op.f("pk_contact_topic")),
    )
    op.create_table(
        "handover_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_handover_event_by_id")),
        sa.ForeignKeyConstraint(
            ["handover_id"],
            ["warm_handover.id"],
            name=op.f("fk_handover_event_handover_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_event")),
    )
    with op.batch_alter_table("handover_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_event_handover_id"), ["handover_id"], unique=False)

    op.create_table(
        "handover_need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["handover_id"],
            ["warm_handover.id"],
            name=op.f("fk_handover_need_handover_id"),
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_handover_need_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_need")),
    )
    with op.batch_alter_table("handover_need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_need_handover_id"), ["handover_id"], unique=False)

    op.create_table(
        "handover_presence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "party IN ('client', 'supporter', 'team_member', 'interpreter', 'other')",
            name=op.f("ck_handover_presence_party"),
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"],
            ["warm_handover.id"],
            name=op.f("fk_handover_presence_handover_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_presence")),
        sa.UniqueConstraint("handover_id", "party", name=op.f("uq_handover_presence_handover_id_party")),
    )
    with op.batch_alter_table("handover_presence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_handover_presence_handover_id"),
            ["handover_id"],
            unique=False,
        )

    op.create_table(
        "handover_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["handover_id"],
            ["warm_handover.id"],
            name=op.f("fk_handover_snapshot_handover_id"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["neighbourhood_team.id"],
            name=op.f("fk_handover_snapshot_team_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_snapshot")),
        sa.UniqueConstraint(
            "handover_id",
            "number",
            name=op.f("uq_handover_snapshot_handover_id_number"),
        ),
    )
    op.create_index("ix_household_area", "household", [sa.text("substr(postcode, 1, 4)")])
    op.create_index(
        "uq_role_current",
        "role",
        [
            "user_id",
            "kind",
            sa.text("coalesce(location_id, 0)"),
            sa.text("coalesce(team_id, 0)"),
        ],
        unique=True,
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_index(
        "uq_duration_rule_current",
        "duration_rule",
        [
            "type_id",
            sa.text("coalesce(municipality_id, 0)"),
            sa.text("coalesce(housed_from, '0001-01-01')"),
        ],
        unique=True,
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    guard_audit_lines()


def downgrade() -> None:
    release_audit_lines()
    op.drop_table("handover_snapshot")
    with op.batch_alter_table("handover_presence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handover_presence_handover_id"))

    op.drop_table("handover_presence")
    with op.batch_alter_table("handover_need", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handover_need_handover_id"))

    op.drop_table("handover_need")
    with op.batch_alter_table("handover_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handover_event_handover_id"))

    op.drop_table("handover_event")
    op.drop_table("contact_topic")
    with op.batch_alter_table("contact_revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_revision_contact_id"))

    op.drop_table("contact_revision")
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_handover_id"))

    op.drop_table("agreement")
    with op.batch_alter_table("warm_handover", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_warm_handover_open",
            sqlite_where=sa.text("state IN ('prepared', 'offered', 'accepted', 'planned', 'held', 'returned')"),
            postgresql_where=sa.text("state IN ('prepared', 'offered', 'accepted', 'planned', 'held', 'returned')"),
        )
        batch_op.drop_index(batch_op.f("ix_warm_handover_trajectory_id"))
        batch_op.drop_index("ix_warm_handover_team")
        batch_op.drop_index("ix_warm_handover_location")

    op.drop_table("warm_handover")
    with op.batch_alter_table("planned_silence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_planned_silence_trajectory_id"))

    op.drop_table("planned_silence")
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_trajectory_id"))

    op.drop_table("goal")
    with op.batch_alter_table("contact_moment", schema=None) as batch_op:
        batch_op.drop_index("ix_contact_moment_trajectory")

    op.drop_table("contact_moment")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_consent_current",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_consent_client_id"))

    op.drop_table("consent")
    op.drop_table("client_language")
    with op.batch_alter_table("checklist_item", schema=None) as batch_op:
        batch_op.drop_index("ix_checklist_item_due")

    op.drop_table("checklist_item")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_assignment_current",
            sqlite_where=sa.text("ends_on IS NULL"),
            postgresql_where=sa.text("ends_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_assignment_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_assignment_trajectory_id"))

    op.drop_table("assignment")
    op.drop_table("volunteer_language")
    with op.batch_alter_table("trajectory", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_trajectory_open",
            sqlite_where=sa.text("closed_on IS NULL"),
            postgresql_where=sa.text("closed_on IS NULL"),
        )
        batch_op.drop_index("ix_trajectory_location")
        batch_op.drop_index(batch_op.f("ix_trajectory_household_id"))

    op.drop_table("trajectory")
    op.drop_table("template_item")
    with op.batch_alter_table("role", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_user_id"))

    op.drop_table("role")
    with op.batch_alter_table("coverage", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_coverage_current",
            sqlite_where=sa.text("valid_until IS NULL"),
            postgresql_where=sa.text("valid_until IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_coverage_team_id"))
        batch_op.drop_index("ix_coverage_postcode_area")

    op.drop_table("coverage")
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_client_household_id"))

    op.drop_table("client")
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_absence_volunteer_id"))

    op.drop_table("absence")
    with op.batch_alter_table("volunteer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_volunteer_location_id"))

    op.drop_table("volunteer")
    op.drop_table("type_function")
    op.drop_table("phase")
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_link_user_id"))

    op.drop_table("one_time_link")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_user")

    op.drop_table("notice")
    op.drop_table("neighbourhood_team")
    op.drop_table("location_municipality")
    with op.batch_alter_table("import_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_draft_user_id"))

    op.drop_table("import_draft")
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_household_location_id"))

    op.drop_table("household")
    with op.batch_alter_table("duration_rule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duration_rule_type_id"))

    op.drop_table("duration_rule")
    with op.batch_alter_table("checklist_template", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_checklist_template_draft",
            sqlite_where=sa.text("status = 'draft'"),
            postgresql_where=sa.text("status = 'draft'"),
        )
        batch_op.drop_index(
            "uq_checklist_template_current",
            sqlite_where=sa.text("status = 'current'"),
            postgresql_where=sa.text("status = 'current'"),
        )

    op.drop_table("checklist_template")
    op.drop_table("user_account")
    op.drop_table("trajectory_type")
    op.drop_table("topic")
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_attempt_key")

    op.drop_table("sign_in_attempt")
    op.drop_table("municipality")
    op.drop_table("location")
    op.drop_table("language")
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_line_household")
        batch_op.drop_index("ix_audit_line_actor")

    op.drop_table("audit_line")


def guard_audit_lines() -> None:
    """Audit lines are only ever added: the database refuses to change or remove one."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_line_no_{act.lower()} BEFORE {act} ON audit_line "
                "BEGIN SELECT RAISE(ABORT, 'audit lines are never changed'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_line_guard() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'audit lines are never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_line_guard BEFORE UPDATE OR DELETE ON audit_line "
        "FOR EACH ROW EXECUTE FUNCTION audit_line_guard()"
    )


def release_audit_lines() -> None:
    """Take the guard away before the table goes."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER audit_line_no_{act}")
        return
    op.execute("DROP TRIGGER audit_line_guard ON audit_line")
    op.execute("DROP FUNCTION audit_line_guard()")
