/** Tells the portal that a hit was opened: one number for the question, nothing about who asked. */

const shown = document.querySelector("[data-count-clicks]");
const refused = navigator.doNotTrack === "1" || navigator.globalPrivacyControl === true;

if (shown && !refused && navigator.sendBeacon) {
  const tell = (event) => {
    if (!event.target.closest(".sd-results a")) return;
    document.removeEventListener("click", tell);
    navigator.sendBeacon(shown.dataset.countClicks, new URLSearchParams({ token: shown.dataset.clickToken }));
  };
  document.addEventListener("click", tell);
}
