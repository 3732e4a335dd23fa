"""Lists that forms and the assembler share: kinds, levels, skills and topics, in the reader's language."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    REGION = "region", _("Region or province")
    MINISTRY = "ministry", _("Ministry")
    AGENCY = "agency", _("Agency")
    WATER_BOARD = "water_board", _("Water board")
    POLICE = "police", _("Police or inspection")
    HEALTH = "health", _("Hospital or health service")
    EDUCATION = "education", _("School or university")


class Level(models.TextChoices):
    LOCAL = "local", _("Local")
    REGIONAL = "regional", _("Regional")
    NATIONAL = "national", _("National")


class ProofKind(models.TextChoices):
    DOMAIN = "domain", _("Its internet domain")
    REGISTER = "register", _("An entry in a public register")
    ENDORSEMENT = "endorsement", _("The word of an organisation that is checked already")


class ConfirmedBy(models.TextChoices):
    DOMAIN = "domain", _("An address at the organisation's domain")
    SIGN_IN = "sign_in", _("The organisation's own sign-in service")
    PERSON = "person", _("Somebody who answers for the organisation")


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    DUTCH = "nl", _("Dutch")
    SWEDISH = "sv", _("Swedish")
    NORWEGIAN = "nb", _("Norwegian bokmål")


class Skill(models.TextChoices):
    # The six innovation skills of the OECD model.
    ITERATION = "iteration", _("Working in small steps")
    DATA_LITERACY = "data-literacy", _("Reading and using data")
    USER_FOCUS = "user-focus", _("Starting from the user")
    CURIOSITY = "curiosity", _("Curiosity")
    STORYTELLING = "storytelling", _("Storytelling")
    INSURGENCY = "insurgency", _("Challenging the usual way")
    # Subject skills.
    ADMINISTRATIVE_LAW = "administrative-law", _("Administrative law")
    ARCHIVES = "archives", _("Records and archives")
    BUDGETING = "budgeting", _("Budgets and finance")
    CASE_WORK = "case-work", _("Case work with residents")
    DATA_PROTECTION = "data-protection", _("Data protection")
    DIGITAL_SERVICES = "digital-services", _("Building digital services")
    EVALUATION = "evaluation", _("Evaluation")
    FACILITATION = "facilitation", _("Leading workshops")
    HEALTH_CARE = "health-care", _("Health and care")
    HUMAN_RESOURCES = "human-resources", _("Staff and working conditions")
    PERMITS = "permits", _("Permits and inspection")
    PLAIN_LANGUAGE = "plain-language", _("Plain language")
    POLICY_DESIGN = "policy-design", _("Policy design")
    PROCESS_DESIGN = "process-design", _("Redesigning processes")
    PROCUREMENT = "procurement", _("Procurement")


class Topic(models.TextChoices):
    BENEFITS = "benefits", _("Benefits and income")
    BUILDING = "building", _("Building and planning")
    CARE = "care", _("Care and health")
    CRISIS = "crisis", _("Safety and crisis")
    EDUCATION = "education", _("School and training")
    ENVIRONMENT = "environment", _("Water, nature and environment")
    FORMS = "forms", _("Forms and letters")
    GRANTS = "grants", _("Grants and accounts")
    INTERNAL_RULES = "internal-rules", _("Rules inside our own house")
    MOBILITY = "mobility", _("Roads and mobility")
    PROCUREMENT = "procurement", _("Buying")
    STAFF = "staff", _("Working life")
    WORK = "work", _("Work and business")


class RoleKind(models.TextChoices):
    COORDINATOR = "coordinator", _("Coordinator")
    MANAGER = "manager", _("Manager")
    ADMINISTRATOR = "administrator", _("Administrator")
    LEGAL = "legal", _("Legal officer")
    DATA_PROTECTION = "data_protection", _("Data protection officer")
    FINANCE = "finance", _("Finance officer")
    RULE_OWNER = "rule_owner", _("Rule owner")


# Whoever holds one of these decides for one organisation, and may hand it over while they are away.
DECIDING = (RoleKind.MANAGER, RoleKind.LEGAL, RoleKind.DATA_PROTECTION, RoleKind.FINANCE, RoleKind.RULE_OWNER)
