"""What people hear while a pilot runs: a rule paused or stopped it, a limit was left, a check-in is late."""

from django.utils.translation import gettext_lazy as _

from people.notices import NoticeWords, notice_kind

_go = _("Go to the pilot")

notice_kind(
    "pilot_paused_by_guardrail",
    NoticeWords(
        happened=_("“%(pilot)s” is paused: %(measure)s is %(value)s %(unit)s, past its limit of %(limit)s."),
        asked=_("Nothing is tried on anybody until it goes on. Say what to change, or stop it."),
        button=_go,
    ),
)
notice_kind(
    "pilot_paused_exemption_over",
    NoticeWords(
        happened=_("“%(pilot)s” is paused: its exemption from “%(rule)s” does not hold any more."),
        asked=_("The rule applies again. Ask for a new exemption, or stop the pilot."),
        button=_go,
    ),
)
notice_kind(
    "pilot_stopped_by_rule",
    NoticeWords(
        happened=_("“%(pilot)s” has stopped: %(measure)s is %(value)s %(unit)s, and %(limit)s was the point to stop."),
        asked=_("Give the verdict and close it; its lesson is what remains."),
        button=_("Close and learn"),
    ),
)
notice_kind(
    "guardrail_corrected",
    NoticeWords(
        happened=_("The reading that paused “%(pilot)s” was corrected: %(measure)s is %(value)s %(unit)s."),
        asked=_("The pilot does not go on by itself. Look again, then let it go on or stop it."),
        button=_go,
    ),
)
notice_kind(
    "limit_people_left",
    NoticeWords(
        happened=_("“%(pilot)s” left its limit: %(used)s of %(limit)s people."),
        asked=_("Talk with each other today: stay within what was agreed, pause, or stop."),
        button=_go,
    ),
)
notice_kind(
    "limit_money_left",
    NoticeWords(
        happened=_("“%(pilot)s” left its limit: %(used)s of %(limit)s."),
        asked=_("Talk with each other today: stay within what was agreed, pause, or stop."),
        button=_go,
    ),
)
notice_kind(
    "limit_place_left",
    NoticeWords(
        happened=_("“%(pilot)s” left its limit: it was tried in “%(used)s”, and “%(limit)s” was agreed."),
        asked=_("Talk with each other today: stay within what was agreed, pause, or stop."),
        button=_go,
    ),
)
notice_kind(
    "check_in_late",
    NoticeWords(
        happened=_("A check-in of “%(pilot)s” was due on %(day)s."),
        asked=_("Say in two sentences how it goes: what helps, and what hinders."),
        button=_("Check in"),
    ),
)
