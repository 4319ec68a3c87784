"""A PostgreSQL database that serves test after test: each leaves it as the migrations made it.

A new database for every test took the server forty milliseconds to make and to throw away, and its caches with it.
"""

from typing import Any

import psycopg
from psycopg.errors import LockNotAvailable

# Rows that were taken away still take room, until somebody cleans up; after so many tests.
CLEAN_UP_AFTER = 25

PREPARE = """
CREATE SCHEMA upkeep;
CREATE TABLE upkeep.altered ();
CREATE FUNCTION upkeep.note() RETURNS event_trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO upkeep.altered DEFAULT VALUES; END';
"""
WATCH = "CREATE EVENT TRIGGER upkeep ON ddl_command_end EXECUTE FUNCTION upkeep.note()"
TABLES = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
SEQUENCES = "SELECT quote_ident(sequencename) FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"
# Tables that tests only read are not written again.
PUT_BACK = """
IF EXISTS ((SELECT new::text FROM public.{0} new EXCEPT ALL SELECT old::text FROM upkeep.{0} old)
        UNION ALL (SELECT old::text FROM upkeep.{0} old EXCEPT ALL SELECT new::text FROM public.{0} new)) THEN
    DELETE FROM public.{0};
    INSERT INTO public.{0} OVERRIDING SYSTEM VALUE SELECT * FROM upkeep.{0};
END IF;
"""
COUNT_ANEW = """
PERFORM setval('public.{0}', {1}, {2}) FROM public.{0} WHERE (last_value, is_called) <> ({1}, {2});
"""


class Upkeep:
    """The upkeep of a database just migrated. `connection` is its superuser's own, each statement a transaction."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.times = 0
        connection.execute(PREPARE)
        connection.execute(self._restore())
        connection.execute(WATCH)
        # Neither a foreign key nor the guard of the audit lines stands in the way; nor does anybody's lock for long.
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET lock_timeout = '1s'")

    def _restore(self) -> str:
        """The function that takes away what came, and puts back what changed."""
        self.tables = self._names(TABLES)
        filled = [each for each in self.tables if self._one(f"SELECT EXISTS (SELECT FROM public.{each})")]
        for table in filled:
            self.connection.execute(f"CREATE TABLE upkeep.{table} AS TABLE public.{table}")
        steps = [f"DELETE FROM public.{each};" for each in self.tables if each not in filled]
        steps += [PUT_BACK.format(each) for each in filled]
        for sequence in self._names(SEQUENCES):
            number, given = self.connection.execute(f"SELECT last_value, is_called FROM public.{sequence}").fetchone()
            steps.append(COUNT_ANEW.format(sequence, number, given))
        body = "\n".join(["BEGIN", *steps, "END"])
        return f"CREATE FUNCTION upkeep.restore() RETURNS void LANGUAGE plpgsql AS $${body}$$"

    def restore(self) -> bool:
        """Bring everything back. False when that cannot be: tables were altered, or somebody still holds a row."""
        if self._one("SELECT EXISTS (SELECT FROM upkeep.altered)"):
            return False
        try:
            self.connection.execute("SELECT upkeep.restore()")
        except LockNotAvailable:
            return False
        self.times += 1
        if self.times % CLEAN_UP_AFTER == 0:
            self.connection.execute(f"VACUUM {', '.join(self.tables)}")
        return True

    def _names(self, statement: str) -> list[str]:
        return [name for (name,) in self.connection.execute(statement)]

    def _one(self, statement: str) -> Any:
        row = self.connection.execute(statement).fetchone()
        return row[0] if row else None
