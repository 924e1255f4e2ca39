// Every control that can be seen, and what lies under its centre; answers one line for each that cannot be hit.
root => {
  const CONTROLS = "a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button], [role=tab], [role=option]";
  const name = element => {
    const text = (element.getAttribute("aria-label") || element.innerText || element.name || element.id || "").trim();
    return `${element.tagName.toLowerCase()} "${text.replace(/\s+/g, " ").slice(0, 50)}"`;
  };
  const visible = element =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });
  // A link over several lines is hit in its largest piece.
  const centre = element => {
    const pieces = [...element.getClientRects()].filter(piece => piece.width > 1 && piece.height > 1);
    if (!pieces.length) return null;
    const largest = pieces.reduce((one, two) => (two.width * two.height > one.width * one.height ? two : one));
    return [largest.left + largest.width / 2, largest.top + largest.height / 2];
  };
  const clipped = element => {
    for (let at = element; at; at = at.parentElement) {
      const box = at.getBoundingClientRect();
      const style = getComputedStyle(at);
      if (style.display !== "contents" && style.overflow !== "visible" && (box.width <= 1 || box.height <= 1)) return true;
    }
    return false;
  };
  const wrong = [];
  let tested = 0;
  for (const element of document.querySelector(root).querySelectorAll(CONTROLS)) {
    // A box that is drawn by its label is hit there.
    const drawn = element.labels?.length && !(visible(element) && !clipped(element)) ? element.labels[0] : element;
    if (!visible(drawn) || clipped(drawn) || element.disabled || element.closest("[inert], [aria-hidden=true]")) continue;
    drawn.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const point = centre(drawn);
    if (!point) continue;
    tested += 1;
    const [left, top] = point;
    const hit = document.elementFromPoint(left, top);
    // Wagtail's uploader puts a transparent field for files over its button.
    const covers = hit?.matches("input[type=file]") && hit.parentElement.contains(drawn);
    const meant = hit && (drawn.contains(hit) || hit.closest("label")?.control === element || covers);
    if (!meant) wrong.push(`${name(element)} lies under ${hit ? name(hit) : `nothing (${Math.round(left)}, ${Math.round(top)})`}`);
  }
  window.scrollTo({ top: 0, left: 0, behavior: "instant" });
  return { tested, wrong };
}
