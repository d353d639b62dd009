/*
 * The search box suggests names while somebody types (a combobox with a listbox, as ARIA 1.2 has
 * them). Without this file the box is a plain form.
 */
(() => {
  "use strict";

  const input = document.getElementById("search-words");
  const told = document.getElementById("search-told");
  if (!input || !told) return;

  const list = document.createElement("ul");
  list.id = "search-suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.list);
  input.form.append(list);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-controls", list.id],
    ["aria-expanded", "false"],
  ]) input.setAttribute(name, value);

  let chosen = -1; /* none: the text itself */
  let waiting = 0;
  let request = null;

  const choose = (number) => {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = number;
    const option = list.children[chosen];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };

  const close = () => {
    clearTimeout(waiting);
    request?.abort();
    choose(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    told.textContent = "";
  };

  const part = (text, quiet) => {
    const span = document.createElement("span");
    span.textContent = text;
    if (quiet) span.className = "quiet";
    return span;
  };

  const option = (suggestion, number) => {
    const item = document.createElement("li");
    item.id = `search-option-${number}`;
    item.dataset.url = suggestion.url;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const name = part(suggestion.label);
    if (suggestion.also) name.append(" ", part(suggestion.also, true));
    item.append(name, " ", part(suggestion.noun, true));
    return item;
  };

  const show = (suggestions) => {
    choose(-1);
    list.replaceChildren(...suggestions.map(option));
    list.hidden = !suggestions.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    told.textContent = input.dataset.told.replace("{n}", suggestions.length);
  };

  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const query = new URLSearchParams({ q: input.value });
      const answer = await fetch(`${input.dataset.suggest}?${query}`, { signal });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      if (!signal.aborted) show(suggestions);
    } catch {
      if (!signal.aborted) close(); /* offline: the form still works */
    }
  };

  input.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (event.isComposing) return; /* half a Chinese word */
    if (input.value.trim().length < 2) close();
    else waiting = setTimeout(ask, 150);
  });
  input.addEventListener("compositionend", () => { waiting = setTimeout(ask, 150); });

  input.addEventListener("keydown", (event) => {
    const number = list.children.length;
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") choose(chosen + 1 < number ? chosen + 1 : -1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? number - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.url);
    else return;
    event.preventDefault();
  });

  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); /* keep the focus */
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) location.assign(item.dataset.url);
  });
  addEventListener("pageshow", close); /* back again: nothing stays open */
})();
