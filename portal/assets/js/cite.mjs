/** A button beside each citation that copies it; without this script the line is marked and copied by hand. */

async function copy(button) {
  const line = button.parentElement.querySelector("textarea");
  const status = button.querySelector("[role=status]");
  line.select();
  try {
    await navigator.clipboard.writeText(line.value);
    status.textContent = button.dataset.copied;
  } catch {
    status.textContent = "";
  }
}

for (const button of document.querySelectorAll(".sd-cite button")) button.hidden = false;

document.addEventListener("click", (event) => {
  const button = event.target.closest(".sd-cite button");
  if (button) copy(button);
});
