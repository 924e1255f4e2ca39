"""Demo methods for the toolbox."""

from consultations.methods.models import MethodStep
from consultations.methods.pages import MethodIndexPage, MethodPage
from home.demo.content import content
from home.demo.pictures import picture
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
            group_min=method["group"][0],
            group_max=method["group"][1],
            hours_min=method["hours"][0] or None,
            hours_max=method["hours"][1],
            effort=method["effort"],
            cost=method["cost"],
            target_groups=method["target_groups"],
            accessibility=method["accessibility"],
            material=method["material"],
            search_image=picture(method["slug"]),
        )
        page.formats = method["formats"]
        for order, (title, text, duration) in enumerate(method["steps"]):
            page.steps.add(
                MethodStep(title=title, text=text, duration=duration, sort_order=order, locale=index.locale)
            )
        add_page(index, page)
