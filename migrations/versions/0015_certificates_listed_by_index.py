"""Certificates are listed from an index alone: in the order of each list, with the guard beside, who decides the reach.

A small city's page is found by going through the province's certificates in their order; with the guard in the same
index none of those outside the reach is fetched. The expired have an order of their own, by the day of their expiry.

The index of guards by their certificate's state goes: the finders do its work, and SQLite took it where a unit or an
area leaves far fewer guards to look at.
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NEW = {
    "ix_certificates_by_issue": ["issued_on", "id", "guard_id"],
    "ix_certificates_by_expiry": ["expires_on", "id", "guard_id", "state"],
    "ix_certificates_by_state_and_issue": ["state", "issued_on", "id", "guard_id", "expires_on"],
    "ix_certificates_by_state_and_expiry": ["state", "expires_on", "id", "guard_id"],
}
OLD = {
    "ix_certificates_issued_on_id": ["issued_on", "id"],
    "ix_certificates_expires_on_id": ["expires_on", "id"],
    "ix_certificates_state_issued_on_id": ["state", "issued_on", "id"],
}
"""A server of the release before finds their order in the new ones."""


STATES, GUARDS = "ix_guards_certificate_state_name_key_id", ["certificate_state", "name_key", "id"]


def _exchange(made: dict[str, list[str]], dropped: dict[str, list[str]], **options: bool) -> None:
    for name, columns in made.items():
        op.create_index(name, "certificates", columns, **options)
    for name in dropped:
        op.drop_index(name, "certificates", **options)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _exchange(NEW, OLD)
        op.drop_index(STATES, "guards")
        return
    with op.get_context().autocommit_block():  # nobody who writes certificates waits for it
        _exchange(NEW, OLD, postgresql_concurrently=True)
        op.drop_index(STATES, "guards", postgresql_concurrently=True)


def downgrade() -> None:
    _exchange(OLD, NEW)
    op.create_index(STATES, "guards", GUARDS)
