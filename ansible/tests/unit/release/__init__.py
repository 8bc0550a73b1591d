"""The device's program of role `release` is no part of the collection's Python: it is found in the role's files."""
import os
import sys

_COLLECTION = os.path.join(os.path.dirname(os.path.realpath(__file__)), '../../..')
sys.path.insert(0, os.path.join(_COLLECTION, 'roles/release/files/device'))

import mimamori_release  # noqa: E402

# What artifact.py puts in beside it.
mimamori_release.__path__.append(os.path.join(_COLLECTION, 'plugins/plugin_utils'))
