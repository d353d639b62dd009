// Fields of names become a combobox with chips. The text field stays what is sent.
"use strict";
{
  const page = document.querySelector("[data-texts]") ?? document.body;
  const say = (key, value = "") => (page.dataset[`text${key}`] ?? "%s").replace("%s", value);
  const split = (text) => text.split(/[;\n]/).map((part) => part.trim()).filter(Boolean);
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  class Names {
    constructor(text) {
      this.text = text;
      this.one = "one" in text.dataset;
      this.options = [];
      this.active = -1;
      this.asked = 0;
      this.timer = 0;
      this.labels = new Map();
      this.tokens = this.read(text.value);
      this.build();
      this.show();
    }

    read(value) {
      if (this.one) return value.trim() ? [value.trim()] : [];
      return split(value);
    }

    build() {
      const { id } = this.text;
      this.text.id = `${id}_text`;
      this.text.hidden = true;
      this.chips = make("ul", { className: "chips" });
      this.list = make("ul", { className: "suggestions", id: `${id}_list`, hidden: true });
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", document.querySelector(`label[for="${CSS.escape(id)}"]`)?.textContent ?? "");
      this.input = make("input", { type: "text", id, autocomplete: "off", spellcheck: false });
      const attributes = {
        role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
        "aria-controls": this.list.id,
      };
      for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
      for (const name of ["aria-describedby", "aria-invalid"]) {
        if (this.text.hasAttribute(name)) this.input.setAttribute(name, this.text.getAttribute(name));
      }
      this.status = make("span", { className: "visually-hidden" });
      this.status.setAttribute("role", "status");
      this.box = make("div", { className: "names" }, this.chips, this.input, this.list, this.status);
      this.text.after(this.box);
      this.input.addEventListener("input", () => this.typed());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("focus", () => { if (this.one && !this.tokens.length) this.ask(); });
      this.input.addEventListener("blur", () => { this.commit(); this.close(); });
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.choose(this.options[Number(option.dataset.place)]);
      });
      this.chips.addEventListener("keydown", (event) => this.chipKey(event));
    }

    show() {
      this.chips.replaceChildren(...this.tokens.map((token, place) => this.chip(token, place)));
      this.chips.hidden = !this.tokens.length;
      this.box.classList.toggle("has-one", this.one && this.tokens.length > 0);
    }

    chip(token, place) {
      const shown = this.labels.get(token) ?? token;
      const name = make("button", { type: "button", className: "chip-name", textContent: shown });
      const remove = make("button", { type: "button", className: "chip-remove", textContent: "×" });
      remove.setAttribute("aria-label", say("Remove", shown));
      name.addEventListener("click", () => this.edit(place));
      remove.addEventListener("click", () => this.remove(place));
      return make("li", { className: token.toLowerCase().startsWith("new:") ? "chip is-new" : "chip" }, name, remove);
    }

    store() {
      const value = this.one ? this.tokens[0] ?? "" : this.tokens.join("; ");
      if (value !== this.text.value) {
        this.text.value = value;
        this.text.dispatchEvent(new Event("input", { bubbles: true }));
        this.text.dispatchEvent(new Event("change", { bubbles: true }));
      }
      this.show();
    }

    edit(place) {
      const [token] = this.tokens.splice(place, 1);
      this.store();
      this.input.value = token;
      this.input.focus();
    }

    remove(place) {
      this.tokens.splice(place, 1);
      this.store();
      const left = this.chips.querySelectorAll(".chip-remove");
      (left[Math.min(place, left.length - 1)] ?? this.input).focus();
      if (this.one) this.cited(null);
    }

    add(token) {
      if (this.one) this.tokens = [token];
      else if (!this.tokens.includes(token)) this.tokens.push(token);
      this.input.value = "";
      this.store();
    }

    commit() {
      const typed = this.input.value.trim();
      if (!typed) return;
      const known = this.options.find((option) => option.label.toLowerCase() === typed.toLowerCase());
      this.options = [];
      if (known && this.one) { this.choose(known); return; }
      for (const part of this.one ? [typed] : split(typed)) this.add(part);
      if (this.one) this.look(typed);
    }

    async look(typed) {
      if (/^new:/i.test(typed)) { this.cited(null); return; }
      const found = (await this.fetch(typed)).find((option) => [option.label, option.value].some((name) => name.toLowerCase() === typed.toLowerCase()));
      if (this.tokens[0] === typed) this.cited(found ?? null);
    }

    choose(option) {
      if (option.make && this.text.dataset.kind === "city" && !/\([a-z]{2}\)$/i.test(option.value)) {
        this.input.value = `${option.value} ()`;
        this.input.setSelectionRange(this.input.value.length - 1, this.input.value.length - 1);
        this.close();
        return;
      }
      this.labels.set(option.value, option.make ? option.value : option.label);
      this.options = [];
      this.add(option.value);
      this.close();
      this.cited(option.make ? null : option);
    }

    cited(option) {
      if (!this.one) return;
      this.text.dispatchEvent(new CustomEvent("entry:cited", { bubbles: true, detail: option }));
    }

    typed() {
      if (!this.one && /[;\n]/.test(this.input.value)) {
        const parts = this.input.value.split(/[;\n]/);
        const rest = parts.pop();
        for (const part of parts.map((p) => p.trim()).filter(Boolean)) this.add(part);
        this.input.value = rest.trimStart();
      }
      this.active = -1;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), 150);
    }

    async fetch(typed) {
      const address = new URL(this.text.dataset.names, location.href);
      address.searchParams.set("q", typed.replace(/^new:\s*/i, ""));
      const card = this.text.closest("[data-card]");
      if (this.one && card) {
        address.searchParams.set("when", card.querySelector("[name$='-dates_told']")?.value ?? "");
        const near = [...document.querySelectorAll("[name$='-cities_printed']")].map((field) => field.value);
        address.searchParams.set("near", near.join(" "));
      }
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        return answer.ok ? (await answer.json()).suggestions : [];
      } catch {
        return [];
      }
    }

    async ask() {
      const typed = this.input.value.trim();
      const mine = ++this.asked;
      if (!typed && !this.one) { this.close(); return; }
      const found = await this.fetch(typed);
      // an answer that comes late does not take the list away from who is choosing already
      if (mine !== this.asked || this.active >= 0 || document.activeElement !== this.input) return;
      const bare = typed.replace(/^new:\s*/i, "");
      const known = found.some((option) => option.label.toLowerCase() === bare.toLowerCase());
      this.options = found;
      if ("new" in this.text.dataset && bare && !known) {
        this.options = [...found, { value: `new: ${bare}`, label: say("New", bare), make: true }];
      }
      this.open(typed);
    }

    open(typed) {
      this.active = -1;
      this.list.replaceChildren(...this.options.map((option, place) => {
        const item = make("li", { id: `${this.list.id}_${place}` },
          make("span", { className: "suggested", textContent: option.label }));
        if (option.hint) item.append(make("span", { className: "hint", textContent: option.hint }));
        if (option.why) item.append(make("span", { className: "why", textContent: option.why }));
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.place = place;
        return item;
      }));
      const open = this.options.length > 0;
      this.list.hidden = !open;
      this.input.setAttribute("aria-expanded", String(open));
      this.input.removeAttribute("aria-activedescendant");
      const count = this.options.length;
      this.status.textContent = count === 1 ? say("One") : count ? say("Some", count) : typed ? say("None") : "";
    }

    close() {
      this.asked += 1;
      clearTimeout(this.timer);
      this.list.hidden = true;
      this.active = -1;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
      this.status.textContent = "";
    }

    move(step) {
      if (this.list.hidden) { this.ask(); return; }
      const items = [...this.list.children];
      this.active = (this.active + step + items.length + (this.active < 0 && step < 0 ? 1 : 0)) % items.length;
      items.forEach((item, place) => item.setAttribute("aria-selected", String(place === this.active)));
      this.input.setAttribute("aria-activedescendant", items[this.active].id);
      items[this.active].scrollIntoView({ block: "nearest" });
    }

    key(event) {
      if (event.key === "ArrowDown") { event.preventDefault(); this.move(1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); this.move(-1); }
      else if (event.key === "Enter") {
        event.preventDefault();
        if (this.active >= 0 && !this.list.hidden) this.choose(this.options[this.active]);
        else { this.commit(); this.close(); }
      } else if (event.key === "Escape" && !this.list.hidden) { event.preventDefault(); this.close(); }
      else if (["Backspace", "ArrowLeft"].includes(event.key) && !this.input.value && this.tokens.length) {
        event.preventDefault();
        [...this.chips.querySelectorAll(".chip-name")].at(-1).focus();
      }
    }

    chipKey(event) {
      const names = [...this.chips.querySelectorAll(".chip-name, .chip-remove")];
      const place = names.indexOf(document.activeElement);
      const token = [...this.chips.children].findIndex((chip) => chip.contains(document.activeElement));
      if (event.key === "ArrowLeft") (names[place - 1] ?? names[0]).focus();
      else if (event.key === "ArrowRight") (names[place + 1] ?? this.input).focus();
      else if (["Backspace", "Delete"].includes(event.key)) { event.preventDefault(); this.remove(token); }
    }

    set(value, label) {
      this.labels.set(value, label);
      this.tokens = [];
      this.add(value);
      this.look(value);
    }
  }

  const known = new WeakMap();
  const start = (root) => {
    for (const text of root.querySelectorAll("textarea[data-names]")) {
      if (!known.has(text) && !text.name.includes("__prefix__")) known.set(text, new Names(text));
    }
  };
  document.addEventListener("entry:added", (event) => start(event.target));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cite]");
    if (!button) return;
    const text = button.closest("[data-card]").querySelector("textarea[name$='-record']");
    known.get(text).set(button.dataset.cite, button.dataset.citeTitle);
    known.get(text).input.focus();
  });
  start(document);
}
