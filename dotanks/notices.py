"""What coordinators, invited colleagues, teams, managers and posters hear."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dotanks.inviting.letter import letter_of_invitation
from ideas.conversation.notices import followers_hear
from people.notices import NoticeGroup, NoticeWords, notice_kind

_follow = _("Follow your problem")


def _poster_hears(kind: str, happened: Promise, asked: Promise) -> None:
    notice_kind(kind, NoticeWords(happened=happened, asked=asked, button=_follow), NoticeGroup.MINE)
    followers_hear(kind.removeprefix("poster_"), happened, asked)


notice_kind(
    "invited",
    NoticeWords(
        happened=_("You are asked to join a Do Tank: “%(problem)s”."),
        asked=_("A few colleagues from other organisations, a few hours a week. See why you, and say yes or no."),
        button=_("Answer the invitation"),
    ),
    more=letter_of_invitation,
)
notice_kind(
    "invitation_accepted",
    NoticeWords(
        happened=_("%(person)s joins the Do Tank “%(problem)s”."),
        asked=_("See who is in and what is still missing to start."),
        button=_("Go to the Do Tank"),
    ),
)
notice_kind(
    "invitation_declined",
    NoticeWords(
        happened=_("%(person)s cannot join the Do Tank “%(problem)s”."),
        asked=_("Nobody who is in moves. See with the Do Tank whom to ask next."),
        button=_("Go to the Do Tank"),
    ),
)
notice_kind(
    "invitation_expired",
    NoticeWords(
        happened=_("%(person)s has not answered about the Do Tank “%(problem)s” in time."),
        asked=_("Nobody who is in moves. See with the Do Tank whom to ask next."),
        button=_("Go to the Do Tank"),
    ),
)
notice_kind(
    "own_problem_accepted",
    NoticeWords(
        happened=_("You said yes to the Do Tank “%(problem)s”, and it is about your own problem."),
        asked=_("You posted it, so others work on it. Say no to the invitation; nobody learns why."),
        button=_("Answer the invitation"),
    ),
    NoticeGroup.MINE,
)
notice_kind(
    "charter_written",
    NoticeWords(
        happened=_("The charter of the Do Tank “%(problem)s” waits for you."),
        asked=_("Read in four lines what the team agrees with each other, and accept it or say what should change."),
        button=_("Read the charter"),
    ),
)
notice_kind(
    "dotank_started",
    NoticeWords(
        happened=_("The Do Tank “%(problem)s” has started."),
        asked=_("Your room is open: one document in which you write together."),
        button=_("Go to the Do Tank"),
    ),
)
notice_kind(
    "proposal_submitted",
    NoticeWords(
        happened=_("A Do Tank asks for your decision: “%(proposal)s”."),
        asked=_(
            "Read the version they submitted, then sign it off with the help you promise, send it back, or decline."
        ),
        button=_("Read and decide"),
    ),
)
notice_kind(
    "proposal_with_another",
    NoticeWords(
        happened=_("“%(proposal)s” does not wait for your answer any more."),
        asked=_("A coordinator has asked another manager to decide. You have nothing to do."),
        button=_("Go to my desk"),
    ),
)
notice_kind(
    "proposal_asked_elsewhere",
    NoticeWords(
        happened=_("Another organisation decides about “%(proposal)s” now: %(organisation)s."),
        asked=_("Look your document over, save a newer version and submit it: then everybody there is asked anew."),
        button=_("Go to the working document"),
    ),
)
notice_kind(
    "proposal_sign_off",
    NoticeWords(
        happened=_("“%(proposal)s” is signed off."),
        asked=_("You can prepare the pilot now."),
        button=_("See the answer"),
    ),
)
notice_kind(
    "proposal_send_back",
    NoticeWords(
        happened=_("“%(proposal)s” was sent back."),
        asked=_("Read what the manager asks for, change the document and submit a newer version."),
        button=_("See the answer"),
    ),
)
notice_kind(
    "proposal_decline",
    NoticeWords(
        happened=_("“%(proposal)s” was declined."),
        asked=_("Read the reason. What you learnt is worth a lesson; its draft is ready."),
        button=_("See the answer"),
    ),
)
notice_kind(
    "waves_stopped",
    NoticeWords(
        happened=_("Two waves of invitations for “%(problem)s” were refused."),
        asked=_("Nobody else is proposed, and the poster has been told. Decide with the Do Tank what to change."),
        button=_("Go to the Do Tank"),
    ),
)
_poster_hears(
    "poster_waves_stopped",
    _("Too few colleagues could join the Do Tank for “%(problem)s” so far."),
    _("We ask nobody else until a coordinator has decided what to change. The problem is not forgotten."),
)
_poster_hears(
    "poster_dotank_started",
    _("The Do Tank for “%(problem)s” has started."),
    _("Colleagues from several organisations are working on it."),
)
_poster_hears(
    "poster_proposal_submitted",
    _("There is a proposal for “%(problem)s”."),
    _("A manager has been asked to decide on it."),
)
_poster_hears(
    "poster_proposal_sign_off",
    _("The proposal for “%(problem)s” is signed off."),
    _("The team now prepares a pilot."),
)
_poster_hears(
    "poster_proposal_send_back",
    _("The proposal for “%(problem)s” was sent back to the team."),
    _("The manager asks for changes; the team works on them."),
)
_poster_hears(
    "poster_proposal_decline",
    _("The proposal for “%(problem)s” was declined."),
    _("The team writes down what was learnt, so that it is not lost."),
)
notice_kind(
    "batch_done",
    NoticeWords(
        happened=_("The teams you had worked out are there: %(teams)s of %(problems)s problems got one."),
        asked=_("Look at each, and confirm it or change it. Nobody is asked before that."),
        button=_("See the teams"),
    ),
)
notice_kind(
    "batch_failed",
    NoticeWords(
        happened=_("The teams you wanted could not be worked out."),
        asked=_("Start again with fewer problems. If it happens again, tell an administrator."),
        button=_("See what was chosen"),
    ),
)
