"""Sites and the audit are listed from an index alone, like inspections and certificates before.

In the order of names, of distances and of acts a list meets all of the province; with the agency in the same index
no row outside the reach is fetched. The audit's index of agencies goes: it held no order, so all of a city's acts were
read and sorted for one page.
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NEW = {
    "ix_sites_by_place": ("sites", ["latitude", "longitude", "agency_code", "status", "id"]),
    "ix_sites_by_name": ("sites", ["name", "id", "agency_code", "status", "latitude", "longitude"]),
    "ix_audit_events_by_agency": ("audit_events", ["seq", "agency_code"]),
    "ix_audit_events_by_action": ("audit_events", ["action", "seq", "agency_code"]),
    "ix_audit_events_by_subject_type": ("audit_events", ["subject_type", "seq", "agency_code"]),
}
OLD = {
    "ix_sites_latitude_longitude": ("sites", ["latitude", "longitude"]),
    "ix_sites_name_id": ("sites", ["name", "id"]),
    "ix_audit_events_agency_code": ("audit_events", ["agency_code"]),
}
"""A server of the release before finds the orders of the sites in the new ones, and of the audit in its key."""


def _exchange(made: dict[str, tuple[str, list[str]]], dropped: dict[str, tuple[str, list[str]]], **options: bool) -> None:
    for name, (table, columns) in made.items():
        op.create_index(name, table, columns, **options)
    for name, (table, _) in dropped.items():
        op.drop_index(name, table, **options)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _exchange(NEW, OLD)
        return
    with op.get_context().autocommit_block():  # nobody who writes waits for it
        _exchange(NEW, OLD, postgresql_concurrently=True)


def downgrade() -> None:
    _exchange(OLD, NEW)
