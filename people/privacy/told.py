"""What is stored of what people are told, of the groups they are in, and to keep the service safe."""

from datetime import timedelta
from typing import Any

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from common.models import HistoryLine, KeptAnswer
from common.retention import Rule, keep_until, remove
from people.models import Archive, Erasure, GroupMembership, KeptName, Letter, Notice, NoticeRhythms
from people.models.privacy import ARCHIVE_KEPT
from people.notices import fill, words_for
from people.privacy.registry import Fate, Ground, Store, Table, store

NOTICES_KEPT, LETTERS_KEPT = timedelta(days=548), timedelta(days=91)


def said(notice: Notice) -> str:
    """What the person was told; other people are not named to whoever reads it elsewhere."""
    words = words_for(notice.told)
    return f"{fill(words.happened, notice.told.data)} {fill(words.asked, notice.told.data)}"


def moment(notice: Notice) -> Any:
    """When exactly they were told."""
    return notice.told.at


store(
    Store(
        name="notices",
        title=_("What we told you"),
        what=_(
            "Your notices and whether you have seen them, which letters we sent you, and how often you want "
            "us to write. What a notice says is sealed: without a key that is kept elsewhere, the database "
            "cannot tell it."
        ),
        why=_("So that you hear of every step once, when you want to."),
        ground=Ground.PUBLIC_TASK,
        kept=_(
            "Notices 18 months, letters three months. Letters carry no hidden pictures that report when they "
            "are opened."
        ),
        seen_by=_("You alone."),
        tables=(
            Table(
                Notice,
                _("Your notices"),
                Fate.REMOVED,
                mine=lambda person: Notice.objects.filter(person=person).newest_first(),
                columns={_("Moment"): moment, _("What we told you"): said, _("Seen"): "seen_at"},
            ),
            Table(
                Letter,
                _("Letters we sent you"),
                Fate.REMOVED,
                mine=lambda person: Letter.objects.filter(person=person),
                columns={_("Sent"): "due_at", _("Several notices in one"): "digest", _("State"): "mailed"},
            ),
            Table(
                NoticeRhythms,
                _("How often we write to you"),
                Fate.REMOVED,
                mine=lambda person: NoticeRhythms.objects.filter(person=person),
                columns={
                    _("What asks something of you"): "needs_you",
                    _("The problems you posted"): "mine",
                    _("What you take part in"): "taking_part",
                    _("Comments and mentions"): "comments",
                    _("What you follow"): "followed",
                },
            ),
        ),
    )
)

store(
    Store(
        name="groups",
        title=_("Groups"),
        what=_(
            "In which thematic groups you are, whether you convene them, and what you wrote when you asked to join."
        ),
        why=_("So that colleagues with the same theme find each other."),
        ground=Ground.PUBLIC_TASK,
        kept=_("Until you have yourself erased."),
        seen_by=_("Members of the group."),
        tables=(
            Table(
                GroupMembership,
                _("Your groups"),
                Fate.REMOVED,
                mine=lambda person: GroupMembership.objects.filter(person=person).select_related("group"),
                columns={
                    _("Group"): "group.name",
                    _("State"): "state",
                    _("Convener"): "convenes",
                    _("Why you asked"): "why",
                    _("Since"): "created_at",
                },
            ),
        ),
    )
)

store(
    Store(
        name="steps",
        title=_("Who took which step"),
        what=_(
            "Each step of a case with its moment and who took it: formed a team, submitted, started a pilot. "
            "Nothing in it can be changed afterwards. The steps of a problem never say who posted it."
        ),
        why=_("So that it can be proven what was done, and when."),
        ground=Ground.DUTY,
        kept=_("As long as the case; public archives need it."),
        seen_by=_("Whoever may see the case sees the steps; names are shown only where somebody decided."),
        tables=(
            Table(
                HistoryLine,
                _("Steps you took"),
                Fate.UNNAMED,
                mine=lambda person: HistoryLine.objects.filter(actor=person),
                columns={
                    _("Moment"): "at",
                    _("What it was about"): "subject_kind",
                    _("Step"): "step",
                    _("Note"): "note",
                },
            ),
            Table(
                KeptName,
                _("Your name for your decisions"),
                Fate.NAMED,
                mine=lambda person: KeptName.objects.filter(person=person),
                columns={_("Name"): "name", _("Organisation"): "organisation"},
            ),
        ),
    )
)

store(
    Store(
        name="requests",
        title=_("What you ask of us"),
        what=_(
            "For a day, the sealed answer to what you sent, so that sending twice does it once; nobody can "
            "tell whose it is. Your archive, sealed. That you asked to be erased."
        ),
        why=_("So that nothing happens twice, and to answer what you ask about your data."),
        ground=Ground.INTEREST,
        kept=_("Answers one day, your archive seven days; that you were erased stays, without your name."),
        seen_by=_("You alone."),
        tables=(
            Table(
                KeptAnswer,
                _("Answers kept for a day"),
                Fate.REMOVED,
                because=(
                    "Nothing in a row says whose it is; only the sender's own key opens it, and it goes after a day."
                ),
            ),
            Table(
                Archive,
                _("Your archives"),
                Fate.REMOVED,
                mine=lambda person: Archive.objects.filter(person=person).defer("content"),
                columns={_("Since"): "created_at", _("Ready"): "ready_at"},
            ),
            Table(
                Erasure,
                _("Your requests to be erased"),
                Fate.UNNAMED,
                mine=lambda person: Erasure.objects.filter(person=person),
                columns={_("Since"): "created_at", _("Due"): "due_at", _("Taken back"): "revoked_at"},
            ),
        ),
    )
)

keep_until(
    Rule(
        "notices",
        _("Notices"),
        _("18 months"),
        lambda: remove(Notice.objects.filter(created_at__lt=Now() - NOTICES_KEPT)),
    )
)
keep_until(
    Rule(
        "letters",
        _("That a letter was sent"),
        _("three months"),
        lambda: remove(Letter.objects.filter(due_at__lt=Now() - LETTERS_KEPT)),
    )
)
keep_until(
    Rule(
        "archives",
        _("An archive of everything about one person"),
        _("seven days"),
        lambda: remove(Archive.objects.filter(created_at__lt=Now() - ARCHIVE_KEPT)),
    )
)
