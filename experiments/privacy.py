"""What is stored of decisions and of what was measured."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from experiments.models import (
    CheckIn,
    ClashLook,
    CopyRequest,
    Reading,
    SignOff,
    SignOffReminder,
    SignOffWithdrawal,
    Use,
)
from people.privacy.registry import Fate, Ground, Store, Table, store

store(
    Store(
        name="decisions",
        title=_("Decisions"),
        what=_(
            "What a manager or an officer answered to exactly one version of a proposal, for whom, with the reason; "
            "a sign-off taken back; and to whom an overdue one was carried up."
        ),
        why=_("A public decision must say who took it, for as long as anybody may ask."),
        ground=Ground.DUTY,
        kept=_("As long as the case, with the name, also when the manager has themselves erased."),
        seen_by=_("The team, coordinators, and colleagues who may read the pilot."),
        tables=(
            Table(
                SignOff,
                _("Your decisions"),
                Fate.NAMED,
                mine=lambda person: SignOff.objects.filter(Q(manager=person) | Q(on_behalf_of=person)).select_related(
                    "proposal"
                ),
                columns={
                    _("Proposal"): "proposal.title",
                    _("Decision"): "decision",
                    _("Reason"): "reason",
                    _("Help promised"): "help_promised",
                    _("Who helps"): "help_by",
                    _("Conditions"): "conditions",
                    _("Moment"): "at",
                },
            ),
            Table(
                SignOffReminder,
                _("Overdue sign-offs that were carried up to you"),
                Fate.NAMED,
                mine=lambda person: SignOffReminder.objects.filter(escalated_to=person).select_related(
                    "required__submission"
                ),
                columns={_("Proposal"): "required.submission.title", _("Moment"): "created_at"},
            ),
            Table(
                SignOffWithdrawal,
                _("Sign-offs you took back"),
                Fate.NAMED,
                mine=lambda person: SignOffWithdrawal.objects.filter(manager=person).select_related(
                    "sign_off__proposal"
                ),
                columns={
                    _("Proposal"): "sign_off.proposal.title",
                    _("Reason"): "reason",
                    _("Moment"): "created_at",
                },
            ),
        ),
    )
)

store(
    Store(
        name="readings",
        title=_("Readings of a pilot"),
        what=_("Which value was measured, what was used and how it went on which day, and who entered it."),
        why=_("So that a figure can be asked about."),
        ground=Ground.PUBLIC_TASK,
        kept=_("As long as the case. Erase yourself, and the readings stay without your name."),
        seen_by=_("Signed-in colleagues see the readings."),
        tables=(
            Table(
                Reading,
                _("Readings you entered"),
                Fate.UNNAMED,
                mine=lambda person: Reading.objects.filter(by=person).select_related("measure__pilot"),
                columns={
                    _("Pilot"): "measure.pilot.title",
                    _("Measure"): "measure.name",
                    _("Value"): "value",
                    _("Day"): "taken_on",
                    _("Note"): "note",
                },
            ),
            Table(
                Use,
                _("What you entered as used"),
                Fate.UNNAMED,
                mine=lambda person: Use.objects.filter(by=person).select_related("pilot"),
                columns={
                    _("Pilot"): "pilot.title",
                    _("Kind"): "kind",
                    _("Amount"): "amount",
                    _("Place"): "place",
                    _("Day"): "used_on",
                    _("Note"): "note",
                },
            ),
            Table(
                CheckIn,
                _("Your check-ins"),
                Fate.UNNAMED,
                mine=lambda person: CheckIn.objects.filter(by=person).select_related("pilot"),
                columns={
                    _("Pilot"): "pilot.title",
                    _("Day"): "on_day",
                    _("How it goes"): "going",
                    _("What helps"): "helps",
                    _("What hinders"): "hinders",
                    _("Watched"): "watched",
                },
            ),
        ),
    )
)

store(
    Store(
        name="gate",
        title=_("Preparing a pilot"),
        what=_(
            "Who asked whether an exemption may be copied, who answered, and who looked at pilots that touch the same."
        ),
        why=_("So that teams can call each other."),
        ground=Ground.PUBLIC_TASK,
        kept=_("As long as the case. Erase yourself, and it stays without your name."),
        seen_by=_("Whoever asked and the team that was asked; a look is seen by the team."),
        tables=(
            Table(
                CopyRequest,
                _("Exemptions you asked to copy, or answered about"),
                Fate.UNNAMED,
                mine=lambda person: CopyRequest.objects.filter(
                    Q(asked_by=person) | Q(answered_by=person)
                ).select_related("exemption"),
                columns={
                    _("Rule"): "exemption.rule",
                    _("Question"): "words",
                    _("Answer"): "answer",
                    _("Moment"): "created_at",
                },
            ),
            Table(
                ClashLook,
                _("Pilots you looked at because they touch the same"),
                Fate.UNNAMED,
                mine=lambda person: ClashLook.objects.filter(by=person).select_related("pilot"),
                columns={_("Pilot"): "pilot.title", _("Moment"): "created_at"},
            ),
        ),
    )
)
