"""Child processes that do not outlive their parent."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any


def run(*command: str | os.PathLike[str], **options: Any) -> subprocess.CompletedProcess[str]:
    """`subprocess.run` for a child that is told to stop when this process ends, even if killed."""
    return subprocess.run(
        command, text=True, preexec_fn=dies_with_parent(signal.SIGTERM), **options
    )


def dies_with_parent(sent: signal.Signals) -> Callable[[], None] | None:
    """For `preexec_fn`: the kernel sends the child this signal when its parent ends.

    Linux only; elsewhere a killed parent leaves its children behind.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def ask_the_kernel() -> None:
        prctl(1, int(sent))  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os.kill(os.getpid(), sent)

    return ask_the_kernel
