"""A load that was cut off, and a network that grew."""

import pytest
from django.utils import timezone

from common.models import HistoryLine
from flow.demo import files
from flow.demo.loading import load_demo
from ideas.models import Problem
from people.models import Notice, Person

A_FEW = {"no-lonely-innovators", "us-border-card-payment", "br-prato-aberto", "us-passport-email"}


@pytest.mark.django_db
def test_an_interrupted_load_leaves_nothing_and_the_next_one_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    real, said = timezone.now, []

    # A few are enough here, one of them with a team; all of them are loaded in test_demo.
    stories = [story for story in files.stories() if story["slug"] in A_FEW]
    # The groups are sent problems of the other stories.
    monkeypatch.setattr(files, "groups", list)
    later = "no-lonely-innovators"
    monkeypatch.setattr(files, "stories", lambda: stories)

    def cut_off(line: str) -> None:
        said.append(line)
        if len(said) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_demo(cut_off)
    assert (Person.objects.count(), Problem.objects.count(), HistoryLine.objects.count()) == (0, 0, 0)
    assert timezone.now is real

    monkeypatch.setattr(files, "stories", lambda: [story for story in stories if story["slug"] != later])
    first = load_demo()
    assert (first.new_people, first.new_stories) == (48, len(stories) - 1)

    # Somebody has begun to work in the network; a newer release brings one more story.
    waiting = Notice.objects.filter(person__email__startswith="anneke@")
    waiting.update(seen_at=None)
    unseen = set(waiting.values_list("pk", flat=True))
    assert len(unseen) > 3
    monkeypatch.setattr(files, "stories", lambda: stories)
    second = load_demo()
    assert (second.new_people, second.new_stories) == (0, 1)
    assert Problem.objects.filter(pk=files.fixed_id("problem", later)).exists()
    assert unseen <= set(waiting.filter(seen_at=None).values_list("pk", flat=True))
