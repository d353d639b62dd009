// Deciding by keyboard, each decision sent at once. Without this file the page is a plain form.
"use strict";
{
  const form = document.querySelector("[data-review]");
  const cards = [...form.querySelectorAll("[data-item]")];
  const status = form.querySelector("[data-status]");
  const pane = form.querySelector("[data-document]");
  const past = []; // what was there before each decision, for undoing
  const unsent = new Set();
  const keys = form.querySelector("[data-keys]");
  if (keys) keys.hidden = false;

  // What stands on a card
  const radios = (card) => [...card.querySelectorAll("input[type=radio]")];
  const offered = (card) => radios(card).filter((radio) => radio.value);
  const chosen = (card) => radios(card).find((radio) => radio.checked);
  const field = (card) => card.querySelector("textarea");
  const isOpen = (card) => !chosen(card)?.value;
  const state = (card) => ({ choice: chosen(card)?.value ?? "", text: field(card)?.value ?? "" });
  const proposed = (card, text) => offered(card).some((radio) => radio.dataset.text === text);

  const show = (card) => {
    const radio = chosen(card);
    const out = radio?.dataset.leavesOut !== undefined;
    const word = card.querySelector("[data-state]");
    card.classList.toggle("is-decided", !isOpen(card));
    card.classList.toggle("is-out", out);
    word.textContent = isOpen(card) ? word.dataset.open : out ? word.dataset.out : word.dataset.decided;
    const said = !out && field(card)?.value.trim();
    const label = radio?.value && radio.closest("label").textContent.trim();
    card.querySelector("[data-value]").textContent = (radio?.dataset.text && said) || label || said || "";
    const left = form.querySelector("[data-undecided]");
    if (left) left.textContent = cards.filter(isOpen).length;
  };

  // A text that goes with a choice follows it, unless somebody has typed another one
  const choose = (card, radio) => {
    const text = field(card);
    const own = text && text.value.trim() && !proposed(card, text.value);
    radio.checked = true;
    if (text && !own && radio.dataset.text) text.value = radio.dataset.text;
  };

  // Sending
  let line = Promise.resolve();
  const post = async (card) => {
    const data = new URLSearchParams({ do: "one" });
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const key = card.dataset.item;
    const { choice, text } = state(card);
    data.set(`choice-${key}`, choice);
    data.set(`text-${key}`, text);
    try {
      const answer = await fetch(location.pathname, {
        method: "POST", body: data, headers: { Accept: "application/json" }, redirect: "error",
      });
      if (!answer.ok) throw new Error((await answer.json()).error);
      unsent.delete(card);
      status.textContent = form.dataset.kept;
    } catch (reason) {
      unsent.add(card);
      status.textContent = reason.message && reason.name === "Error" ? reason.message : form.dataset.unsent;
    }
    card.classList.toggle("is-unsent", unsent.has(card));
  };
  const send = (card) => { line = line.then(() => post(card)); };
  const decided = (card, before) => {
    past.push({ card, before });
    show(card);
    send(card);
  };

  // Moving
  const current = () => document.activeElement?.closest?.("[data-item]");
  const go = (card) => {
    if (!card) return;
    const summary = card.querySelector("summary");
    summary.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  };
  const onwards = (card) => {
    const after = [...cards.slice(cards.indexOf(card) + 1), ...cards];
    go(after.find(isOpen) ?? cards[cards.indexOf(card) + 1] ?? card);
  };
  const step = (card, by) => go(cards[Math.min(Math.max(cards.indexOf(card) + by, 0), cards.length - 1)]);

  const accept = (card) => {
    const before = state(card);
    if (isOpen(card)) choose(card, offered(card)[0]);
    decided(card, before);
    card.open = false;
    onwards(card);
  };
  const alternative = (card) => {
    const before = state(card);
    const all = offered(card);
    const place = isOpen(card) ? 0 : all.indexOf(chosen(card));
    choose(card, all[(place + 1) % all.length]);
    card.open = true;
    decided(card, before);
  };
  const undo = () => {
    const last = past.pop();
    if (!last) return;
    const { card, before } = last;
    radios(card).find((radio) => radio.value === before.choice).checked = true;
    if (field(card)) field(card).value = before.text;
    show(card);
    send(card);
    card.open = true;
    go(card);
  };

  form.addEventListener("keydown", (event) => {
    const card = current();
    if (!card || event.ctrlKey || event.altKey || event.metaKey) return;
    const typing = event.target.matches("textarea");
    if (typing && event.key === "Escape") { card.querySelector("summary").focus(); return; }
    if (typing) return;
    const onSummary = event.target.matches("summary");
    if (event.key === "Enter" && !onSummary) return;
    const act = { j: () => step(card, 1), k: () => step(card, -1), a: accept, Enter: accept, x: alternative, u: undo,
      e: () => { card.open = true; (field(card) ?? offered(card)[0]).focus(); } }[event.key];
    if (!act) return;
    event.preventDefault();
    act(card);
  });

  // The mouse, and typing
  const before = new WeakMap();
  form.addEventListener("focusin", (event) => {
    const card = current();
    if (card) before.set(card, state(card));
    for (const mark of pane.querySelectorAll("mark")) {
      const mine = card && mark.dataset.items.split(" ").includes(card.dataset.item);
      mark.classList.toggle("is-current", Boolean(mine));
    }
    const anchor = card && document.getElementById(`mark-${card.dataset.item}`);
    if (anchor && matchMedia("(min-width: 64rem)").matches && pane.scrollHeight > pane.clientHeight) {
      const top = anchor.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollTop += top - pane.clientHeight / 3;
    }
  });
  form.addEventListener("change", (event) => {
    const card = event.target.closest("[data-item]");
    if (!card) return;
    const was = before.get(card) ?? state(card);
    if (event.target.matches("textarea") && isOpen(card)) offered(card)[0].checked = true;
    if (event.target.matches("input[type=radio]")) choose(card, event.target);
    decided(card, was);
    before.set(card, state(card));
  });
  form.querySelector("[data-for]")?.addEventListener("change", () => {
    form.querySelector("[data-compare]").click();
  });

  // Nothing is lost: what could not be sent goes with the form
  window.addEventListener("beforeunload", (event) => { if (unsent.size) event.preventDefault(); });
  form.addEventListener("submit", () => unsent.clear());

  const named = location.hash.startsWith("#item-") && document.getElementById(location.hash.slice(1));
  if (named) named.open = true;
  go(named || cards.find(isOpen));
}
