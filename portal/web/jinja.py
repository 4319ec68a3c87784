"""The private names of Jinja that the portal uses, all of them: what each saves stands in docs/performance.md.
A new Jinja may change them; `tests/test_private_names.py` names them and asks whether the installed one has them."""

from collections.abc import Callable
from typing import Any

from jinja2 import Template
from jinja2.runtime import Context

from portal.web.widgets import as_html


class PageTemplate(Template):
    """A template whose macros are made once. Jinja compares all globals at every import, ten times a page: a page could
    bring globals of its own. Ours never do."""

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module()

    @classmethod
    def _from_namespace(cls, environment: Any, namespace: Any, *rest: Any) -> Template:
        """Let `escape` give plain text: the printed pieces are joined to one text, and need no `Markup` each."""
        namespace["escape"] = as_html
        return super()._from_namespace(environment, namespace, *rest)


class PageContext(Context):
    """Calls the functions of a template. Jinja looks in four ways whether each wants the context, hundreds of times a
    page. Here a function that says so itself gets it. A macro does without: every page escapes."""

    def call(
        self, called: Callable[..., Any], /, *given: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        if hasattr(called, "jinja_pass_arg"):
            # Where the call stands in a loop or a block, which only what gets the context can use.
            return super().call(called, *given, _loop_vars=_loop_vars, _block_vars=_block_vars, **named)
        return called(*given, **named)
