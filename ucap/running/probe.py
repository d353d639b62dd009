"""Ask the portal on this machine how it is: `python -m ucap.running.probe /healthz`.

For a container, which has no curl. The request names the first of ALLOWED_HOSTS, since the portal
answers to no other name. Ends with 1 unless the answer is a 200. Standard library only.
"""

import os
import sys
import urllib.error
import urllib.request


def main(path: str) -> None:
    """Ask, print what was answered, and end the program."""
    _, _, port = (os.environ.get("BIND") or "127.0.0.1:8000").rpartition(":")
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": host()})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - this machine
            print(answer.read().decode().strip())
    except urllib.error.HTTPError as error:
        sys.exit(f"{error.code} {error.read().decode().strip()}")
    except OSError as error:
        sys.exit(f"no answer: {error}")


def host() -> str:
    """A name that the portal answers to."""
    names = [name.strip() for name in os.environ.get("ALLOWED_HOSTS", "").split(",")]
    return next((name.lstrip(".") for name in names if name not in ("", "*")), "127.0.0.1")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "/healthz")
