/** Comfort on top of pages that work without it: nothing here is needed to read, find or take part. */
import "./cite.mjs";
import "./clicks.mjs";

import { shortcut, suggest } from "./combobox.mjs";

suggest();
shortcut();

const POPUPS = "details[data-popup]";

function closePopups(except) {
  for (const popup of document.querySelectorAll(`${POPUPS}[open]`)) {
    if (popup !== except) popup.open = false;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest(`${POPUPS}[open]`);
  closePopups();
  open?.querySelector("summary").focus();
});

/* A popup left by keyboard must not cover the place the focus went to. */
for (const left of ["click", "focusin"]) {
  document.addEventListener(left, (event) => closePopups(event.target.closest(POPUPS)));
}

/* The fragment still changes; the full address is copied as well, and the change is announced. */
async function copyLink(link) {
  const status = link.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(link.href);
    status.textContent = link.dataset.copied;
  } catch {
    status.textContent = "";
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-copied]");
  if (link) copyLink(link);
});

/* Two clicks: before consent there is a link to the provider, afterwards the frame takes its place. */
for (const embed of document.querySelectorAll("[data-embed-src]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sd-button sd-button--primary";
  button.textContent = embed.dataset.embedLabel;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = embed.dataset.embedSrc;
    frame.title = embed.dataset.embedTitle;
    frame.allowFullscreen = true;
    frame.referrerPolicy = "no-referrer";
    embed.replaceChildren(frame);
    frame.focus();
  });
  embed.append(button);
}
