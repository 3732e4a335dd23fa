from people.models.groups import Group, GroupGoal, GroupMembership
from people.models.notices import Letter, Notice, NoticeRhythms
from people.models.organisations import EmployerClaim, Employment, Organisation, Verification
from people.models.persons import Person, PersonSkill, Profile
from people.models.roles import Delegation, Role

__all__ = [
    "Delegation",
    "EmployerClaim",
    "Employment",
    "Group",
    "GroupGoal",
    "GroupMembership",
    "Letter",
    "Notice",
    "NoticeRhythms",
    "Organisation",
    "Person",
    "PersonSkill",
    "Profile",
    "Role",
    "Verification",
]
