"""Tests of texts in four languages."""

from pathlib import Path

import pytest
from django.utils.translation.reloader import translation_file_changed

from tools import catalogues


@pytest.fixture(autouse=True, scope="module")
def _compiled() -> None:
    """What is read here is what the catalogues say now."""
    if catalogues.compile():
        translation_file_changed(sender=None, file_path=Path("django.mo"))
