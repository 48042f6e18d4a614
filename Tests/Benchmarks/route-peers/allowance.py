"""The CPU seconds a peer may spend, preparation of its data included, counted from the moment its packages are loaded."""

import time


class Allowance:
    """Begins when it is made; counts the CPU time of this process and all its threads."""

    def __init__(self, seconds):
        self.seconds = seconds
        self._began = time.process_time()

    def spent(self):
        """CPU seconds since the beginning."""
        return time.process_time() - self._began

    def left(self):
        """CPU seconds still to spend, never below a millisecond so that a limit made of it is a limit."""
        return max(0.001, self.seconds - self.spent())
