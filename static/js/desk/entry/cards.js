// Cards: a blank one at the end at any time, numbers that follow the order, moving, sub-points.
"use strict";
{
  const page = document.querySelector("[data-texts]");
  const say = (key, value = "") => page.dataset[`text${key}`].replace("%s", value);
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const field = (card, name) => card.querySelector(`[name$='-${name}']`);
  const depth = (position) => position.split(".").length - 1;
  const isRemoved = (card) => field(card, "DELETE")?.checked ?? false;

  class Cards {
    constructor(box) {
      this.box = box;
      this.kind = box.dataset.kind;
      this.prefix = box.dataset.formset;
      this.total = document.getElementById(`id_${this.prefix}-TOTAL_FORMS`);
      this.template = box.querySelector(":scope > template");
      this.template.remove();
      this.isPlaces = ["activity", "pilot"].includes(this.kind);
      const blank = this.all().filter((card) => "blank" in card.dataset);
      for (const card of blank.slice(1)) {
        card.remove();
        this.total.value = Number(this.total.value) - 1;
      }
      for (const card of this.all()) this.equip(card);
      if (!blank.length) this.append();
      box.addEventListener("input", (event) => this.filled(event.target));
      box.addEventListener("change", (event) => this.changed(event.target));
    }

    all() { return [...this.box.children].filter((child) => child.tagName !== "TEMPLATE"); }

    live() { return this.all().filter((card) => !("blank" in card.dataset) && !isRemoved(card)); }

    cardOf(element) { return this.all().find((card) => card.contains(element)); }

    fresh() {
      const number = this.total.value;
      this.total.value = Number(number) + 1;
      const holder = make("div", { innerHTML: this.template.innerHTML.replaceAll("__prefix__", number) });
      const card = holder.firstElementChild;
      this.equip(card);
      return card;
    }

    append() {
      const card = this.fresh();
      card.dataset.blank = "";
      this.box.append(card);
      card.dispatchEvent(new Event("entry:added", { bubbles: true }));
      return card;
    }

    filled(element) {
      const card = this.cardOf(element);
      if (!card || !("blank" in card.dataset)) { this.title(card); return; }
      delete card.dataset.blank;
      if (this.isPlaces && !field(card, "position").value) this.number(card, this.next());
      this.title(card);
      this.append();
    }

    changed(element) {
      const card = this.cardOf(element);
      if (!card) return;
      if (element.name.endsWith("-DELETE")) {
        card.classList.toggle("is-removed", element.checked);
        if (this.isPlaces) this.renumber();
      }
      if (element.name.endsWith("-record")) this.isNew(card);
    }

    next() {
      const tops = this.live().map((card) => Number.parseInt(field(card, "position").value, 10) || 0);
      return String(Math.max(0, ...tops) + 1);
    }

    number(card, position) {
      const input = field(card, "position");
      if (input.value !== position) {
        input.value = position;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
      this.title(card);
    }

    title(card) {
      if (!card || !this.isPlaces) return;
      const position = field(card, "position").value;
      card.querySelector("[data-number]").textContent = position;
      card.classList.toggle("is-sub", position.includes("."));
      card.querySelector("[data-dates]").textContent = field(card, "dates_told").value;
      const record = field(card, "record").value;
      if (!card.dataset.cited) card.querySelector("[data-title]").textContent = record || say("Entry");
    }

    isNew(card) {
      const made = card.querySelector("[data-made]");
      const wanted = /^new:/i.test(field(card, "record").value);
      made.hidden = !wanted;
      if (wanted) made.open = true;
    }

    equip(card) {
      if (!this.isPlaces) return;
      this.isNew(card);
      card.dataset.cited = card.querySelector("[data-cites]") ? "1" : "";
      const actions = card.querySelector("[data-actions]");
      const deeds = [
        ["Up", () => this.move(card, -1)], ["Down", () => this.move(card, 1)],
        ["After", () => this.insert(card, "after")], ["Sub", () => this.insert(card, "sub")],
        ["Same", () => this.insert(card, "same")],
      ];
      for (const [name, deed] of deeds.reverse()) {
        const button = make("button", { type: "button", className: "quiet", textContent: say(name) });
        button.addEventListener("click", deed);
        actions.prepend(button);
      }
      this.makeDraggable(card);
      card.addEventListener("entry:cited", (event) => this.cited(card, event.detail));
      this.title(card);
    }

    // The cards that move together: an entry with all records it tells of, and its sub-points.
    block(card) {
      const cards = this.live();
      const at = cards.indexOf(card);
      const position = field(card, "position").value;
      let first = at;
      while (first > 0 && field(cards[first - 1], "position").value === position) first -= 1;
      let last = first;
      while (last + 1 < cards.length) {
        const other = field(cards[last + 1], "position").value;
        if (other !== position && !other.startsWith(`${position}.`)) break;
        last += 1;
      }
      return { cards, first, last, members: cards.slice(first, last + 1), level: depth(position) };
    }

    // How the cards hang together now: how deep each is, and whether it shares its entry.
    shape() {
      const shape = new Map();
      let before = null;
      for (const card of this.live()) {
        const position = field(card, "position").value;
        shape.set(card, { level: depth(position), same: position !== "" && position === before });
        before = position;
      }
      return shape;
    }

    renumber(shape = this.shape()) {
      const counters = [];
      let before = "";
      for (const card of this.live()) {
        const { level, same } = shape.get(card);
        if (!same || !before) {
          for (let up = 0; up < level; up += 1) counters[up] ||= 1;
          counters.length = level + 1;
          counters[level] = (counters[level] || 0) + 1;
          before = counters.join(".");
        }
        this.number(card, before);
      }
    }

    move(card, step) {
      const shape = this.shape();
      const { cards, first, last, members, level } = this.block(card);
      const neighbour = step < 0 ? cards[first - 1] : cards[last + 1];
      if (!neighbour) return;
      const top = this.headOf(neighbour, level);
      if (!top) return;
      const other = this.block(top).members;
      const focused = document.activeElement;
      if (step < 0) other[0].before(...members);
      else other.at(-1).after(...members);
      focused.focus(); // what is moved loses it
      this.settle(card, shape);
    }

    // The card at `level` that `card` belongs to; none where that would leave the parent.
    headOf(card, level) {
      const parts = field(card, "position").value.split(".");
      if (parts.length - 1 < level) return null;
      const wanted = parts.slice(0, level + 1).join(".");
      return this.live().find((one) => field(one, "position").value === wanted) ?? null;
    }

    settle(card, shape) {
      this.renumber(shape);
      document.getElementById(`${this.prefix}-moved`).textContent = say("Moved", field(card, "position").value);
    }

    insert(card, how) {
      const shape = this.shape();
      const { members, level } = this.block(card);
      const added = this.fresh();
      const place = how === "same" ? card : members.at(-1);
      place.after(added);
      shape.set(added, { level: how === "sub" ? level + 1 : level, same: how === "same" });
      added.open = true;
      delete added.dataset.blank;
      if (how === "sub") this.offer(added, this.offered(card));
      if (how === "same") field(added, "dates_told").value = field(card, "dates_told").value;
      this.renumber(shape);
      added.dispatchEvent(new Event("entry:added", { bubbles: true }));
      const next = how === "sub" ? field(added, "unnamed_groups") : added.querySelector("[role=combobox]");
      next.focus();
    }

    // Outcomes: those of the record that is cited, to be ticked.
    offered(card) {
      return [...card.querySelectorAll("[data-outcomes] input")].map((box) => ({
        value: box.value, label: box.closest("label").textContent.trim(),
      }));
    }

    offer(card, outcomes) {
      const holder = card.querySelector("[data-outcomes]");
      if (!holder) return;
      const prefix = field(card, "position").name.replace(/-position$/, "");
      const rows = outcomes.map(({ value, label }) => {
        const box = make("input", { type: "checkbox", name: `${prefix}-told`, value });
        return make("div", {}, make("label", {}, box, ` ${label}`));
      });
      const legend = make("legend", { textContent: say("Outcomes") });
      holder.replaceChildren(...(rows.length ? [make("fieldset", { className: "ticks" }, legend, ...rows)] : []));
    }

    cited(card, option) {
      card.querySelector("[data-cites]")?.remove();
      card.dataset.cited = option ? "1" : "";
      this.offer(card, option?.outcomes ?? []);
      this.isNew(card);
      this.title(card);
      if (!option) return;
      card.querySelector("[data-title]").textContent = option.label;
      const link = make("a", { href: option.address, target: "_blank", rel: "noopener", textContent: option.label });
      const cites = make("p", { className: "cites across" }, `${say("Cites")} `, link, option.hint ? ` · ${option.hint}` : "");
      cites.dataset.cites = "";
      field(card, "record").closest(".entry-field").after(cites);
    }

    makeDraggable(card) {
      const handle = make("span", { className: "handle", title: say("Drag"), draggable: true, textContent: "⠿" });
      handle.setAttribute("aria-hidden", "true");
      card.querySelector("summary").prepend(handle);
      handle.addEventListener("dragstart", (event) => {
        this.dragged = card;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", card.id);
        event.dataTransfer.setDragImage(card, 10, 10);
      });
      handle.addEventListener("dragend", () => { this.dragged = null; });
      card.addEventListener("dragover", (event) => { if (this.dragged) event.preventDefault(); });
      card.addEventListener("drop", (event) => {
        if (!this.dragged) return;
        event.preventDefault();
        const { members, level } = this.block(this.dragged);
        const target = this.headOf(card, level);
        const parents = [this.dragged, target].map((one) => one && field(one, "position").value.replace(/\.?\d+$/, ""));
        if (!target || members.includes(target) || parents[0] !== parents[1]) return;
        const shape = this.shape();
        const goal = this.block(target).members;
        const down = goal[0].compareDocumentPosition(members[0]) & Node.DOCUMENT_POSITION_PRECEDING;
        if (down) goal.at(-1).after(...members);
        else goal[0].before(...members);
        this.settle(this.dragged, shape);
      });
    }
  }

  // Notes stand where what they are about stands: in their part, or in their card.
  class Notes {
    constructor(box) {
      this.box = box;
      this.total = document.getElementById(`id_${box.dataset.formset}-TOTAL_FORMS`);
      this.template = box.querySelector(":scope > template");
      this.template.remove();
      for (const note of [...box.children]) {
        if ("blank" in note.dataset) this.drop(note);
        else this.place(note);
      }
      for (const part of document.querySelectorAll("[data-notes]")) this.offer(part);
      for (const card of document.querySelectorAll("[data-card].place")) this.offerOn(card);
      document.addEventListener("entry:added", (event) => {
        if (event.target.matches("[data-card].place")) this.offerOn(event.target);
      });
      box.closest("section").querySelector(".help").hidden = true;
    }

    drop(note) {
      note.remove();
      this.total.value = Number(this.total.value) - 1;
    }

    place(note) {
      const about = field(note, "about").value;
      const [kind, pk] = about.split("-");
      const card = document.getElementById(`${about}-card`) ?? [...document.querySelectorAll(`[data-card][data-kind='${kind}']`)].find((one) => field(one, "id")?.value === pk);
      const part = document.querySelector(`[data-notes~='${field(note, "part").value}']`);
      if (card) card.querySelector("[data-actions]").before(note);
      else (part ?? this.box).append(note);
    }

    button(deed) {
      const button = make("button", { type: "button", className: "quiet", textContent: say("Note") });
      button.addEventListener("click", deed);
      return button;
    }

    offer(part) {
      const names = part.dataset.notes.split(" ");
      const button = this.button(() => this.add(names[0], "", (note) => button.before(note)));
      part.append(button);
    }

    offerOn(card) {
      const part = card.dataset.kind === "activity" ? "activities" : "results";
      const actions = card.querySelector("[data-actions]");
      const button = this.button(() => {
        const pk = field(card, "id")?.value;
        const about = pk ? `${card.dataset.kind}-${pk}` : card.id.replace(/-card$/, "");
        this.add(part, about, (note) => actions.before(note));
      });
      actions.querySelector("button:last-of-type").after(button);
    }

    add(part, about, put) {
      const number = this.total.value;
      this.total.value = Number(number) + 1;
      const holder = make("div", { innerHTML: this.template.innerHTML.replaceAll("__prefix__", number) });
      const note = holder.firstElementChild;
      put(note);
      const on = field(note, "about");
      if (about && ![...on.options].some((option) => option.value === about)) {
        on.append(new Option(about, about));
      }
      field(note, "part").value = part;
      on.value = about;
      if (about) for (const name of ["part", "about"]) field(note, name).closest(".entry-field").hidden = true;
      note.open = true;
      note.dispatchEvent(new Event("entry:added", { bubbles: true }));
      field(note, "oddity").focus();
    }
  }

  for (const box of document.querySelectorAll("[data-formset]:not([data-kind=note])")) new Cards(box);
  new Notes(document.querySelector("[data-kind=note]"));
}
