"""What is broken on purpose, one file a fault: bin/test --faults."""

import pytest

for _name in ("breaking", "edits", "hand", "readers"):
    pytest.register_assert_rewrite(f"{__name__}.{_name}")
