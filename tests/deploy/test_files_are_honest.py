"""What stands in deploy/ is there: variables that are read, commands and paths that exist."""

import ast
import re
import shlex
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

HERE = Path(__file__).resolve().parents[2]
DEPLOY = HERE / "deploy"
READERS = {
    *("required", "flag", "whole", "listed", "chosen", "number"),
    *("web_address", "mail_server", "contacts", "day"),
}
ALSO_READ = {"ucap/backups/backup.py", "deploy/gunicorn.conf.py", "ucap/running/probe.py"}
BY_GUNICORN = "WEB_CONCURRENCY"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
OURS = {name for name, told in COMPOSE["services"].items() if told["image"] == "ucap-portal"}


def read_in(path: str) -> set[str]:
    """The environment variables that a module reads, by a name written there."""
    found = set()
    for node in ast.walk(ast.parse((HERE / path).read_text())):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            call = ast.unparse(node.func)
            if call in READERS or call in ("os.environ.get", "command.folder"):
                found.add(str(node.args[0].value))
    return found


def example() -> set[str]:
    """The variables in the example of an environment file, those left out included."""
    text = (DEPLOY / "portal.env.example").read_text()
    return set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE))


def test_the_example_names_what_is_read_and_nothing_else() -> None:
    read = read_in("ucap/settings.py").union(*map(read_in, ALSO_READ)) | {BY_GUNICORN}
    assert {"DATABASE_URL", "HTTPS", "EMAIL_URL", "DOCUMENT_MAX_BYTES", "BIND"} <= read
    assert example() == read


def test_the_readme_explains_every_setting() -> None:
    table = (HERE / "README.md").read_text().partition("### Configuration")[2].partition("\n## ")[0]
    explained = set(re.findall(r"`([A-Z_]{5,})`", table))
    assert read_in("ucap/settings.py") | {"BACKUP_DIR"} <= explained


def test_the_example_holds_no_secret_and_begins_as_production_does() -> None:
    lines = dict(
        line.split("=", 1)
        for line in (DEPLOY / "portal.env.example").read_text().splitlines()
        if re.match(r"[A-Z_]+=", line)
    )
    assert lines["SECRET_KEY"] == ""
    assert (lines["HTTPS"], lines["LOG_FORMAT"]) == ("1", "json")
    assert "DEBUG" not in lines


def exists(words: list[str]) -> None:
    """Assert that a command of ours is one: the program, the module, the management command."""
    program, *arguments = words
    if program == "sh":
        for part in arguments[1].split("&&"):
            exists(shlex.split(part))
    elif program == "gunicorn" or arguments[:2] == ["-m", "gunicorn"]:
        assert (HERE / arguments[arguments.index("--config") + 1]).is_file(), words
        assert arguments[-1] == "ucap.wsgi"
    elif arguments[:1] == ["-m"]:
        assert (HERE / f"{arguments[1].replace('.', '/')}.py").is_file(), words
    elif arguments[:1] == ["manage.py"]:
        assert arguments[1] in get_commands(), words
    else:
        assert (HERE / program).is_file(), words


def test_the_services_run_what_there_is() -> None:
    assert {"migrate", "web-1", "web-2", "open-data", "backup"} == OURS
    for name in OURS:
        command = COMPOSE["services"][name].get("command")
        if command:
            exists(command)


def test_the_services_know_each_other() -> None:
    services = COMPOSE["services"]
    for name, told in services.items():
        assert set(told.get("depends_on", ())) <= services.keys(), name
        for volume in told.get("volumes", ()):
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or (DEPLOY / source).is_file(), volume
    upstreams = services["proxy"]["environment"]["UPSTREAMS"].split()
    assert upstreams == ["web-1:8000", "web-2:8000"]


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_containers_can_change_nothing_but_their_data(name: str) -> None:
    told = COMPOSE["services"][name]
    assert told["read_only"] is True
    assert told["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in told["security_opt"]
    assert "privileged" not in told


def test_only_the_proxy_can_be_reached_from_outside() -> None:
    services = COMPOSE["services"]
    assert [name for name in services if "ports" in services[name]] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert all(services[name]["networks"] == ["inside"] for name in OURS)


def instructions() -> list[tuple[str, str]]:
    """The instructions of the container file, continued lines joined."""
    text = (DEPLOY / "Containerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in map(str.strip, lines)]


def test_the_image_is_built_from_what_there_is() -> None:
    copied = [rest.split()[:-1] for word, rest in instructions() if word == "COPY"]
    sources = [path for each in copied if "--from=build" not in each for path in each]
    assert len(sources) > 4
    for source in sources:
        assert (HERE / source).exists(), source


def test_the_image_runs_what_there_is_and_not_as_root() -> None:
    words = dict(instructions())
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", words["USER"])
    exists(ast.literal_eval(words["CMD"]))
    exists(ast.literal_eval(words["HEALTHCHECK"].partition("CMD ")[2]))
    assert "/healthz" in words["HEALTHCHECK"]


def test_every_image_names_its_version() -> None:
    images = [rest.split()[0] for word, rest in instructions() if word == "FROM"]
    images += [told["image"] for told in COMPOSE["services"].values() if "build" not in told]
    for image in images:
        assert re.search(r":\d", image), image


def directives(unit: Path) -> list[tuple[str, str]]:
    """The directives of a unit, in order."""
    lines = [line for line in unit.read_text().splitlines() if "=" in line]
    return [(line.partition("=")[0], line.partition("=")[2]) for line in lines]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_what_there_is_as_somebody_without_rights(unit: Path) -> None:
    told = directives(unit)
    checkout = dict(told)["WorkingDirectory"]
    starts = [value for name, value in told if name == "ExecStart"]
    assert starts
    for start in starts:
        exists([word.removeprefix(f"{checkout}/") for word in shlex.split(start)])
    for name, value in {
        "User": "ucap",
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "CapabilityBoundingSet": "",
    }.items():
        assert (name, value) in told, name


def test_every_variable_that_units_and_services_set_is_read() -> None:
    read = example() | {"PGOPTIONS", "PYTHONDONTWRITEBYTECODE"}  # by libpq, by Python
    in_units = {
        word.partition("=")[0]
        for unit in UNITS
        for name, value in directives(unit)
        if name == "Environment"
        for word in shlex.split(value)
    }
    in_services = {name for each in OURS for name in COMPOSE["services"][each]["environment"]}
    assert in_units | in_services <= read


def test_the_timer_has_a_service() -> None:
    for timer in (DEPLOY / "systemd").glob("*.timer"):
        assert timer.with_suffix(".service") in UNITS


def test_the_proxy_takes_a_document_with_the_form_around_it(settings) -> None:
    limit = re.search(r"max_size (\d+)MB", (DEPLOY / "Caddyfile").read_text())
    assert limit
    assert int(limit[1]) * 1000**2 > settings.DOCUMENT_MAX_BYTES + 2 * 1000**2
