from django.urls import path

from flow.pages import groups, library, organisations, problems, public, rules

urlpatterns = [
    path("", public.start, name="start"),
    path("library/", library.search, name="library"),
    path("library/lessons/<uuid:lesson_id>/", library.lesson, name="lesson"),
    path("library/cases/<slug:slug>/", library.case, name="case"),
    path("library/tools/<slug:slug>/", library.tool, name="tool"),
    path("library/principles/<slug:slug>/", library.principle, name="principle"),
    path("problems/", problems.listed, name="problems"),
    path("problems/<uuid:problem_id>/", problems.problem, name="problem"),
    path("organisations/", organisations.listed, name="organisations"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("groups/", groups.listed, name="groups"),
    path("groups/<uuid:group_id>/", groups.group, name="group"),
    path("rules/", rules.listed, name="rules"),
    path("rules/<uuid:rule_id>/", rules.rule, name="rule"),
    path("how-it-works/", public.how_it_works, name="how_it_works"),
    path("what-we-store/", public.what_we_store, name="what_we_store"),
    path("accessibility/", public.accessibility, name="accessibility"),
]
