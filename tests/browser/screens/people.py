"""What is one's own: desk, notices, settings, profile, sign-in; and what administrators keep."""

from tests.browser.screens.finding import Screen, kept, made, of_person

OTHER_WEEKS = (
    "SELECT p.email, f.id FROM people_freeperiod f JOIN people_person p ON p.id = f.person_id ORDER BY f.since LIMIT 1"
)

SAY_OTHER_WEEKS = """
from datetime import timedelta
from django.utils import timezone
from people.actions.blocks import add_block
from people.models import FreePeriod, Person
ruben = Person.objects.get(email__startswith="ruben@")
day = timezone.localdate() + timedelta(days=20)
for hours in (8, 0):
    FreePeriod.objects.create(person=ruben, since=day, until=day + timedelta(days=41), hours_a_week=hours)
    day += timedelta(days=50)
add_block(person=ruben, email="somebody.with.a.long.name@veldoever.example")
"""

PEOPLE = [
    Screen("desk", of_person("lotte", "/app/")),
    Screen("desk-empty", of_person("luke", "/app/")),
    Screen("desk-coordinator", of_person("hanneke", "/app/")),
    Screen("notices", of_person("anneke", "/app/notices")),
    Screen("settings", of_person("anneke", "/app/settings")),
    Screen("settings-notices", of_person("anneke", "/app/settings/notices")),
    Screen("my-data", of_person("anneke", "/app/settings/my-data")),
    Screen("profile-filled", made(OTHER_WEEKS, SAY_OTHER_WEEKS, "/app/profile")),
    Screen("profile", of_person("yasmin", "/app/profile")),
    Screen("where-i-work", of_person("ruben", "/app/where-i-work")),
    Screen("away", of_person("joost", "/app/away")),
    Screen("sessions", of_person("lotte", "/en/accounts/sessions/")),
    Screen("second-step", of_person("lotte", "/en/accounts/2fa/")),
    Screen("mail-address", of_person("lotte", "/en/accounts/email/")),
    Screen("password", of_person("lotte", "/en/accounts/password/change/")),
    Screen("organisation-sign-in", of_person("lotte", "/en/accounts/organisation/")),
    Screen("prove-who-you-are", of_person("lotte", "/en/accounts/reauthenticate/")),
    Screen("sign-out", of_person("lotte", "/en/accounts/logout/")),
    Screen("organisations", of_person("henrik", "/app/organisations")),
    Screen("organisation", kept("organisation", "slug = 'veldoever'", "/app/organisations/{id}")),
    Screen("roles", of_person("henrik", "/app/roles")),
    Screen("role", kept("role", "kind = 'administrator' AND organisation_id IS NOT NULL", "/app/roles/{id}")),
    Screen("not-there-signed-in", of_person("lotte", "/app/problems/00000000-0000-4000-8000-000000000000")),
]
