"""`make run`: the product on this machine, over plain HTTP."""

import os

os.environ.setdefault("LOG_FORMAT", "console")

from config.settings.base import *
