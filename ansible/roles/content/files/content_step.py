"""Begins and ends the steps of a set of content, as root, around the steps themselves: content_step.py begin|end DIRECTORY OF THE SET.

The agent has written which version it switched to, with a token; the result with this token is for the agent, and nobody else writes it.
"""
import json
import os
import subprocess
import sys

RESULTS = "/run/mimamori-content"
LONGEST = 400


def read_switched(directory):
    """The token of the switch; it belongs to the agent, so it is no link, and not long."""
    with open(os.open(os.path.join(directory, "switched"), os.O_RDONLY | os.O_NOFOLLOW), encoding="utf-8") as file:
        return str(json.loads(file.read(4096))["token"])


def write(name, text):
    """Replaces a file whole."""
    os.makedirs(RESULTS, mode=0o755, exist_ok=True)
    path = os.path.join(RESULTS, name)
    with open(path + ".new", "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o644)
        file.write(text)
    os.rename(path + ".new", path)


def last_line():
    """The last line that a step has printed."""
    subprocess.run(["journalctl", "--sync"], check=False, timeout=10)
    command = ["journalctl", "--quiet", "--output=cat", "--lines=1", "_SYSTEMD_INVOCATION_ID=" + os.environ["INVOCATION_ID"]]
    output = subprocess.run(command, check=False, timeout=10, capture_output=True).stdout
    return "".join(c if c.isprintable() else " " for c in output.decode("utf-8", "replace")).strip()[:LONGEST]


def describe():
    """Why the steps failed."""
    result = os.environ.get("SERVICE_RESULT", "")
    reason = {"timeout": "it took longer than its time limit", "exit-code": "exit code " + os.environ.get("EXIT_STATUS", "")}
    try:
        line = last_line()
    except (OSError, subprocess.SubprocessError):
        line = ""
    return ": ".join(part for part in [reason.get(result, result), line] if part)


def main():
    verb, directory = sys.argv[1:]
    name = os.path.basename(directory)
    if verb == "begin":
        write(name + ".token", read_switched(directory))
        return
    with open(os.path.join(RESULTS, name + ".token"), encoding="utf-8") as file:
        token = file.read()
    ok = os.environ.get("SERVICE_RESULT") == "success"
    write(name + ".json", json.dumps({"token": token, "ok": ok, "message": "" if ok else describe()}))


main()
