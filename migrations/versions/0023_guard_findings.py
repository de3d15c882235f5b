"""What was found wrong with a guard on a site, and the article it rests on.

Both are nullable and stay empty for records of the running release, which knows neither.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inspected_guards", sa.Column("finding", sa.String(16)))
    op.add_column("inspected_guards", sa.Column("article", sa.String(60)))


def downgrade() -> None:
    op.drop_column("inspected_guards", "article")
    op.drop_column("inspected_guards", "finding")
