"""Compiles cpu_clock.c, the clock that is preloaded for peers whose only limit is one of elapsed time."""

import os
import shutil
import subprocess

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cpu_clock.c")


def build(directory):
    """The library's path, or None where there is no C compiler; then those peers are stopped by elapsed time."""
    if shutil.which("cc") is None:
        return None
    library = os.path.join(directory, "cpu_clock.so")
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, SOURCE], check=True)
    return library
