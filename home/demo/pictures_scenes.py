"""What the demo's pictures show, one function each."""

import math
from collections.abc import Callable

from home.demo.pictures_drawing import (
    AMBER,
    CLOTHES,
    CORAL,
    DEEP,
    FAR,
    HEIGHT,
    LILAC,
    MIDDLE,
    MIST,
    NEAR,
    PALE,
    PAPER,
    PINE,
    ROSE,
    SAND,
    SKINS,
    SKY,
    TEAL,
    WIDTH,
    Canvas,
)

Scene = Callable[[str], bytes]


def town(seed: str) -> bytes:
    """The town in the morning, and people who talk to each other."""
    canvas = Canvas(SKY, seed)
    canvas.disc(880, 190, 92, AMBER)
    canvas.town(430, 70, 150, FAR, MIST)
    canvas.hills(420, 14, PALE, 1)
    for x in (70, 190, 1010, 1130):
        canvas.tree(x, 480, 92, PINE)
    canvas.hills(500, 10, MIDDLE, 3)
    canvas.bubble(250, 120, 250, 130, PAPER)
    canvas.lines(288, 152, 170, 3, MIDDLE, 28)
    canvas.bubble(600, 210, 190, 104, CORAL, left=False)
    canvas.lines(630, 240, 128, 2, PAPER, 28)
    _row(canvas, 5, 260, 940, 690, 78)
    return canvas.png()


def guidelines(seed: str) -> bytes:
    """A sheet with numbered paragraphs; people say something about single ones."""
    canvas = Canvas(SAND, seed)
    canvas.disc(1030, 130, 70, AMBER)
    canvas.hills(560, 16, PALE, 2)
    _sheet(canvas, 400, 60, 400, 540, 5)
    canvas.bubble(80, 150, 260, 120, TEAL, left=False)
    canvas.lines(120, 184, 180, 2, PAPER, 34)
    canvas.bubble(860, 260, 260, 120, CORAL)
    canvas.lines(900, 294, 180, 2, PAPER, 34)
    canvas.person(200, 690, 96, NEAR, SKINS[1])
    canvas.person(1000, 690, 96, PINE, SKINS[0])
    return canvas.png()


def street(seed: str) -> bytes:
    """A street with trees, a lane for bicycles and a bicycle."""
    canvas = Canvas(SKY, seed)
    canvas.disc(900, 150, 78, AMBER)
    canvas.town(400, 90, 170, FAR, MIST)
    canvas.hills(400, 8, PALE, 0)
    for x in (90, 330, 570, 810, 1050):
        canvas.tree(x + canvas.chance.randint(-20, 20), 450, 110, TEAL)
    canvas.box(0, 450, WIDTH, 60, MIDDLE)
    canvas.box(0, 505, WIDTH, HEIGHT, NEAR)
    for x in range(20, WIDTH, 150):
        canvas.box(x, 622, 84, 12, PAPER, 6)
    _bicycle(canvas, 470, 520)
    return canvas.png()


def park(seed: str) -> bytes:
    """A park with a path, old trees and a bench."""
    canvas = Canvas("#e2f1ea", seed)
    canvas.disc(300, 170, 86, AMBER)
    canvas.town(350, 40, 90, FAR)
    canvas.hills(350, 22, PALE, 0.5)
    for x in (60, 210, 640, 820, 1160):
        canvas.tree(x, 410, 80, TEAL)
    canvas.hills(440, 26, TEAL, 2.6)
    path = [
        (500, HEIGHT),
        (620, 560),
        (700, 500),
        (640, 455),
        (670, 455),
        (770, 500),
        (760, 570),
        (780, HEIGHT),
    ]
    canvas.shape(path, SAND)
    canvas.tree(980, 600, 190, PINE)
    canvas.person(250, 562, 40, AMBER, SKINS[2])
    for height in (0, 22):
        canvas.line([(180, 540 + height), (380, 540 + height)], CORAL, 12)
    canvas.line([(205, 562), (205, 610)], DEEP, 10)
    canvas.line([(355, 562), (355, 610)], DEEP, 10)
    return canvas.png()


def session(seed: str) -> bytes:
    """People at a long table in a hall, one of them speaks."""
    canvas = Canvas("#e6edf4", seed)
    for x in (80, 360, 640, 920):
        canvas.box(x, 60, 190, 250, PAPER, 95)
        canvas.box(x + 88, 60, 14, 250, FAR)
    canvas.bubble(520, 70, 300, 130, CORAL)
    canvas.lines(560, 106, 220, 2, PAPER, 36)
    _row(canvas, 6, 150, 1050, 520, 84)
    canvas.box(0, 500, WIDTH, 40, SAND)
    canvas.box(0, 540, WIDTH, HEIGHT, NEAR)
    for x in range(120, WIDTH, 190):
        canvas.box(x, 482, 92, 22, PAPER, 4)
    return canvas.png()


def first_draft(seed: str) -> bytes:
    """A stack of sheets with marks at the margin, and a pencil."""
    canvas = Canvas(LILAC, seed)
    canvas.disc(170, 170, 96, AMBER)
    canvas.hills(540, 18, MIDDLE, 1.4)
    for shift in (48, 24, 0):
        _sheet(canvas, 330 + shift, 70 + shift, 400, 500, 0 if shift else 4)
    canvas.line([(800, 560), (960, 300)], CORAL, 44)
    canvas.shape([(782, 548), (818, 572), (776, 606)], SAND)
    canvas.disc(782, 598, 8, DEEP)
    return canvas.png()


def cards(seed: str) -> bytes:
    """A pin board with cards in three columns."""
    canvas = Canvas(SAND, seed)
    canvas.box(120, 70, 960, 440, PAPER, 18)
    for column, colour in enumerate((CORAL, AMBER, TEAL)):
        canvas.box(170 + column * 310, 110, 250, 40, colour, 10)
        for row in range(3):
            canvas.box(170 + column * 310, 180 + row * 104, 250, 80, MIST, 8)
            canvas.lines(190 + column * 310, 204 + row * 104, 190, 2, MIDDLE, 24)
    _row(canvas, 4, 240, 960, 700, 88)
    return canvas.png()


def walk(seed: str) -> bytes:
    """A group on its way through the quarter."""
    canvas = Canvas(SKY, seed)
    canvas.disc(220, 150, 74, AMBER)
    canvas.town(430, 100, 190, FAR, MIST)
    canvas.hills(430, 12, PALE, 2)
    for x in (120, 1080):
        canvas.tree(x, 500, 120, TEAL)
    canvas.hills(520, 10, SAND, 0)
    for number, x in enumerate((380, 520, 660, 800)):
        canvas.person(x, 600, 52, CLOTHES[number], SKINS[number])
        canvas.line([(x - 20, 600), (x - 30, 660)], DEEP, 14)
        canvas.line([(x + 20, 600), (x + 30, 660)], DEEP, 14)
    canvas.line([(880, 640), (880, 380)], DEEP, 12)
    canvas.shape([(880, 380), (990, 415), (880, 450)], CORAL)
    return canvas.png()


def tables(seed: str) -> bytes:
    """Small tables, at each of them people who talk."""
    canvas = Canvas(ROSE, seed)
    canvas.hills(360, 8, SAND, 0)
    for number, (x, y) in enumerate(((260, 420), (620, 380), (960, 430), (440, 620), (800, 620))):
        for side in (-1, 1):
            canvas.person(x + side * 92, y + 10, 46, CLOTHES[(number + side) % 6], SKINS[(number + side) % 4])
        canvas.oval(x, y, 110, 42, PAPER)
        canvas.box(x - 8, y + 38, 16, 46, MIDDLE)
        canvas.disc(x - 20, y - 6, 12, TEAL)
        canvas.disc(x + 26, y + 6, 12, CORAL)
    canvas.bubble(120, 90, 220, 110, TEAL)
    canvas.bubble(780, 80, 240, 110, AMBER, left=False)
    return canvas.png()


def council(seed: str) -> bytes:
    """Many people in half circles."""
    canvas = Canvas(LILAC, seed)
    canvas.disc(600, 700, 520, MIST)
    for row, (radius, count, size) in enumerate(((500, 11, 40), (370, 8, 46), (240, 5, 52))):
        for number in range(count):
            angle = math.pi * (number + 0.5) / count
            x, y = 600 + radius * math.cos(angle), 690 - radius * math.sin(angle) * 0.95
            canvas.person(x, y + 40, size, CLOTHES[(number + row) % 6], SKINS[(number * 3 + row) % 4])
    canvas.box(545, 590, 110, 90, DEEP, 10)
    return canvas.png()


def screen(seed: str) -> bytes:
    """A screen with a text and comments beside it."""
    canvas = Canvas("#e7e9f7", seed)
    canvas.hills(580, 10, MIDDLE, 1)
    canvas.box(230, 80, 740, 440, DEEP, 24)
    canvas.box(256, 106, 688, 388, PAPER, 8)
    canvas.shape([(170, 590), (1030, 590), (970, 520), (230, 520)], NEAR)
    canvas.lines(296, 150, 340, 9, FAR, 36)
    canvas.bubble(700, 140, 200, 80, TEAL)
    canvas.bubble(700, 270, 200, 80, CORAL)
    canvas.bubble(700, 390, 200, 70, AMBER)
    return canvas.png()


def round_table(seed: str) -> bytes:
    """People around one table."""
    canvas = Canvas(SKY, seed)
    canvas.hills(330, 6, SAND, 0)
    places = [
        (600 + 430 * math.cos(a), 430 + 170 * math.sin(a)) for a in (i * math.pi / 5 for i in range(10))
    ]
    for number, (x, y) in enumerate(places):
        if y <= 440:
            canvas.person(x, y + 20, 58, CLOTHES[number % 6], SKINS[number % 4])
    canvas.oval(600, 470, 390, 130, PAPER)
    canvas.oval(600, 470, 300, 90, MIST)
    for number, (x, y) in enumerate(places):
        if y > 440:
            canvas.person(x, y + 70, 66, CLOTHES[number % 6], SKINS[number % 4])
    return canvas.png()


def doorstep(seed: str) -> bytes:
    """Somebody with a list asks at a house door."""
    canvas = Canvas(SAND, seed)
    canvas.box(560, 90, 520, 585, CORAL)
    canvas.shape([(520, 110), (820, 0), (1120, 110)], DEEP)
    canvas.box(720, 300, 190, 375, PINE, 10)
    canvas.disc(880, 500, 12, AMBER)
    canvas.box(600, 200, 90, 120, SKY, 6)
    canvas.box(950, 200, 90, 120, SKY, 6)
    canvas.hills(640, 6, PALE, 0)
    canvas.person(815, 660, 66, AMBER, SKINS[1])
    canvas.person(380, 660, 92, NEAR, SKINS[0])
    canvas.box(450, 500, 90, 120, PAPER, 8)
    canvas.lines(464, 522, 62, 3, MIDDLE, 26)
    canvas.bubble(150, 190, 270, 130, TEAL, left=False)
    return canvas.png()


def stand(seed: str) -> bytes:
    """A stand with a striped roof on the market."""
    canvas = Canvas(SKY, seed)
    canvas.town(440, 100, 180, FAR, MIST)
    canvas.hills(440, 6, SAND, 0)
    canvas.line([(330, 600), (330, 230)], DEEP, 14)
    canvas.line([(870, 600), (870, 230)], DEEP, 14)
    for number in range(8):
        x = 290 + number * 78
        colour = PAPER if number % 2 else CORAL
        canvas.shape([(x, 250), (x + 78, 250), (x + 64, 130), (x + 14, 130)], colour)
        canvas.disc(x + 39, 250, 39, colour)
    canvas.person(600, 520, 78, TEAL, SKINS[2])
    canvas.box(300, 480, 600, 150, NEAR, 8)
    canvas.lines(420, 525, 360, 2, PAPER, 44)
    canvas.person(180, 690, 86, AMBER, SKINS[0])
    canvas.person(1030, 690, 86, PINE, SKINS[1])
    return canvas.png()


SCENES: dict[str, Scene] = {
    "start": town,
    "leitlinien": guidelines,
    "pariser-strasse": street,
    "stadtpark-baennjerrueck": park,
    "naechste-sitzung-methodenkoffer": session,
    "erste-fassung-der-leitlinien": first_draft,
    "zukunftswerkstatt": cards,
    "stadtspaziergang": walk,
    "world-cafe": tables,
    "buergerrat": council,
    "online-kommentierung": screen,
    "runder-tisch": round_table,
    "aktivierende-befragung": doorstep,
    "infostand-wochenmarkt": stand,
}


def _row(canvas: Canvas, count: int, left: float, right: float, base: float, size: float) -> None:
    for number in range(count):
        x = left + (right - left) * number / (count - 1)
        canvas.person(x, base, size, CLOTHES[number % 6], SKINS[number % 4])


def _sheet(canvas: Canvas, x: float, y: float, across: float, down: float, paragraphs: int) -> None:
    canvas.box(x + 10, y + 12, across, down, FAR, 12)
    canvas.box(x, y, across, down, PAPER, 12)
    if paragraphs:
        canvas.box(x + 40, y + 40, across * 0.6, 26, DEEP, 8)
    for number in range(paragraphs):
        top = y + 104 + number * (down - 130) / paragraphs
        canvas.disc(x + 54, top + 10, 14, (TEAL, CORAL, AMBER)[number % 3])
        canvas.lines(x + 88, top, across - 130, 2, MIDDLE, 30)


def _bicycle(canvas: Canvas, x: float, y: float) -> None:
    for wheel in (x, x + 230):
        canvas.ring(wheel, y, 72, DEEP, 12)
        canvas.disc(wheel, y, 10, DEEP)
    canvas.line([(x, y), (x + 75, y - 115), (x + 185, y - 115), (x + 110, y), (x, y)], CORAL, 14)
    canvas.line([(x + 110, y), (x + 64, y - 146)], CORAL, 14)
    canvas.line([(x + 230, y), (x + 178, y - 158)], CORAL, 14)
    canvas.line([(x + 36, y - 148), (x + 96, y - 148)], DEEP, 16)
    canvas.line([(x + 150, y - 160), (x + 206, y - 164)], DEEP, 14)
