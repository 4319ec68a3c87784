"""A function that a template calls gets what it asks for, although the portal looks for that less often than Jinja."""

from jinja2 import Environment, pass_context

from portal.web.jinja import PageContext


def shown(source, **values):
    environment = Environment(autoescape=True)
    environment.context_class = PageContext
    return environment.from_string(source).render(values)


def test_what_asks_for_the_context_gets_it_with_what_the_loop_holds():
    @pass_context
    def seen(context, name):
        return context[name]

    source = "{% for each in [1, 2] %}{% set held = each %}{{ seen('held') }}{{ seen('other') }}{% endfor %}"

    assert shown(source, seen=seen, other="x") == "1x2x"


def test_a_macro_escapes_what_it_is_given_and_not_what_its_caller_made():
    source = "{% macro bold(words) %}<b>{{ words }}{{ caller() }}</b>{% endmacro %}"
    source += "{% for each in ['<'] %}{% call bold(each) %}<i>{{ each }}</i>{% endcall %}{% endfor %}"

    assert shown(source) == "<b>&lt;<i>&lt;</i></b>"
