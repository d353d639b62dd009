"""The floors: no model and no string of a lower floor names a higher one."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model

FLOORS = ("browse", "cities", "pilots", "summaries", "desk", "reading")
FOLDERS = {"browse": "browse", "cities": "cities", "pilots": "pilots"}
MODELS = [model for floor in FLOORS for model in apps.get_app_config(floor).get_models()]


def floor(model: type[Model]) -> int:
    """How high the model stands."""
    return FLOORS.index(model._meta.app_label)


def test_there_are_models_on_each_floor() -> None:
    assert {model._meta.app_label for model in MODELS} == set(FLOORS)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_forward_relation_leads_up(model: type[Model]) -> None:
    up = [
        field.name
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation and not field.auto_created and field.related_model
        if field.related_model._meta.app_label in FLOORS
        and floor(field.related_model) > floor(model)
    ]
    assert up == []


def strings(path: Path) -> list[str]:
    """The string constants of a source file, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
    ]


@pytest.mark.parametrize("name", FOLDERS)
def test_no_string_of_a_lower_floor_names_a_model_of_a_higher_one(name: str) -> None:
    higher = FLOORS[FLOORS.index(name) + 1 :]
    wanted = {f"{app}.{model.__name__}".lower() for app in higher for model in MODELS}
    sources = list((Path(settings.BASE_DIR) / FOLDERS[name]).rglob("*.py"))
    assert sources
    found = {
        (path.name, text)
        for path in sources
        for text in strings(path)
        if text.lower() in wanted or any(text.startswith(f"ucap.{app}") for app in higher)
    }
    assert found == set()


@pytest.mark.parametrize("name", FOLDERS)
def test_no_file_of_a_lower_floor_imports_a_higher_one(name: str) -> None:
    higher = {"ucap", *FLOORS[FLOORS.index(name) + 1 :]}
    found = set()
    for path in (Path(settings.BASE_DIR) / FOLDERS[name]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found |= {(path.name, m) for m in modules if m.partition(".")[0] in higher}
    assert found == set()
