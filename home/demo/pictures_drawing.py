"""Flat shapes for the demo's pictures: drawn twice as large and made smaller, so that edges are smooth."""

import io
import math
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 675
_FINE = 2
Points = Sequence[tuple[float, float]]

SKY, MIST, FAR, MIDDLE, NEAR, DEEP = "#e3eef6", "#f4f8fb", "#c3d8e8", "#8fb9d3", "#2f6f9f", "#12396b"
TEAL, PALE, PINE, AMBER, CORAL, PAPER = "#14808a", "#8ccabf", "#0d5560", "#f2b544", "#df6b4f", "#fffdf8"
SAND, ROSE, LILAC = "#fbeedd", "#f7dfd6", "#e7e9f7"
SKINS = ("#f0c39c", "#a26a47", "#d9a27a", "#7a4b32")
CLOTHES = (TEAL, CORAL, NEAR, AMBER, PINE, MIDDLE)


class Canvas:
    """One picture; lengths are in its own pixels, chance is seeded so that a picture is always the same."""

    def __init__(self, sky: str, seed: str) -> None:
        self.chance = random.Random(seed)  # noqa: S311  for looks only  # nosec B311
        self._image = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), sky)
        self._draw = ImageDraw.Draw(self._image)

    def png(self) -> bytes:
        """The finished picture."""
        buffer = io.BytesIO()
        small = self._image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        small.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(buffer, "PNG")
        return buffer.getvalue()

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle."""
        self.oval(x, y, radius, radius, colour)

    def oval(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        """A filled ellipse around a point."""
        self._draw.ellipse(self._fine(x - across, y - down, x + across, y + down), fill=colour)

    def ring(self, x: float, y: float, radius: float, colour: str, width: float) -> None:
        """A circle without filling."""
        box = self._fine(x - radius, y - radius, x + radius, y + radius)
        self._draw.ellipse(box, outline=colour, width=int(width * _FINE))

    def box(self, x: float, y: float, across: float, down: float, colour: str, corner: float = 0) -> None:
        """A rectangle from its upper corner, round if wanted."""
        box = self._fine(x, y, x + across, y + down)
        self._draw.rounded_rectangle(box, radius=corner * _FINE, fill=colour)

    def shape(self, points: Points, colour: str) -> None:
        """A filled polygon."""
        self._draw.polygon([(x * _FINE, y * _FINE) for x, y in points], fill=colour)

    def line(self, points: Points, colour: str, width: float) -> None:
        """A line with round ends and corners."""
        fine = [(x * _FINE, y * _FINE) for x, y in points]
        self._draw.line(fine, fill=colour, width=int(width * _FINE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, colour)

    def hills(self, height: float, swing: float, colour: str, phase: float = 0) -> None:
        """Ground with a soft edge, from the left to the right side."""
        top = [
            (x, height + swing * math.sin(x / WIDTH * 2 * math.pi + phase)) for x in range(0, WIDTH + 20, 20)
        ]
        self.shape([*top, (WIDTH, HEIGHT), (0, HEIGHT)], colour)

    def town(self, base: float, low: int, high: int, colour: str, lights: str = "") -> None:
        """A row of houses with one town hall."""
        x, hall = -20.0, WIDTH * 0.66
        while x < WIDTH:
            across, up = self.chance.randint(60, 120), self.chance.randint(low, high)
            tower = x <= hall < x + across
            up = int(high * 1.6) if tower else up
            self.box(x, base - up, across, up + 4, colour)
            if tower:
                self.box(x + across * 0.35, base - up - 46, across * 0.3, 50, colour)
            elif self.chance.random() < 0.6:
                self.shape(
                    [(x, base - up), (x + across / 2, base - up - across * 0.4), (x + across, base - up)],
                    colour,
                )
            if lights:
                self._windows(x, base - up, across, up, lights)
            x += across

    def tree(self, x: float, y: float, size: float, crown: str = TEAL) -> None:
        """A round tree whose trunk stands on (x, y)."""
        self.line([(x, y), (x, y - size)], DEEP, size * 0.1)
        self.disc(x, y - size * 1.15, size * 0.55, crown)
        self.disc(x - size * 0.35, y - size * 0.85, size * 0.36, crown)
        self.disc(x + size * 0.35, y - size * 0.9, size * 0.38, crown)

    def person(self, x: float, y: float, size: float, colour: str, skin: str = SKINS[0]) -> None:
        """Head and shoulders; (x, y) is the middle of the lower edge."""
        self._draw.pieslice(
            self._fine(x - size, y - size * 1.5, x + size, y + size * 0.5), 180, 360, fill=colour
        )
        self.box(x - size, y - size * 0.52, size * 2, size * 0.54, colour)
        self.disc(x, y - size * 1.95, size * 0.62, skin)

    def bubble(
        self, x: float, y: float, across: float, down: float, colour: str, *, left: bool = True
    ) -> None:
        """A speech bubble with its tail at one side."""
        foot = x + across * (0.22 if left else 0.78)
        tip = foot - down * 0.22 if left else foot + down * 0.22
        tail = [(foot - 24, y + down - 6), (tip, y + down + down * 0.32), (foot + 24, y + down - 6)]
        self.shape(tail, colour)
        self.box(x, y, across, down, colour, corner=down * 0.28)

    def lines(self, x: float, y: float, across: float, count: int, colour: str, gap: float = 30) -> None:
        """Written lines, the last one shorter."""
        for row in range(count):
            long = across * (0.62 if row == count - 1 else 1)
            self.box(x, y + row * gap, long, gap * 0.36, colour, corner=gap * 0.18)

    def _windows(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        for top in range(int(y) + 22, int(y + down) - 26, 40):
            for side in range(int(x) + 16, int(x + across) - 22, 32):
                if self.chance.random() < 0.5:
                    self.box(side, top, 12, 16, colour)

    @staticmethod
    def _fine(*lengths: float) -> tuple[float, ...]:
        return tuple(length * _FINE for length in lengths)
