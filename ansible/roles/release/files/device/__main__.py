"""The program of role `release` on a device: `python3 release.pyz COMMAND DEADLINE REQUEST`.

COMMAND is one of the table in mimamori_release/commands.py, DEADLINE a number of seconds after which it gives up,
REQUEST the role's `release_request` as base64 of JSON (NAME alone for `restore`, which the device calls by itself).
It prints one line of JSON: `{"failed": false, …}`, or `{"failed": true, "message": …}` and ends with 1.
"""
import sys

from mimamori_release.commands import run

sys.exit(run(sys.argv[1:]))
