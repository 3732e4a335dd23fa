"""Photos and documents with a problem: added, described and removed by its poster, or taken away by a coordinator."""

from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from common import files, throttles
from common.attachments.kinds import AttachmentKind
from common.attachments.making import Made
from common.refusals import Forbidden, Invalid, WrongState
from common.states import note_step
from ideas import broadcasts, queries
from ideas.attachments.queries import get_attachment_for_coordinator, get_own_attachment
from ideas.attachments.rules import abilities
from ideas.models import Attachment, Problem
from ideas.models.personas import moment_by_lot
from ideas.poster import is_poster, tell_poster
from ideas.states import HIDDEN, MEMBERS_ONLY, STILL_TO_READ
from people.models import Person

MOST = 6
A_DAY, SENT_A_DAY = 24 * 60 * 60, 100


def ready_to_attach(*, poster: Person, problem_id: UUID) -> None:
    """Refuse, before a byte of the file is read, whoever is not the poster or sent very many."""
    if not is_poster(poster, queries.get_problem(poster, problem_id)):
        raise Forbidden
    words = _("Those were many files for one day. Please send the rest tomorrow.")
    throttles.count("files", poster.pk, most=SENT_A_DAY, seconds=A_DAY, words=words)


@transaction.atomic
def add_attachment(*, poster: Person, problem_id: UUID, made: Made) -> Attachment:
    """Put a photo or a document with a problem; one under a pseudonym that others read shows it later, by lot."""
    problem = queries.get_own_problem(poster, problem_id)
    if problem.state not in STILL_TO_READ:
        raise WrongState(_("Others have read it: what they have read stays as it is."), state=problem.state)
    if made.kind == AttachmentKind.DOCUMENT and not problem.by_name:
        words = _("A document can tell who made it. Show your name with the problem, or send a photo of the page.")
        raise Invalid({"file": [words]}, words, code="names_its_maker")
    before = problem.attachments.aggregate(last=Max("number"))["last"] or 0
    if problem.attachments.count() >= MOST:
        words = _("A problem can have at most six photos and documents. Remove one first.")
        raise Invalid({"file": [words]}, words, code="too_many_files")
    others_read = problem.state not in HIDDEN
    attachment = Attachment.objects.create(
        problem=problem,
        number=before + 1,
        kind=made.kind,
        size=made.path.stat().st_size,
        digest=files.keep(made.path),
        width=made.width,
        height=made.height,
        shown_from=moment_by_lot() if others_read and not problem.by_name else None,
    )
    if others_read and attachment.shown_from is None:
        broadcasts.problem_changed(problem)
    return attachment


@transaction.atomic
def describe_attachment(*, poster: Person, attachment_id: UUID, description: str) -> Attachment:
    """Say in words what it shows, for whoever does not see it."""
    attachment = get_own_attachment(poster, attachment_id)
    if not abilities(poster, attachment)["describe"]:
        raise WrongState(_("Others have read it: what they have read stays as it is."), state=attachment.problem.state)
    attachment.description = description
    attachment.save(update_fields=["description"])
    return attachment


@transaction.atomic
def remove_attachment(*, poster: Person, attachment_id: UUID) -> None:
    """Take it away for everybody; its file goes with it, unless another attachment is the same."""
    attachment = get_own_attachment(poster, attachment_id)
    attachment.delete()
    _remove_files([attachment.digest])
    if attachment.problem.by_name and attachment.problem.state not in HIDDEN:
        broadcasts.problem_changed(attachment.problem)


@transaction.atomic
def take_attachment_away(*, coordinator: Person, attachment_id: UUID, reason: str) -> None:
    """Take away for everybody what must not be seen, such as a face; the poster reads the reason."""
    attachment = get_attachment_for_coordinator(coordinator, attachment_id)
    problem = attachment.problem
    attachment.delete()
    _remove_files([attachment.digest])
    line = note_step(problem, "take_attachment_away", by=coordinator, to_state=problem.state, note=reason)
    tell_poster(problem, key=f"taken_away:{line.pk}", kind="problem_attachment_taken_away", reason=reason)
    broadcasts.problem_changed(problem)


def remove_all(problem: Problem) -> None:
    """Take away everything that was put with a problem which nobody else reads any more."""
    digests = list(problem.attachments.values_list("digest", flat=True))
    problem.attachments.all().delete()
    _remove_files(digests)


def refuse_with_documents(problem: Problem) -> None:
    """A pseudonym and a document do not go together."""
    if problem.attachments.filter(kind=AttachmentKind.DOCUMENT).exists():
        raise Invalid({"by_name": [_("Remove the documents first: a document can tell who made it.")]})


@transaction.atomic
def show_waiting_attachments() -> None:
    """Let what waited for its moment be seen, and forget the moment."""
    waiting = Attachment.objects.select_for_update(skip_locked=True, of=("self",)).select_related("problem")
    for attachment in waiting.filter(shown_from__lte=Now(), problem__state__in=MEMBERS_ONLY):
        attachment.shown_from = None
        attachment.save(update_fields=["shown_from"])
        broadcasts.problem_changed(attachment.problem)


def forget_files() -> int:
    """Remove the files that no attachment points to any more, such as those of forgotten drafts."""
    gone = [files.remove_unused(digest) for digest in files.kept() if not files.is_used(digest)]
    return sum(gone) + files.remove_unfinished()


def _remove_files(digests: list[str]) -> None:
    for digest in digests:
        transaction.on_commit(partial(files.remove_unused, digest))
