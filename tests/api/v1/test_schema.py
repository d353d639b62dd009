"""The description of the machine interface is valid, and the interface does as it says."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.api.v1.asking import answer
from ucap.api.v1.records import KINDS
from ucap.wsgi import application

pytestmark = pytest.mark.usefixtures("seeded", "db")


PATHS = [path for name in KINDS for path in (f"/api/v1/{name}/", f"/api/v1/{name}/{{slug}}/")]


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Keep the tests' own connection when an answer ends, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_one_that_is_described(path: str) -> None:
    described = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
    cases = described[path]["GET"].as_strategy()

    @settings(max_examples=30, suppress_health_check=list(HealthCheck))
    @given(case=cases)
    def each(case: Any) -> None:
        # no description can say which cities there are, so that some are refused
        case.call_and_validate(
            headers={"Accept-Encoding": "identity"}, excluded_checks=[positive_data_acceptance]
        )

    each()


def test_the_description_is_openapi_3_1() -> None:
    told = answer("schema/")
    assert told["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(told).validate()


def test_it_describes_every_list_and_its_records() -> None:
    paths = answer("schema/")["paths"]
    assert set(paths) == set(PATHS)
