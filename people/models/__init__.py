from people.models.groups import Group, GroupGoal, GroupMembership
from people.models.notices import Notice
from people.models.organisations import Employment, Organisation, Role
from people.models.persons import Person, PersonSkill, Profile

__all__ = [
    "Employment",
    "Group",
    "GroupGoal",
    "GroupMembership",
    "Notice",
    "Organisation",
    "Person",
    "PersonSkill",
    "Profile",
    "Role",
]
