"""Proposals and sign-offs from before submissions were kept: each gets its submission, and the manager's sign-off."""

from importlib import import_module

import pytest
from django.db import connection

from common.states import note_step
from dotanks.models import Proposal, Submission
from experiments.models import RequiredSignOff, SignOff
from experiments.rules import stands
from tests import stages
from tests.cast import Cast

submissions = import_module("dotanks.migrations.0016_submissions")
chains = import_module("experiments.migrations.0010_sign_off_chains")


@pytest.mark.django_db
def test_what_was_submitted_before_is_a_submission(cast: Cast) -> None:
    saved = stages.version(cast)
    proposal = Proposal.objects.create(
        dotank=saved.dotank, version=saved, title="T", asked="A", summary="S", state="submitted"
    )
    line = note_step(proposal, "submit", by=cast.member, version=saved.number)
    line.refresh_from_db()

    with connection.cursor() as cursor:
        cursor.execute(submissions.FILL)

    submission = Submission.objects.get()
    assert (submission.version, submission.submitted_by, submission.created_at) == (saved, cast.member, line.at)


@pytest.mark.django_db
def test_a_sign_off_of_before_rests_on_the_managers(cast: Cast) -> None:
    stages.signed_off(cast)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("experiments_signoff", "experiments_requiredsignoff"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE experiments_signoff ALTER COLUMN required_id DROP NOT NULL")
        cursor.execute("UPDATE experiments_signoff SET required_id = NULL")
        cursor.execute("DELETE FROM experiments_requiredsignoff")

        cursor.execute(chains.FILL)

    given = SignOff.objects.get()
    assert given.required == RequiredSignOff.objects.get(kind="manager", organisation=cast.home)
    assert stands(given)
