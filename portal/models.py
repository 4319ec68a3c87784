"""All tables in one place, for the migrations."""

from portal.db import Base

METADATA = Base.metadata
