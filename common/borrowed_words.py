"""Texts of the form library that its own catalogues lack; named here so that our catalogues carry their words."""

from django.utils.translation import gettext_noop as _

BORROWED = [
    _("Must be a valid boolean."),
    _("Not a valid string."),
    _("Must be a valid UUID."),
    _("Datetime value out of range."),
    _("Ensure this field has at least {min_length} elements."),
    _("Ensure this field has no more than {max_length} elements."),
    _("This dictionary may not be empty."),
    _("Surrogate characters are not allowed: U+{code_point:X}."),
]
