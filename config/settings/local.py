"""`make run`: the product on this machine, over plain HTTP."""

import os

os.environ.setdefault("LOG_FORMAT", "console")
# Whoever tries the product sees what they post at once; the delay guards real people.
os.environ.setdefault("PERSONA_DELAY_MINUTES", "0-0")
# Trying it out stays easy: nobody is sent away, and roles do not wait for a second factor (which may be set up).
os.environ.setdefault("SECOND_FACTOR_ROLES", "")
os.environ.setdefault("SESSION_HOURS", "720")
os.environ.setdefault("IDLE_MINUTES", "0")
os.environ.setdefault("STEP_UP_MINUTES", "15")

from config.settings.base import *
