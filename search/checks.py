"""Start-up check: the address of the search engine is one we can use."""

from django.core.checks import CheckMessage, Error, register

from search.configured import engine_in_use
from search.engines.choose import UnknownEngine


@register()
def check_engine(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """A wrong address stops the start; a missing index does not, it is made by the worker."""
    try:
        engine_in_use()
    except UnknownEngine as error:
        return [Error(str(error), id="search.E001")]
    return []
