"""Demo methods for the toolbox."""

from consultations.methods.pages import MethodIndexPage, MethodPage
from home.demo.content import content
from home.demo.tree import add_page


def load_methods(index: MethodIndexPage) -> None:
    """Eight methods with their steps."""
    for method in content("methods")["methods"]:
        page = MethodPage(
            title=method["title"],
            slug=method["slug"],
            summary=method["summary"],
            goal=method["goal"],
            level=method["level"],
            formats=method["formats"],
            effort=method["effort"],
            cost=method["cost"],
            target_groups=method["target_groups"],
            accessibility=method["accessibility"],
            material=method["material"],
        )
        add_page(index, page)
