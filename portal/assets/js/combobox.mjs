/** Suggestions below a search box, by the combobox pattern of the ARIA practices; without script it is a plain form. */

const WAIT = 120;
const SHORTEST = 2;
let boxes = 0;

function element(name, properties, attributes = {}) {
  const made = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

class Combobox {
  #active = -1;
  #options = [];
  #asked;
  #timer;
  #wanted = "";

  constructor(input) {
    const id = `suggestions-${++boxes}`;
    this.input = input;
    this.list = element("ul", { id, hidden: true, className: "sd-suggestions" }, { role: "listbox", "aria-label": input.dataset.suggestLabel });
    this.status = element("div", { className: "sd-visually-hidden" }, { role: "status" });
    // A search field may not be a combobox, a text field may.
    input.type = "text";
    input.inputMode = "search";
    input.autocomplete = "off";
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) {
      input.setAttribute(key, value);
    }
    // Beside the box, not at the end of a form that asks for more than words: the list lies right below it.
    input.closest(".sd-search").append(this.list, this.status);
    input.addEventListener("input", (event) => this.#typed(event));
    input.addEventListener("keydown", (event) => this.#pressed(event));
    input.addEventListener("blur", () => this.#close());
    input.form.addEventListener("submit", () => this.#close());
    // The focus stays in the box while an option is pressed.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.#follow(event.target.closest("[role=option]")));
  }

  #typed(event) {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    const text = this.input.value.trim();
    if (event.isComposing || text.length < SHORTEST) return this.#close();
    this.#timer = setTimeout(() => this.#ask(text), WAIT);
  }

  async #ask(text) {
    this.#asked = new AbortController();
    this.#wanted = text;
    const address = `${this.input.dataset.suggest}?${new URLSearchParams({ q: text })}`;
    try {
      const answer = await fetch(address, { signal: this.#asked.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return this.#close();
      const { items, told } = await answer.json();
      if (text === this.#wanted && document.activeElement === this.input) this.#show(items, told);
    } catch (error) {
      // A newer letter ended this request, or the network did: either way there is nothing to show.
      if (error.name !== "AbortError") this.#close();
    }
  }

  #show(items, told) {
    this.#options = items.map(({ text, url, hint }, number) => {
      const option = element("li", { id: `${this.list.id}-${number}` }, { role: "option", "aria-selected": "false", "data-url": url });
      option.append(element("span", { textContent: text, dir: "auto" }));
      if (hint) option.append(" ", element("small", { textContent: hint, dir: "auto" }));
      return option;
    });
    this.list.replaceChildren(...this.#options);
    this.status.textContent = told;
    this.#open(items.length > 0);
  }

  #open(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.#mark(-1);
  }

  #close() {
    clearTimeout(this.#timer);
    this.#wanted = "";
    this.status.textContent = "";
    this.#open(false);
  }

  #mark(number) {
    this.#options[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = number;
    const option = this.#options[number];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  #follow(option) {
    if (option) location.assign(option.dataset.url);
  }

  /* The text itself is one stop between the last option and the first. */
  #step(by) {
    const stops = this.#options.length + 1;
    this.#mark(((this.#active + 1 + by + stops) % stops) - 1);
  }

  #pressed(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const open = !this.list.hidden;
    const down = event.key === "ArrowDown";
    if (down || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) this.#step(down ? 1 : -1);
      else if (this.input.value.trim().length >= SHORTEST) this.#ask(this.input.value.trim());
    } else if (event.key === "Escape" && open) {
      // One press closes one thing: the menu around the box stays open.
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (event.key === "Enter" && open && this.#active >= 0) {
      event.preventDefault();
      this.#follow(this.#options[this.#active]);
    }
  }
}

/** Give every box that names an address for suggestions its list. */
export function suggest() {
  for (const input of document.querySelectorAll("input[data-suggest]")) new Combobox(input);
}

/** One letter brings the focus into the search; only where the page says so, and never while somebody types. */
export function shortcut() {
  const key = document.body.dataset.searchKey;
  if (!key) return;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== key || typing || event.altKey || event.ctrlKey || event.metaKey) return;
    const box = [...document.querySelectorAll("input[data-suggest]")].find((input) => input.checkVisibility());
    if (!box) return;
    event.preventDefault();
    box.focus();
  });
}
