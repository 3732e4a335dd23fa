"""Pages that anybody reads, without an account."""

from tests.browser.screens.finding import Screen, public, row

PUBLIC = [
    Screen("start", public("/en/")),
    Screen("library", public("/en/library/")),
    Screen("library-found", public("/en/library/?q=forms")),
    Screen(
        "lesson",
        row(
            "SELECT NULL, id FROM learning_lesson WHERE state = 'published' ORDER BY published_at DESC LIMIT 1",
            "/en/library/lessons/{id}/",
        ),
    ),
    Screen("case", public("/en/library/cases/be-nido/")),
    Screen("tool", public("/en/library/tools/culture-map/")),
    Screen("principle", public("/en/library/principles/p4-explore/")),
    Screen("problems-public", public("/en/problems/")),
    Screen("rules", public("/en/rules/")),
    Screen(
        "rule",
        row("SELECT NULL, id FROM ideas_rule WHERE name LIKE 'Forms and decisions%' LIMIT 1", "/en/rules/{id}/"),
    ),
    Screen(
        "problem-public",
        row("SELECT NULL, id FROM ideas_problem WHERE state = 'answered' ORDER BY id LIMIT 1", "/en/problems/{id}/"),
    ),
    Screen(
        "backed-answered",
        row("SELECT NULL, problem_id FROM ideas_backing WHERE state = 'answered'", "/en/problems/{id}/"),
    ),
    Screen(
        "backed-waiting", row("SELECT NULL, problem_id FROM ideas_backing WHERE state = 'named'", "/en/problems/{id}/")
    ),
    Screen("groups-public", public("/en/groups/")),
    Screen("group-public", row("SELECT NULL, group_id FROM ideas_problemingroup LIMIT 1", "/en/groups/{id}/")),
    Screen("organisations-public", public("/en/organisations/")),
    Screen("organisation-public", public("/en/organisations/veldoever/")),
    Screen("how-it-works", public("/en/how-it-works/")),
    Screen("what-we-store", public("/en/what-we-store/")),
    Screen("accessibility", public("/en/accessibility/")),
    Screen("sign-in", public("/accounts/login/")),
    Screen("sign-up", public("/accounts/signup/")),
    Screen("password-reset", public("/accounts/password/reset/")),
    Screen("not-there", public("/en/nothing-is-here/")),
]
