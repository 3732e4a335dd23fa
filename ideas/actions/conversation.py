"""Every change to what is said about a problem: one after the other, under the lock of the problem."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common import throttles
from common.refusals import Forbidden, Invalid, Outdated, Unknown, WrongState
from common.sealing import mark
from common.states import note_step, take_step
from ideas import broadcasts
from ideas.actions.backing import reach
from ideas.conversation import mentions, notices, queries
from ideas.conversation.states import CommentState, ReportState
from ideas.models import Comment, Follow, Mention, Merge, Problem, Report, Support
from ideas.models.personas import moment_by_lot
from ideas.poster import is_poster
from ideas.queries import lock_problem
from people.models import Organisation, Person
from people.queries import organisation_of

A_MINUTE, AN_HOUR, A_DAY = 60, 60 * 60, 24 * 60 * 60
COMMENTS_A_MINUTE, MENTIONS_A_DAY, REPORTS_AN_HOUR = 20, 50, 20


@transaction.atomic
def support_problem(*, person: Person, problem_id: UUID, how_often: str = "", by_name: bool = False) -> Problem:
    """Say that it is mine too; saying it again changes how, and counts once."""
    problem = queries.get_problem_to_talk_of(person, problem_id)
    _require_not_own(person, problem)
    _support, new = Support.objects.update_or_create(
        problem=problem,
        person=person,
        defaults={"how_often": how_often, "by_name": by_name},
        create_defaults={"how_often": how_often, "by_name": by_name, "organisation": _employer(person)},
    )
    if new:
        _count_support(problem, 1)
        reach(problem)
    return problem


@transaction.atomic
def withdraw_support(*, person: Person, problem_id: UUID) -> Problem:
    """It is not mine after all; taking back twice takes back once, also where a merge has carried it to another."""
    problem = queries.get_problem_to_talk_of(person, problem_id)
    merge = Merge.objects.filter(problem=problem, undone=False).first()
    carrier = lock_problem(merge.into_id) if merge else problem
    said = Support.objects.filter(problem=carrier, person=person)
    gone, _tables = (said.filter(pk__in=merge.support) if merge else said).delete()
    if gone:
        _count_support(carrier, -1)
    return problem


@transaction.atomic
def follow_problem(*, person: Person, problem_id: UUID) -> Problem:
    """Hear of every step of the problem."""
    problem = queries.get_problem_to_talk_of(person, problem_id)
    _require_not_own(person, problem)
    Follow.objects.get_or_create(problem=problem, person=person)
    return problem


@transaction.atomic
def unfollow_problem(*, person: Person, problem_id: UUID) -> Problem:
    """Hear no more of it."""
    problem = queries.get_problem_to_talk_of(person, problem_id)
    Follow.objects.filter(problem=problem, person=person).delete()
    return problem


def write_comment(
    *, person: Person, problem_id: UUID, text: str, answers_to: UUID | None = None, mentioned: Iterable[UUID] = ()
) -> Comment:
    """Write under a problem; its poster under a pseudonym writes as the problem's persona, shown at a moment by lot."""
    words = _("That were many comments at once. Yours is still here: send it again in a minute.")
    throttles.count("comments", person.pk, most=COMMENTS_A_MINUTE, seconds=A_MINUTE, words=words)
    with transaction.atomic():
        problem = queries.get_problem_to_talk_of(person, problem_id)
        _employer(person)
        masked = not problem.by_name and is_poster(person, problem)
        comment = Comment(
            problem=problem,
            answers_to=_thread(person, problem, answers_to),
            person=None if masked else person,
            persona=problem.persona if masked else None,
            language=problem.language if masked else person.language,
            shown_from=moment_by_lot() if masked else None,
        )
        comment.day = timezone.localdate(comment.shown_from)
        _put_text(comment, text, mentioned, person)
        if comment.shown_from is None:
            _show(comment)
    return queries.get_comment(person, comment.pk)


@transaction.atomic
def edit_comment(
    *, person: Person, comment_id: UUID, read_version: int, text: str, mentioned: Iterable[UUID] = ()
) -> Comment:
    """Change my comment; under a pseudonym only while nobody has read it, for an edit would show when I am here."""
    comment = queries.get_own_comment(person, comment_id)
    if comment.state != CommentState.SHOWN:
        raise WrongState(_("This comment is not shown any more."), state=comment.state)
    if comment.persona_id and comment.number is not None:
        raise WrongState(_("Others have read it: under a pseudonym it stays as it is. You can remove it."))
    if comment.version != read_version:
        raise Outdated(version=comment.version)
    known = {mention.person_id for mention in comment.mentions.all()}
    comment.edited = comment.number is not None
    comment.version += 1
    _put_text(comment, text, mentioned, person)
    if comment.number is not None:
        notices.tell_mentioned(comment, known=known)
        broadcasts.comments_changed(comment.problem, _latest(comment.problem))
    return queries.get_comment(person, comment_id)


@transaction.atomic
def remove_comment(*, person: Person, comment_id: UUID) -> Comment:
    """Take my words back; answers to them stay. Under a pseudonym no screen is told, for that would show when."""
    comment = queries.get_own_comment(person, comment_id)
    take_step(comment, "remove", by=comment.person, by_day=True)
    comment.mentions.all().delete()
    comment.text, comment.mentions_poster = "", False
    comment.save(update_fields=["text", "mentions_poster"])
    if comment.persona_id is None:
        broadcasts.comments_changed(comment.problem, _latest(comment.problem))
    return queries.get_comment(person, comment_id)


@transaction.atomic
def hide_comment(*, coordinator: Person, comment_id: UUID, reason: str) -> Comment:
    """Hide a comment with a reason that its author reads; what was reported about it is settled."""
    comment = queries.get_comment_for_coordinator(coordinator, comment_id)
    line = take_step(comment, "hide", by=coordinator, note=reason)
    for report in Report.objects.select_for_update().filter(comment=comment, state=ReportState.OPEN):
        take_step(report, "settle", by=coordinator, note=reason)
    notices.tell_author(comment, key=f"comment_hidden:{line.pk}", kind="comment_hidden", reason=reason)
    broadcasts.comments_changed(comment.problem, _latest(comment.problem))
    return queries.get_comment(coordinator, comment_id)


@transaction.atomic
def show_comment_again(*, coordinator: Person, comment_id: UUID) -> Comment:
    """Undo the hiding of a comment; its author hears."""
    comment = queries.get_comment_for_coordinator(coordinator, comment_id)
    line = take_step(comment, "show_again", by=coordinator)
    notices.tell_author(comment, key=f"comment_shown_again:{line.pk}", kind="comment_shown_again")
    broadcasts.comments_changed(comment.problem, _latest(comment.problem))
    return queries.get_comment(coordinator, comment_id)


def report(
    *, person: Person, reason: str, words: str = "", problem_id: UUID | None = None, comment_id: UUID | None = None
) -> None:
    """Ask the coordinators to look at a problem or a comment; asking twice asks once, and nobody learns who asked."""
    slow = _("That were many reports in one hour. Write to a coordinator instead, or send it later.")
    throttles.count("reports", person.pk, most=REPORTS_AN_HOUR, seconds=AN_HOUR, words=slow)
    with transaction.atomic():
        comment = queries.get_comment(person, comment_id) if comment_id else None
        if comment is not None and (comment.number is None or comment.state != CommentState.SHOWN):
            raise WrongState(_("This comment is not shown any more."), state=comment.state)
        problem = queries.get_problem_to_talk_of(person, comment.problem_id if comment else problem_id)  # type: ignore[arg-type]
        about = comment or problem
        made, new = Report.objects.get_or_create(
            mark=mark("report", str(person.pk), str(about.pk)),
            defaults={"problem": problem, "comment": comment, "reason": reason, "words": words},
        )
        if new:
            note_step(made, "report", to_state=made.state, by_day=True)
            notices.tell_coordinators(made)


@transaction.atomic
def settle_report(*, coordinator: Person, report_id: UUID, answer: str) -> Report:
    """Close a report with what was done about it."""
    found = queries.lock_report(coordinator, report_id)
    take_step(found, "settle", by=coordinator, note=answer)
    return queries.reports_for(coordinator, state=found.state).get(pk=report_id)


def show_waiting_comments() -> None:
    """Let the comments whose moment has come be read, and tell of them only now."""
    for comment_id in list(Comment.objects.due().values_list("pk", flat=True)):
        _show_waiting(comment_id)


@transaction.atomic
def _show_waiting(comment_id: UUID) -> None:
    problem_id = Comment.objects.values_list("problem_id", flat=True).get(pk=comment_id)
    if not Problem.objects.select_for_update().posted().filter(pk=problem_id).exists():
        return
    comment = queries.with_authors(Comment.objects.select_for_update(of=("self",)).due()).filter(pk=comment_id).first()
    if comment is not None:
        comment.day, comment.shown_from = timezone.localdate(), None
        comment.save(update_fields=["day", "shown_from"])
        _show(comment)


def _show(comment: Comment) -> None:
    comment.number = _latest(comment.problem) + 1
    comment.save(update_fields=["number"])
    notices.tell_of_comment(comment)
    broadcasts.comments_changed(comment.problem, comment.number)


def _latest(problem: Problem) -> int:
    return Comment.objects.filter(problem=problem).aggregate(latest=Max("number"))["latest"] or 0


def _put_text(comment: Comment, text: str, mentioned: Iterable[UUID], person: Person) -> None:
    """Save the text, with those who are mentioned by id; nobody can be mentioned who does not take part."""
    problem = comment.problem
    before = {mention.person_id: mention.person for mention in comment.mentions.all()} if comment.version > 1 else {}
    asked = set(mentioned) - set(before)
    offered = list(mentions.mentionable_by(person, problem).filter(pk__in=asked)) if asked else []
    if len(offered) != len(asked):
        raise Invalid({"mentioned": [_("Mention only colleagues who are offered to you here.")]})
    poster = "" if problem.posted_by_id else str(problem.persona)
    people = [*before.values(), *offered]
    comment.text, named, comment.mentions_poster = mentions.kept(text, people, poster)
    new = [one for one in named if one.pk not in before]
    if new:
        words = _("You mentioned many colleagues today. Leave the new mentions out, or send it tomorrow.")
        throttles.count("mentions", person.pk, most=MENTIONS_A_DAY, seconds=A_DAY, words=words, more=len(new))
    comment.save()
    Mention.objects.filter(comment=comment).exclude(person__in=named).delete()
    Mention.objects.bulk_create([Mention(comment=comment, person=one) for one in new])


def _thread(person: Person, problem: Problem, answers_to: UUID | None) -> Comment | None:
    if answers_to is None:
        return None
    comment = queries.get_comment(person, answers_to)
    if comment.problem_id != problem.pk or comment.number is None:
        raise Unknown
    if comment.state != CommentState.SHOWN:
        raise WrongState(_("This comment is not shown any more."), state=comment.state)
    # An answer to an answer stands beside it.
    return comment.answers_to or comment


def _count_support(problem: Problem, more: int) -> None:
    Problem.objects.filter(pk=problem.pk).update(supporters=F("supporters") + more)
    problem.refresh_from_db(fields=["supporters"])
    broadcasts.support_changed(problem)


def _require_not_own(person: Person, problem: Problem) -> None:
    if is_poster(person, problem):
        raise Forbidden(_("It is yours already: you hear of every step."), code="own_problem")


def _employer(person: Person) -> Organisation:
    employer = organisation_of(person)
    if employer is None:
        raise Forbidden(
            _("Only somebody who works for an organisation of the network can take part."), code="no_employer"
        )
    return employer
