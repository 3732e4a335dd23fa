"""Things that can come with an archive from another room."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _

from people.models import Person

NAME = 120


class Brought(models.Model):
    """Something in a room that may have come with an archive.

    Then the name of whoever it is of stands here as the archive wrote it, and belongs to no account; the account beside
    it is of who brought it in.
    """

    WHOSE: ClassVar[str] = "person"

    brought_as = models.CharField(max_length=NAME, blank=True, default="", db_default="")

    class Meta:
        abstract = True

    @property
    def shown_as(self) -> str:
        """The name to show: of the account, or the one in the archive, which says where it is from."""
        if self.brought_as:
            return _("%(name)s (from an archive)") % {"name": self.brought_as}
        return str(getattr(self, self.WHOSE).shown_name)

    @property
    def shown_author(self) -> Person:
        """Whom to show: the account, or a name that belongs to none."""
        if not self.brought_as:
            found: Person = getattr(self, self.WHOSE)
            return found
        named = Person(name=self.shown_as)
        named.employments_today = []  # type: ignore[attr-defined]
        return named

    @property
    def name_to_take_along(self) -> str:
        """The name that goes into another archive."""
        return self.brought_as or str(getattr(self, self.WHOSE).shown_name)
