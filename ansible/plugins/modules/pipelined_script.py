"""Documentation alone: all of it happens in plugins/action/pipelined_script.py, on the server."""
DOCUMENTATION = r"""
module: pipelined_script
short_description: Runs a Python program of the server's on the device, in one exchange over the connection
version_added: 0.1.0
author: Mimamori contributors (!UNKNOWN)
description:
  - As M(ansible.builtin.script), which takes six exchanges for it, and leaves the file of the program on the device where a run is killed.
  - As with pipelined modules, the program comes through the standard input of the device's Python, and sudo must not demand a terminal.
    So do its arguments, which may hold secrets, since sudo writes command lines into the journal.
  - It is skipped in check mode.
options:
  argv:
    description: The program on the server, which is a script or a zip file with a C(__main__), and its arguments.
    type: list
    elements: str
    required: true
  executable:
    description: The device's Python, 3.8 or newer.
    type: str
    default: /usr/bin/python3
"""

EXAMPLES = r"""
- name: Ask the device what runs
  mimamori.fleet.pipelined_script:
    argv: [/srv/look.pyz, health, "30"]
  register: looked
"""

RETURN = r"""
rc:
  description: What the program ended with. The task fails where it is not 0.
  returned: always
  type: int
stdout:
  description: What it wrote to its standard output.
  returned: always
  type: str
stderr:
  description: What it wrote to its standard error.
  returned: always
  type: str
"""
