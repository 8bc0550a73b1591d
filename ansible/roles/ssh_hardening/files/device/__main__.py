"""Lets this device's sshd take keys only, for now or for good, or takes that back.

    check|close|confirm|undo|open REQUEST

REQUEST is base64 of JSON (vars/main.yml). Answers with one line of JSON, in which `mistakes` are messages.
"""
import sys

from mimamori_ssh.verbs import main

main(*sys.argv[1:])
