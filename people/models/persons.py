"""Persons and what they bring."""

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext

from common.models import Record
from people.models.changes import ITS_PERSON, tells_of_members
from people.words import Language, Skill, Topic

MOST_HOURS, MOST_DOTANKS = 40, 5


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make a person who can sign in with this e-mail address."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def get_by_natural_key(self, email: str | None) -> "Person":
        return self.get(email__iexact=email)


class Person(AbstractBaseUser):
    """Somebody who works for an organisation; every person here is a civil servant."""

    holds_personal_data: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Kept in small letters by whoever makes a person, so that unique means one person per address.
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        triggers = [tells_of_members("SELECT NEW.id", of=pgtrigger.UpdateOf("is_active"))]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """How others read of this person; whoever was erased has no name any more."""
        return self.name or gettext("A former colleague")


class Profile(models.Model):
    """What a person offers the network: teams are proposed by it. Read where one meets its owner, never listed."""

    holds_personal_data: ClassVar[bool] = True

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="profile")
    languages = ArrayField(models.CharField(max_length=2, choices=Language.choices), default=list)
    topics = ArrayField(models.CharField(max_length=40, choices=Topic.choices), default=list)
    hours_a_week = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(MOST_HOURS)])
    dotank_cap = models.PositiveSmallIntegerField(default=1, validators=[MaxValueValidator(MOST_DOTANKS)])
    paused = models.BooleanField(default=False)
    # A poster who stands alone may be brought together with them; nobody sees that they said so.
    open_to_peers = models.BooleanField(default=False, db_default=False)

    class Meta:
        triggers = [tells_of_members(ITS_PERSON)]


class PersonSkill(Record):
    """A skill with its level, 1 (knows of it) to 4 (others come to ask)."""

    holds_personal_data: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="skills")
    skill = models.CharField(max_length=40, choices=Skill.choices)
    level = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(4)])
    wants_to_use = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "skill"], name="one_level_per_skill"),
            models.CheckConstraint(condition=models.Q(level__range=(1, 4)), name="skill_level_1_to_4"),
        ]
        triggers = [tells_of_members(ITS_PERSON)]
