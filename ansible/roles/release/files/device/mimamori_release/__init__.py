"""One subject a file; standard library of Python 3.8 only, since that is all a device is sure to have."""
