"""bin/serve is killed with -9 while editors save, and started again at once."""

import signal

import pytest

from tests.faults.edits import Stream, is_seen_everywhere
from tests.faults.hand import Editor
from tests.faults.readers import wait_until_whole
from tests.ops.portal import Checkout, Serving

pytestmark = pytest.mark.fault


def test_no_edit_is_lost_and_the_same_port_is_served_again(
    checkout: Checkout, serving: Serving, editor: Editor
) -> None:
    stream = Stream(checkout, editor)
    with stream.running():
        for _ in range(2):
            stream.wait_for_more()
            serving.stop(signal.SIGKILL)
            port = serving.port
            serving = checkout.serve(PORT=str(port))
            serving.port = port
            serving.ready()
        stream.wait_for_more()
    stream.check()
    wait_until_whole(editor.address)
    is_seen_everywhere(serving, editor, checkout)
