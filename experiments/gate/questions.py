"""The questions of the gate, as data. Their codes are kept with the answers and never change their meaning."""

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from experiments.gate.states import Part, YesNo


class Code(models.TextChoices):
    """The questions, by the codes under which answers are kept."""

    AFFECTED = "affected", _("Who will notice the pilot, and how?")
    CONSENT = "consent", _("How do they learn of it, and how do they agree or say no?")
    HARM = "harm", _("What could go wrong for them?")
    REDRESS = "redress", _("How is it put right when it does?")
    LEFT_OUT = "left_out", _("Who could be left out or find it harder than others?")
    HEARD = "heard", _("Whom of them did you ask, and what changed because of it?")
    OTHER_WAY = "other_way", _("How do those who cannot or will not take part get the same service?")
    PERSONAL_DATA = "personal_data", _("Are personal data used that are not used today, or in another way than today?")
    IMPACT_ASSESSED = "impact_assessed", _("Has the data-protection officer said that you may?")
    CONSTITUTION = "constitution", _("Does the pilot touch a right that the constitution gives?")
    EU_LAW = "eu_law", _("Does the pilot set aside a rule of the European Union?")
    LEGAL_CERTAINTY = "legal_certainty", _("Can somebody get a decision whose lawfulness nobody can be sure of?")
    RIGHTS_OF_OTHERS = "rights_of_others", _("Does somebody who is not in the pilot lose a right by it?")
    UNFAIR_GAIN = "unfair_gain", _("Does somebody gain money or an advantage at the cost of others?")


@dataclass(frozen=True)
class Question:
    """One question: in words, or with yes or no and words where those are needed."""

    code: Code
    part: Part
    hint: Promise
    # What is said while the answer is missing.
    open: Promise
    yes_no: bool = False
    # With which yes or no words are needed as well.
    words_with: str = ""
    # Why a yes cannot start, and what to do instead: only red lines have it.
    refused: Promise | None = None

    @property
    def title(self) -> Promise | str:
        """The question itself, in the reader's language."""
        return self.code.label


def _red(code: Code, hint: Promise, refused: Promise) -> Question:
    return Question(code, Part.RED_LINES, hint, _("Answer every red line with yes or no."), True, refused=refused)


QUESTIONS: Final = {
    question.code: question
    for question in (
        Question(
            Code.AFFECTED,
            Part.PEOPLE,
            _("For example: forty residents who apply for a ramp, and the two colleagues at the desk."),
            _("Say who will notice the pilot."),
        ),
        Question(
            Code.CONSENT,
            Part.PEOPLE,
            _("For example: a letter beforehand, and a box to tick for the usual way."),
            _("Say how people learn of it and agree."),
        ),
        Question(
            Code.HARM,
            Part.PEOPLE,
            _("Think of time, money, worry, and of a decision that turns out to be wrong."),
            _("Say what could go wrong for people."),
        ),
        Question(
            Code.REDRESS,
            Part.PEOPLE,
            _("For example: the usual way is tried again within a week, and costs are paid back."),
            _("Say how harm is put right."),
        ),
        Question(
            Code.LEFT_OUT,
            Part.INCLUSION,
            _("Think of language, age, disability, no computer, no fixed address, shift work."),
            _("Say who could be left out."),
        ),
        Question(
            Code.HEARD,
            Part.INCLUSION,
            _("For example: three residents with low vision tried the letter; the print is larger now."),
            _("Say whom you asked and what changed."),
        ),
        Question(
            Code.OTHER_WAY,
            Part.INCLUSION,
            _("For example: the paper form stays, and takes no longer than before."),
            _("Say how others get the same service."),
        ),
        Question(
            Code.PERSONAL_DATA,
            Part.DATA,
            _("With a yes, name the data, what for, who sees them, and when they are deleted."),
            _("Answer whether personal data are used in a new way, and with a yes which."),
            yes_no=True,
            words_with=YesNo.YES,
        ),
        Question(
            Code.IMPACT_ASSESSED,
            Part.DATA,
            _("Name who said so and when, and where the impact assessment (DPIA) lies, or why none is needed."),
            _("Ask the data-protection officer, and name who agreed, when, and where the assessment (DPIA) lies."),
            yes_no=True,
            words_with=YesNo.YES,
        ),
        _red(
            Code.CONSTITUTION,
            _("For example: equal treatment, a fair hearing, privacy at home."),
            _("No pilot may touch the constitution. Change it until the right stays whole, or leave it to parliament."),
        ),
        _red(
            Code.EU_LAW,
            _("For example: data protection, procurement above the threshold, state aid."),
            _("Nobody here can set European law aside. Stay within it, or use a sandbox that it offers itself."),
        ),
        _red(
            Code.LEGAL_CERTAINTY,
            _("Everybody must be able to rely on what was decided, also after the pilot."),
            _("People must be able to rely on a decision. See that each one can stand, or be undone without harm."),
        ),
        _red(
            Code.RIGHTS_OF_OTHERS,
            _("For example: a neighbour who is no longer heard, a competitor who can no longer object."),
            _("The rights of others stay. Let them agree to take part, or change the pilot so that they lose nothing."),
        ),
        _red(
            Code.UNFAIR_GAIN,
            _("For example: one firm gets an order that others could not bid for."),
            _("Nobody may gain at the cost of others. Open it to everybody on the same terms, or take the gain out."),
        ),
    )
}
