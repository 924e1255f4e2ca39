/* What axe does not see: targets that are too small, a page that must be scrolled sideways, and who it is for. */
() => {
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true });
  };
  // A link inside a sentence is excepted by WCAG 2.5.8, and a control may be reached by its label.
  const inSentence = (link) =>
    link.tagName === "A" &&
    getComputedStyle(link).display === "inline" &&
    link.parentElement.innerText.trim().length > link.innerText.trim().length + 3;
  // The link of a card stretches over the whole card.
  const stretched = (element) =>
    getComputedStyle(element, "::after").position === "absolute" ? [element.closest(".sd-card") ?? element] : [];
  const small = (element) => {
    const boxes = [element, ...(element.labels ?? []), ...stretched(element)].map((one) => one.getBoundingClientRect());
    return !boxes.some((box) => box.width >= 24 && box.height >= 24);
  };
  const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")];
  const root = document.documentElement;
  return {
    small: targets
      .filter((element) => shown(element) && !inSentence(element) && small(element))
      .map((element) => element.outerHTML.slice(0, 120)),
    sideways: Math.max(0, root.scrollWidth - root.clientWidth),
    lang: root.lang,
    dir: root.dir,
    headings: document.querySelectorAll("h1").length,
  };
}
