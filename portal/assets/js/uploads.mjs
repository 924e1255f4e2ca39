/** In the editors' list of uploads: says why a file was not deleted, which Wagtail's own script keeps to itself. */

const TARGET = /\/multiple\/(?:delete_upload\/)?\d+\/(?:delete\/)?$/;

/** The words of a refusal; "" for an answer that is none. */
export function refusal(status, answer, fallback) {
  if (status >= 200 && status < 300) return answer?.success === false ? (answer.error_message ?? "") : "";
  return fallback;
}

/** Put the words beside the button that was pressed, read out at once. */
function tell(link, words) {
  const place = link.parentElement;
  place.querySelector("[data-refusal]")?.remove();
  if (!words) return;
  const line = document.createElement("p");
  line.className = "error-message";
  line.dataset.refusal = "";
  line.setAttribute("role", "alert");
  line.textContent = words;
  place.append(line);
}

function answered(request, options, fallback) {
  if (options.type?.toUpperCase() !== "POST" || !TARGET.test(options.url)) return;
  const links = document.querySelectorAll("#upload-list a.delete");
  const link = [...links].find((one) => one.href.endsWith(options.url) || one.href === options.url);
  if (link) tell(link, refusal(request.status, request.responseJSON, fallback));
}

if (typeof document !== "undefined" && window.jQuery) {
  const fallback = document.currentScript?.dataset.fallback ?? "";
  window.jQuery(document).on("ajaxComplete", (_event, request, options) => answered(request, options, fallback));
}
