"""What is stored of the answers of decision makers."""

from django.utils.translation import gettext_lazy as _

from ideas.models import Backing
from people.privacy.registry import Fate, Ground, Store, Table, store

store(
    Store(
        name="answers",
        title=_("Answers of decision makers"),
        what=_("Which manager was asked to answer a problem that many stand behind, by when, and the answer."),
        why=_("A public answer must say who gave it, for as long as anybody may ask."),
        ground=Ground.DUTY,
        kept=_("As long as the problem, with the name, also when the manager has themselves erased."),
        seen_by=_("Everybody."),
        tables=(
            Table(
                Backing,
                _("Problems you were asked to answer"),
                Fate.NAMED,
                mine=lambda person: Backing.objects.filter(manager=person).select_related("problem"),
                columns={
                    _("Problem"): "problem.title",
                    _("State"): "state",
                    _("Decision"): "decision",
                    _("What you wrote"): "words",
                    _("Day"): "answered_on",
                },
            ),
        ),
    )
)
