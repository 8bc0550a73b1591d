"""The programs of role `kiosk`, found in the role's files."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '../../../roles/kiosk/files'))
