"""What is stored of problems and what is said about them; who posted stays behind its one door."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.retention import AT_ONCE, Rule, keep_until
from ideas import poster
from ideas.actions.attachments import forget_files
from ideas.backing import privacy as of_backing  # noqa: F401 - says what is stored there
from ideas.models import Attachment, Comment, Follow, Look, Mention, Problem, Report, Support
from ideas.peers import privacy as of_peers  # noqa: F401 - says what is stored there
from ideas.states import ProblemState
from people.models import Person
from people.privacy.registry import Fate, Ground, Store, Table, forget_later, store

DRAFTS_KEPT = timedelta(days=365)


def posted(person: Person) -> Any:
    """What this person posted, by name or under a pseudonym; only ever called for the person who asks."""
    return Problem.objects.filter(Q(persona__in=poster.personas_of(person)) | Q(posted_by=person)).select_related(
        "persona"
    )


def forget_drafts(person: Person) -> None:
    """What was never posted goes; what was posted stays, and what links it to the person goes on another day."""
    posted(person).filter(state=ProblemState.DRAFT).delete()


def stop_naming(person: Person) -> None:
    """Their support still counts, and nobody sees whose it is."""
    Support.objects.filter(person=person).update(by_name=False)


def address_of(attachment: Attachment) -> str:
    """Where its poster finds the file itself, signed in."""
    return f"{settings.SITE_URL}{reverse('attachment_file', args=[attachment.pk])}"


@transaction.atomic
def forget_old_drafts() -> int:
    """Remove drafts that nobody touched for a year."""
    old = Problem.objects.filter(state=ProblemState.DRAFT, day__lt=timezone.localdate() - DRAFTS_KEPT)
    some = list(old.values_list("pk", flat=True)[:AT_ONCE])
    return Problem.objects.filter(pk__in=some).delete()[0]


store(
    Store(
        name="problems",
        title=_("A problem you post"),
        what=_(
            "What you write, with the kind of organisation you work for. Who posted it is kept apart from it, "
            "sealed, in a place that no page can read. Please mind: in a small organisation, colleagues may "
            "guess from the story who told it."
        ),
        why=_("So that you can say what stands in the way without fear, and still hear of every step."),
        ground=Ground.PUBLIC_TASK,
        kept=_(
            "The problem stays public. A draft goes after a year untouched. Erase yourself, and nobody can "
            "say any more who posted it."
        ),
        seen_by=_(
            "Everybody reads the problem. Nobody sees who posted it, unless you show your name, or two "
            "coordinators of two organisations agree on a look; you hear of that."
        ),
        tables=(
            Table(
                Problem,
                _("Problems you posted"),
                Fate.UNNAMED,
                mine=posted,
                columns={
                    _("Pseudonym"): lambda problem: str(problem.persona),
                    _("Under your name"): "by_name",
                    _("Title"): "title",
                    _("What happens"): "situation",
                    _("Who is stopped"): "who_is_stopped",
                    _("The rule"): "rule",
                    _("Whom it hurts"): "whom_it_hurts",
                    _("What was tried"): "what_was_tried",
                    _("How we would know"): "how_we_would_know",
                    _("State"): "state",
                    _("Day"): "day",
                },
                erase=forget_drafts,
            ),
        ),
    )
)

store(
    Store(
        name="attachments",
        title=_("Photos and documents with a problem"),
        what=_(
            "A photo is drawn anew: place, time, camera and the name of the file are not kept. A document stays as "
            "it is, and may say who made it; that is why a problem under a pseudonym has none."
        ),
        why=_("Because a picture often shows what stands in the way better than words."),
        ground=Ground.PUBLIC_TASK,
        kept=_("As long as the problem, or until you remove it. With a problem that you withdraw they go at once."),
        seen_by=_("Whoever reads the problem."),
        tables=(
            Table(
                Attachment,
                _("Photos and documents with problems you posted"),
                Fate.UNNAMED,
                mine=lambda person: Attachment.objects.filter(problem__in=posted(person)).select_related("problem"),
                columns={
                    _("Problem"): "problem.title",
                    _("Kind"): "kind",
                    _("Number"): "number",
                    _("What it shows"): "description",
                    _("Day"): "day",
                    _("Where to download it"): address_of,
                },
            ),
        ),
    )
)

store(
    Store(
        name="conversation",
        title=_("What you say about problems"),
        what=_(
            "That a problem is yours too and how often, what you follow, your comments, and in which comments "
            "you are mentioned. Who reported something is not kept."
        ),
        why=_("So that it shows how many have the same trouble, and people can talk about it."),
        ground=Ground.PUBLIC_TASK,
        kept=_("As long as the problem. Erase yourself, and comments and support stay without your name."),
        seen_by=_(
            "Signed-in colleagues read comments with the name. Your support is counted without your name, "
            "unless you chose to show it."
        ),
        tables=(
            Table(
                Support,
                _("Problems that are yours too"),
                Fate.UNNAMED,
                mine=lambda person: Support.objects.filter(person=person).select_related("problem", "organisation"),
                columns={
                    _("Problem"): "problem.title",
                    _("How often"): "how_often",
                    _("Under your name"): "by_name",
                    _("Organisation"): "organisation.name",
                    _("Day"): "day",
                },
                erase=stop_naming,
            ),
            Table(
                Follow,
                _("What you follow"),
                Fate.REMOVED,
                mine=lambda person: Follow.objects.filter(person=person).select_related("problem"),
                columns={_("Problem"): "problem.title"},
            ),
            Table(
                Comment,
                _("Your comments"),
                Fate.UNNAMED,
                mine=lambda person: Comment.objects.filter(
                    Q(person=person) | Q(persona__in=poster.personas_of(person))
                ).select_related("problem"),
                columns={
                    _("Problem"): "problem.title",
                    _("What you wrote"): "text",
                    _("State"): "state",
                    _("Day"): "day",
                },
            ),
            Table(
                Mention,
                _("Comments that mention you"),
                Fate.REMOVED,
                mine=lambda person: Mention.objects.filter(person=person).select_related("comment__problem"),
                columns={_("Problem"): "comment.problem.title", _("Day"): "comment.day"},
            ),
            Table(
                Report,
                _("Reports"),
                Fate.UNNAMED,
                because="Who reported is not kept: only a mark that stops the same person from reporting twice.",
            ),
        ),
    )
)

store(
    Store(
        name="looks",
        title=_("Looks behind a pseudonym"),
        what=_("Which coordinators asked for a look and agreed on it, why, and when; never who was found."),
        why=_("So that no look happens unseen."),
        ground=Ground.DUTY,
        kept=_("As long as the problem, with the coordinators' names."),
        seen_by=_("Coordinators, and whoever posted the problem."),
        tables=(
            Table(
                Look,
                _("Looks you asked for or agreed on"),
                Fate.NAMED,
                mine=lambda person: Look.objects.filter(Q(asked_by=person) | Q(answered_by=person)).select_related(
                    "problem"
                ),
                columns={
                    _("Problem"): "problem.title",
                    _("Reason"): "reason",
                    _("State"): "state",
                    _("Moment"): "created_at",
                },
            ),
        ),
    )
)

forget_later(poster.forget)
keep_until(Rule("drafts", _("A draft of a problem that nobody touched"), _("a year"), forget_old_drafts))
keep_until(
    Rule("files", _("A photo or a document that was removed, or whose draft has gone"), _("an hour"), forget_files)
)
