"""A proposal comes out again from what was kept of it, and says why when it does not."""

import json
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from dotanks import candidates
from dotanks.actions import teams
from dotanks.assembly.digest import digest
from dotanks.models import Need, ProposedTeam
from dotanks.replay import replay
from people.models import Employment, Profile
from tests import stages
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def said(proposed: ProposedTeam) -> str:
    out = StringIO()
    call_command("replay_proposal", str(proposed.pk), stdout=out)
    return out.getvalue()


def test_nothing_changed_gives_the_same_team(cast: Cast) -> None:
    proposed = stages.proposed_team(cast)
    # The need is stated anew afterwards; the replay goes by the one of then.
    problem = proposed.need.problem_id
    teams.state_need(coordinator=cast.coordinator, problem_id=problem, **{**stages.NEED, "size_wanted": 2})

    assert said(ProposedTeam.objects.get(pk=proposed.pk)) == "same team\nthe members are exactly those of then\n"


def test_who_cannot_be_asked_any_more_is_named_with_the_reason(cast: Cast) -> None:
    proposed = stages.proposed_team(cast)
    Profile.objects.filter(person=cast.third).update(hours_a_week=0)
    Profile.objects.filter(person=cast.member).update(paused=True)
    Employment.objects.filter(person=cast.fourth).delete()

    again = replay(proposed)

    assert again
    assert (again.same_team, again.same_members) == (False, False)
    assert again.not_today == {
        str(cast.third.pk): "too_few_hours",
        str(cast.member.pk): "may_not_be_asked",
        str(cast.fourth.pk): "left",
    }
    assert "another team" in said(proposed)
    assert "members have changed since" in said(proposed)


def test_another_answer_from_the_same_members_is_a_fault(cast: Cast) -> None:
    proposed = stages.proposed_team(cast)
    proposed.answer["team"]["seats"].pop()
    proposed.save(update_fields=["answer"])

    with pytest.raises(CommandError, match="the assembler has changed"):
        said(proposed)


def test_what_is_kept_does_not_tell_the_poster(cast: Cast) -> None:
    kept = json.dumps(stages.proposed_team(cast).basis)

    assert str(cast.poster.pk) not in kept
    assert set(json.loads(kept)) == {"need", "weights", "members", "digest", "day"}


def test_the_mark_tells_any_change(cast: Cast) -> None:
    before = digest(candidates.columns())
    assert digest(candidates.columns()) == before

    Profile.objects.filter(person=cast.third).update(hours_a_week=7)
    changed = digest(candidates.columns())
    cast.third.skills.all().delete()

    assert len({before, changed, digest(candidates.columns())}) == 3


def test_of_what_nothing_was_kept_there_is_no_replay(cast: Cast) -> None:
    stages.batch_done(cast)

    with pytest.raises(CommandError, match="Nothing was kept"):
        said(ProposedTeam.objects.get())
    with pytest.raises(CommandError, match="no proposed team"):
        call_command("replay_proposal", str(uuid4()))
    assert Need.objects.exists()
