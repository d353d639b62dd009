"""The database of a backup: what is in it, and new ones beside it. psycopg2, without Django."""

import contextlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg2
from psycopg2 import errors, sql
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ, make_dsn, parse_dsn

from ucap.backups.messages import Failed, explained

Tables = dict[str, list[int | str]]

_PATIENCE = "5min"
"""For a table that something else has to itself."""
_TABLES = """
    SELECT format('%I.%I', n.nspname, c.relname),
           (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
            WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND c.relpersistence <> 't'
      AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e')
    ORDER BY 1
"""
"""Tables and their columns; what is generated from other columns says nothing of its own."""
_PLAIN = """
    SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD';
    SET LOCAL IntervalStyle = 'iso_8601'; SET LOCAL bytea_output = 'hex';
    SET LOCAL extra_float_digits = 1; SET LOCAL xmloption = 'content';
    SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0
"""
"""The same row is the same text wherever it is read, and however long all of them take."""
_PROVIDERS = {"c": "libc", "i": "icu", "b": "builtin"}


@dataclass(frozen=True)
class Database:
    """One database, by what libpq needs to connect to it."""

    parameters: dict[str, str]

    @classmethod
    def at(cls, url: str) -> "Database":
        """The one that a DATABASE_URL leads to; Failed if it is malformed (it is not repeated)."""
        try:
            parameters = parse_dsn(url)
        except psycopg2.Error:
            parameters = {}
        if not re.match(r"postgres(ql)?://", url) or not parameters.get("dbname"):
            raise Failed("The address is none of a database: postgres://user:password@host/name.")
        return cls({"connect_timeout": "10"} | parameters)

    @property
    def name(self) -> str:
        """What it is called on its server."""
        return self.parameters["dbname"]

    def beside(self, name: str) -> "Database":
        """Another one on the same server."""
        return Database(self.parameters | {"dbname": name})

    @property
    def dsn(self) -> str:
        """For the command line of a program: without the password, which others could see there."""
        return make_dsn(**{k: v for k, v in self.parameters.items() if k != "password"})

    @property
    def environment(self) -> dict[str, str]:
        """For the environment of a program: the password, if there is one."""
        password = self.parameters.get("password")
        return {"PGPASSWORD": password} if password else {}

    @contextlib.contextmanager
    def connected(self, *, autocommit: bool = True) -> Iterator[Any]:
        """A connection; Failed, with the reason, for whatever goes wrong while it lasts."""
        try:
            connection = psycopg2.connect(**self.parameters)
            try:
                connection.autocommit = autocommit
                yield connection
            finally:
                connection.close()
        except psycopg2.Error as error:
            raise explained(str(error)) from error

    def rows(self, statement: Any, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement, committed at once, and give its rows."""
        with self.connected() as connection, connection.cursor() as cursor:
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def version(self) -> tuple[str, int]:
        """What the server says of its version, and the number before the point."""
        ((text, number),) = self.rows(
            "SELECT current_setting('server_version'), current_setting('server_version_num')::int"
        )
        return text, number // 10000

    def may_create(self) -> bool:
        """Whether this user may create databases."""
        ((may,),) = self.rows(
            "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        return may

    def has_tables(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.rows(_TABLES))

    @contextlib.contextmanager
    def one_moment(self) -> Iterator[tuple[Any, str]]:
        """A connection that sees what there was at one moment, and that moment's name to others."""
        with self.connected(autocommit=False) as connection, connection.cursor() as cursor:
            connection.set_session(isolation_level=ISOLATION_LEVEL_REPEATABLE_READ, readonly=True)
            cursor.execute(_PLAIN)
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_PATIENCE])
            cursor.execute("SELECT pg_export_snapshot()")
            yield connection, cursor.fetchone()[0]

    def tables(self) -> Tables:
        """Rows and checksum of every table, all as they are at one moment. Reads everything."""
        with self.one_moment() as (connection, _):
            return counted(connection)

    @property
    def maintenance(self) -> "Database":
        """One that every server has, for statements that are about databases."""
        return self.beside("postgres" if self.name != "postgres" else "template1")

    def exists(self) -> bool:
        """Whether the server has it."""
        return bool(
            self.maintenance.rows("SELECT 1 FROM pg_database WHERE datname = %s", self.name)
        )

    def create(self, like: "Database | None" = None) -> None:
        """Make it, empty, with the encoding and the sorting of another one if that exists."""
        found = (
            like.maintenance.rows(
                "SELECT to_jsonb(d), pg_encoding_to_char(encoding) FROM pg_database d"
                " WHERE datname = %s",
                like.name,
            )
            if like
            else []
        )
        words = [sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(self.name))]
        for word, value in _rules(*found[0]) if found else [("ENCODING", "UTF8")]:
            words.append(sql.SQL(f"{word} {{}}").format(sql.Literal(value)))
        self.maintenance.rows(sql.SQL(" ").join(words))

    def drop(self) -> None:
        """Remove it, whoever is connected to it; nothing happens if it is not there."""
        name = sql.Identifier(self.name)
        self.maintenance.rows(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    def analyze(self) -> None:
        """Collect what the planner wants to know, which a dump brings only in part."""
        self.rows("ANALYZE")

    def takes_the_place_of(self, target: "Database", aside: str) -> None:
        """Rename this one to what `target` is called, which is renamed to `aside`: both or none.

        Whoever is connected to either is cut off. Failed if somebody keeps coming back.
        """
        renamings = [(target.name, aside), (self.name, target.name)]
        statements = [
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, pair))
            for pair in renamings
        ]
        for tries_left in reversed(range(10)):
            try:
                with self.maintenance.connected(autocommit=False) as connection:
                    _rename(connection, [self.name, target.name], statements)
                return
            except Failed as failed:
                in_use = isinstance(failed.__cause__, errors.ObjectInUse)
                if not in_use or not tries_left:
                    raise
                time.sleep(0.2)


def _rename(connection: Any, names: list[str], statements: list[Any]) -> None:
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = ANY(%s) AND pid <> pg_backend_pid()",
            [names],
        )
        for statement in statements:
            cursor.execute(statement)


def counted(connection: Any) -> Tables:
    """Rows and checksum of every table, as this connection sees them.

    The checksum does not depend on the order of the rows.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        found: Tables = {}
        for table, columns in cursor.fetchall():
            cursor.execute(
                f"SELECT count(*), coalesce(sum(('x' || left(md5(ROW({columns or ''})::text), 15))"  # noqa: S608 - quoted by PostgreSQL
                f"::bit(60)::bigint), 0)::text FROM {table}"
            )
            found[table] = list(cursor.fetchone())
        return found


def differences(expected: Tables, found: Tables) -> list[str]:
    """In which tables two looks differ, in words."""
    told = [f"{table} is missing" for table in sorted(expected.keys() - found.keys())]
    told += [f"{table} is not in the backup" for table in sorted(found.keys() - expected.keys())]
    for table in sorted(expected.keys() & found.keys()):
        (rows, checksum), (rows_now, checksum_now) = expected[table], found[table]
        if rows != rows_now:
            told.append(f"{table} has {rows_now} rows instead of {rows}")
        elif checksum != checksum_now:
            told.append(f"{table} has other values in its {rows} rows")
    return told


def _rules(database: dict[str, Any], encoding: str) -> list[tuple[str, str]]:
    """How to say in CREATE DATABASE what another database is like."""
    provider = _PROVIDERS[database["datlocprovider"]]
    rules = [
        ("ENCODING", encoding),
        ("LC_COLLATE", database["datcollate"]),
        ("LC_CTYPE", database["datctype"]),
        ("LOCALE_PROVIDER", provider),
    ]
    locale = database.get("datlocale") or database.get("daticulocale")  # before PostgreSQL 17
    if provider != "libc":
        rules.append((f"{provider.upper()}_LOCALE", locale))
    return rules
