"""Groups, as a member, a convener and a coordinator see them."""

from tests.browser.screens.finding import Screen, of_person, row

GROUP = (
    "SELECT p.email, m.group_id FROM people_groupmembership m JOIN people_person p ON p.id = m.person_id "
    "WHERE m.convenes AND EXISTS (SELECT 1 FROM people_groupmembership a WHERE a.group_id = m.group_id "
    "AND a.state = 'asked') ORDER BY p.email LIMIT 1"
)

FORMAL = (
    "SELECT p.email, g.id FROM people_group g JOIN people_groupmembership m ON m.group_id = g.id "
    "JOIN people_person p ON p.id = m.person_id JOIN people_role r ON r.person_id = p.id "
    "WHERE g.setting = 'formal' AND r.kind = 'coordinator' ORDER BY p.email LIMIT 1"
)

GROUPS = [
    Screen("groups", of_person("lotte", "/app/groups")),
    Screen("groups-nothing-fits", of_person("lotte", "/app/groups?q=nothing-like-it")),
    Screen("group-new", of_person("hanneke", "/app/groups/new")),
    Screen("group-convener", row(GROUP, "/app/groups/{id}")),
    Screen("group-edit", row(GROUP, "/app/groups/{id}/edit")),
    Screen("group-members", row(GROUP, "/app/groups/{id}/members")),
    Screen("group-formal", row(FORMAL, "/app/groups/{id}/members")),
    Screen(
        "group-to-join",
        row(
            "SELECT 'lars@' || split_part(email, '@', 2), g.id FROM people_person, people_group g "
            "WHERE email LIKE 'lars@%' AND g.setting = 'open' ORDER BY g.name LIMIT 1",
            "/app/groups/{id}",
        ),
    ),
]
