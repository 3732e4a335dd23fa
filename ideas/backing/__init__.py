"""Enough people in enough organisations stand behind a problem: somebody who decides must answer, in public."""
