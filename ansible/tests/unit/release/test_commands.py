import unittest

from mimamori_release import commands


class Commands(unittest.TestCase):
    def test_each_of_them_is_a_function_that_is_there(self):
        for name in {**commands.READING, **commands.CHANGING, **commands.TAKING}.values():
            self.assertTrue(callable(commands.loaded(name)), name)
