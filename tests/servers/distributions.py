"""Which search servers there are, where they come from, and the Java each of them runs on."""

from dataclasses import dataclass
from typing import Literal

Product = Literal["elasticsearch", "opensearch"]


@dataclass(frozen=True, slots=True)
class Distribution:
    """A genuine server as its makers publish it on Maven Central; it brings no Java of its own."""

    product: Product
    version: str
    # The older lines need the security manager, which Java 24 has removed.
    java_from: int
    java_to: int = 99

    @property
    def name(self) -> str:
        """As it is called in messages."""
        return f"{self.product} {self.version}"

    @property
    def group(self) -> str:
        """The Maven group."""
        return f"org.{self.product}.distribution.integ-test-zip"

    @property
    def artifact(self) -> str:
        """The Maven coordinates."""
        return f"{self.group}:{self.product}:{self.version}:zip"

    @property
    def file(self) -> str:
        """The zip in a local Maven repository."""
        folder = f"{self.group.replace('.', '/')}/{self.product}/{self.version}"
        return f"{folder}/{self.product}-{self.version}.zip"

    @property
    def prefix(self) -> str:
        """What the names of its environment variables begin with."""
        return "ES" if self.product == "elasticsearch" else "OPENSEARCH"


ELASTICSEARCH_8 = Distribution("elasticsearch", "8.19.0", 17, 23)
ELASTICSEARCH_9 = Distribution("elasticsearch", "9.2.0", 21)
OPENSEARCH_2 = Distribution("opensearch", "2.19.1", 17, 23)
OPENSEARCH_3 = Distribution("opensearch", "3.8.0", 21)
ALL = (ELASTICSEARCH_8, OPENSEARCH_2, ELASTICSEARCH_9, OPENSEARCH_3)
# A bare Debian runs these two: where CI=true they must not be missing.
ALWAYS = (ELASTICSEARCH_8, OPENSEARCH_2)
