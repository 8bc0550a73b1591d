"""The device's program of role `ssh_hardening`, found in the role's files."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '../../../roles/ssh_hardening/files/device'))
