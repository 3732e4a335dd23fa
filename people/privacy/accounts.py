"""What is stored about an account, and about who works where."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.retention import Rule, keep_until, remove
from people.models import (
    Block,
    Delegation,
    EmployerClaim,
    Employment,
    FreePeriod,
    MemberChange,
    Person,
    PersonSkill,
    Profile,
    Role,
    Verification,
)
from people.models.changes import KEPT
from people.offers.blocks import blocks_naming, opened
from people.privacy.erasure import blank
from people.privacy.registry import Fate, Ground, Store, Table, nobody, store


def leave_work(person: Person) -> None:
    """Nobody works for them or for whom they worked, as far as we know."""
    Employment.objects.filter(manager=person).update(manager=None)
    Employment.objects.filter(person=person).delete()


def lay_down_roles(person: Person) -> None:
    """Their roles and what they handed over end today."""
    today = timezone.localdate()
    Delegation.objects.filter(Q(person=person) | Q(delegate=person), ended_at__isnull=True).update(
        ended_at=timezone.now()
    )
    Role.objects.filter(person=person, since__gt=today).delete()
    Role.objects.filter(Q(until__isnull=True) | Q(until__gt=today), person=person).update(until=today)


store(
    Store(
        name="account",
        title=_("Your account"),
        what=_(
            "Your name, work e-mail address and language; your password in a form that nobody can read back; "
            "passkeys, one-time codes and your organisation's sign-in service where you use them; on which "
            "devices you are signed in."
        ),
        why=_("So that you, and nobody else, can act under your name."),
        ground=Ground.INTEREST,
        kept=_("Until you have yourself erased; a session ends after twelve hours."),
        seen_by=_("Signed-in colleagues see your name. Your address and devices are seen by you alone."),
        tables=(
            Table(
                Person,
                _("Your account"),
                Fate.UNNAMED,
                mine=lambda person: Person.objects.filter(pk=person.pk),
                columns={
                    _("Name"): "name",
                    _("E-mail"): "email",
                    _("Language"): "language",
                    _("Since"): "created_at",
                    _("Last signed in"): "last_login",
                },
                erase=blank,
            ),
            Table(
                EmailAddress,
                _("Your e-mail addresses"),
                Fate.REMOVED,
                mine=lambda person: EmailAddress.objects.filter(user=person),
                columns={_("E-mail"): "email", _("Checked"): "verified", _("Main address"): "primary"},
            ),
            Table(
                EmailConfirmation,
                _("Checks of your e-mail addresses"),
                Fate.REMOVED,
                mine=lambda person: EmailConfirmation.objects.filter(email_address__user=person).select_related(
                    "email_address"
                ),
                columns={_("E-mail"): "email_address.email", _("Sent"): "sent"},
            ),
            Table(
                Authenticator,
                _("Your passkeys, one-time codes and recovery codes"),
                Fate.REMOVED,
                mine=lambda person: Authenticator.objects.filter(user=person),
                columns={_("Kind"): "type", _("Since"): "created_at", _("Last used"): "last_used_at"},
            ),
            Table(
                SocialAccount,
                _("Your sign-in through your organisation"),
                Fate.REMOVED,
                mine=lambda person: SocialAccount.objects.filter(user=person),
                columns={
                    _("Sign-in service"): "provider",
                    _("What it calls you"): "uid",
                    _("What it told us"): "extra_data",
                    _("Since"): "date_joined",
                },
            ),
            Table(
                SocialToken,
                _("Keys of your organisation's sign-in service"),
                Fate.REMOVED,
                mine=lambda person: SocialToken.objects.filter(account__user=person),
                columns={_("Until"): "expires_at"},
            ),
            Table(
                UserSession,
                _("Where you are signed in"),
                Fate.REMOVED,
                mine=lambda person: UserSession.objects.filter(user=person),
                columns={
                    _("Address of the network"): "ip",
                    _("Device"): "user_agent",
                    _("Since"): "created_at",
                    _("Last seen"): "last_seen_at",
                },
            ),
            Table(
                Session,
                _("Sessions"),
                Fate.REMOVED,
                because="A session's content can be read only with its secret; the list above names them.",
            ),
        ),
    )
)


def forget_blocks(person: Person) -> None:
    """Their list goes, and they go from the lists of others."""
    Block.objects.filter(person=person).delete()
    addresses = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
    Block.objects.filter(pk__in=blocks_naming(person, [address.lower() for address in addresses])).delete()


store(
    Store(
        name="offer",
        title=_("What you offer"),
        what=_(
            "What you are good at, which topics you know, your languages, how many hours you can give and when. With "
            "whom you would rather not be in a team, sealed: without a key that is kept elsewhere, the database "
            "cannot tell it."
        ),
        why=_("So that the right colleagues are asked for a Do Tank, and nobody too often."),
        ground=Ground.PUBLIC_TASK,
        kept=_("Until you change it or have yourself erased."),
        seen_by=_(
            "A coordinator who forms a team, and a team that asked you, see what you would bring; nobody can list or "
            "search it. With whom you would rather not work is seen by you alone."
        ),
        tables=(
            Table(
                Profile,
                _("What you offer"),
                Fate.REMOVED,
                mine=lambda person: Profile.objects.filter(person=person),
                columns={
                    _("Languages"): "languages",
                    _("Topics"): "topics",
                    _("Hours a week"): "hours_a_week",
                    _("Do Tanks at a time"): "dotank_cap",
                    _("Not now"): "paused",
                    _("Open to colleagues who stand alone"): "open_to_peers",
                },
            ),
            Table(
                PersonSkill,
                _("Your skills"),
                Fate.REMOVED,
                mine=lambda person: PersonSkill.objects.filter(person=person),
                columns={_("Skill"): "skill", _("Level"): "level", _("Would like to use it"): "wants_to_use"},
            ),
            Table(
                FreePeriod,
                _("When you have other hours than usual"),
                Fate.REMOVED,
                mine=lambda person: FreePeriod.objects.filter(person=person),
                columns={_("Since"): "since", _("Until"): "until", _("Hours a week"): "hours_a_week"},
            ),
            Table(
                Block,
                _("With whom you would rather not be in a team"),
                Fate.REMOVED,
                mine=lambda person: Block.objects.filter(person=person),
                # Others are not named to whoever reads an archive elsewhere.
                columns={_("Works at"): lambda block: opened(block).address.rpartition("@")[2], _("Day"): "created_at"},
                erase=forget_blocks,
            ),
        ),
    )
)

store(
    Store(
        name="work",
        title=_("Where you work and in which role"),
        what=_(
            "Your organisation and job title with dates, what confirmed them, the roles you hold or held, and "
            "who stands in for you."
        ),
        why=_("Whether you may decide, coordinate or join depends on it, also when it is asked later."),
        ground=Ground.PUBLIC_TASK,
        kept=_(
            "Employment until you have yourself erased. That a role was held stays, so that decisions can be checked."
        ),
        seen_by=_("Signed-in colleagues see your organisation, job title and roles."),
        tables=(
            Table(
                Employment,
                _("Where you work and worked"),
                Fate.REMOVED,
                mine=lambda person: Employment.objects.filter(person=person).select_related("organisation"),
                columns={
                    _("Organisation"): "organisation.name",
                    _("Job title"): "job_title",
                    _("Since"): "since",
                    _("Until"): "until",
                    _("Confirmed by"): "confirmed_how",
                },
                erase=leave_work,
            ),
            Table(
                EmployerClaim,
                _("Where you said that you work"),
                Fate.REMOVED,
                mine=lambda person: EmployerClaim.objects.filter(person=person).select_related("organisation"),
                columns={
                    _("Organisation"): "organisation.name",
                    _("Job title"): "job_title",
                    _("State"): "state",
                    _("Since"): "created_at",
                },
            ),
            Table(
                Role,
                _("Your roles"),
                Fate.UNNAMED,
                mine=lambda person: Role.objects.filter(person=person).select_related("organisation"),
                columns={
                    _("Role"): "kind",
                    _("Organisation"): "organisation.name",
                    _("Since"): "since",
                    _("Until"): "until",
                },
                erase=lay_down_roles,
            ),
            Table(
                Delegation,
                _("Who stood in for you, and for whom you did"),
                Fate.UNNAMED,
                mine=lambda person: Delegation.objects.filter(Q(person=person) | Q(delegate=person)).select_related(
                    "role"
                ),
                columns={
                    _("Role"): "role.kind",
                    _("Since"): "since",
                    _("Until"): "until",
                    _("Ended"): "ended_at",
                },
            ),
            Table(
                MemberChange,
                _("That something of what teams are put together by changed"),
                Fate.UNNAMED,
                mine=lambda person: MemberChange.objects.filter(member_id=person.pk),
                columns={_("Day"): "day"},
                erase=nobody,
            ),
            Table(
                Verification,
                _("Organisations you checked"),
                Fate.NAMED,
                mine=lambda person: Verification.objects.filter(verified_by=person).select_related("organisation"),
                columns={
                    _("Organisation"): "organisation.name",
                    _("Proof"): "proof",
                    _("What it rests on"): "evidence",
                    _("Day"): "created_at",
                },
            ),
        ),
    )
)

keep_until(
    Rule(
        "free-periods",
        _("A period with other hours than usual"),
        _("once it is over"),
        lambda: remove(FreePeriod.objects.filter(until__lt=timezone.localdate())),
    )
)

keep_until(
    Rule(
        "member-changes",
        _("That something of what teams are put together by changed"),
        _("two days"),
        lambda: MemberChange.objects.filter(day__lt=Now() - KEPT).delete()[0],
    )
)
