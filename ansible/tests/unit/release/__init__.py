"""The device's program of role `release` is no part of the collection's Python: it is found in the role's files."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '../../../roles/release/files/device'))
