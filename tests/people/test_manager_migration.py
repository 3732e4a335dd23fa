"""Roles from before an organisation had to be named: a manager's becomes that of their employer, twins become one."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from people.models import Employment, Role
from tests.cast import Cast
from tests.organisations import in_days

move = import_module("people.migrations.0005_managers_of_their_employer")


@pytest.mark.django_db
def test_managers_get_their_employer_and_nobody_holds_a_role_twice(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE people_role DROP CONSTRAINT decides_for_an_organisation")
        cursor.execute("DROP INDEX one_open_role")
    Role.objects.filter(person=cast.manager).update(organisation=None)
    Employment.objects.filter(person=cast.outsider).update(until=in_days(-1))
    Role.objects.create(person=cast.outsider, kind="manager", since=in_days(0))
    Role.objects.create(person=cast.coordinator, kind="coordinator", since=in_days(0))

    for _twice in range(2):
        move.name_their_organisation(apps, None)

    held = Role.objects.filter(person__in=[cast.manager, cast.outsider, cast.coordinator])
    assert set(held.values_list("person__name", "organisation__name")) == {
        ("Max Manager", "Municipality of Home"),
        ("Cora Coordinator", None),
    }
