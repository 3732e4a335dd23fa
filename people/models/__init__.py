from people.models.notices import Notice
from people.models.organisations import Employment, Organisation, Role
from people.models.persons import Person, PersonSkill, Profile

__all__ = ["Employment", "Notice", "Organisation", "Person", "PersonSkill", "Profile", "Role"]
