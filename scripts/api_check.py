"""Serves a store on a free port and sends made-up requests to every operation that /api/openapi.json tells of.

Usage: `python scripts/api_check.py STORE [EXAMPLES]`. No answer may be a fault of the server or have another status, media type,
header or shape than the description says, and what is wrong must be refused. Exit code 1 where one is not so.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

CHECKS = (
    *("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance"),
    *("response_schema_conformance", "unsupported_method", "negative_data_rejection"),
)
BIN = Path(sys.executable).parent


def main(arguments: list[str]) -> int:
    """Serves, asks and stops."""
    store, examples = arguments[0], arguments[1] if len(arguments) > 1 else "100"
    serving = subprocess.Popen([BIN / "jarlyk", "serve", "--store", store, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        address = next((match[0] for line in serving.stderr or () if (match := re.search(r"http://[\d.:]+/", line))), None)
        if address is None:
            print("the service did not start", file=sys.stderr)
            return 1
        command = [BIN / "schemathesis", "run", f"{address}api/openapi.json", "--phases", "examples,coverage,fuzzing"]
        bounds = ["--max-examples", examples, "--seed", "1", "--request-timeout", "60"]
        checks = ["--continue-on-failure", "--checks", ",".join(CHECKS)]
        return subprocess.run([*command, *bounds, *checks], check=False).returncode
    finally:
        serving.terminate()
        serving.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
