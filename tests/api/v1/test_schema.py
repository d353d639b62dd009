"""The description of the machine interface is valid, and the interface does as it says."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.api.v1.asking import answer
from ucap.api.v1.records import KINDS
from ucap.wsgi import application

pytestmark = pytest.mark.usefixtures("seeded", "db")


@pytest.fixture
def described():
    """The interface as schemathesis reads its description."""
    return schemathesis.openapi.from_wsgi("/api/v1/schema/", application)


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_every_answer_is_one_that_is_described(case) -> None:
    case.call_and_validate()


def test_the_description_is_openapi_3_1() -> None:
    told = answer("schema/")
    assert told["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(told).validate()


def test_it_describes_every_list_and_its_records() -> None:
    paths = answer("schema/")["paths"]
    assert set(paths) == {
        path for name in KINDS for path in (f"/api/v1/{name}/", f"/api/v1/{name}/{{slug}}/")
    }
