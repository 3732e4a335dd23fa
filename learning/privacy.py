"""What is stored of the people behind a lesson."""

from django.utils.translation import gettext_lazy as _

from learning.models.lessons import LessonCredit
from people.privacy.registry import Fate, Ground, Store, Table, store

store(
    Store(
        name="lessons",
        title=_("A published lesson"),
        what=_("Lessons are public and name the people of the team, because good work deserves to be seen."),
        why=_("So that others can ask those who did it."),
        ground=Ground.PUBLIC_TASK,
        kept=_("As long as the lesson, or until you have yourself erased."),
        seen_by=_("Everybody."),
        tables=(
            Table(
                LessonCredit,
                _("Lessons that name you"),
                Fate.REMOVED,
                mine=lambda person: LessonCredit.objects.filter(person=person).select_related("lesson"),
                columns={_("Lesson"): "lesson.title", _("Since"): "created_at"},
            ),
        ),
    )
)
