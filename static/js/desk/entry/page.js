// The page as a whole: dates are understood while typing, nothing typed is lost, problems are found.
"use strict";
{
  const page = document.querySelector("[data-entry]");
  document.documentElement.classList.add("is-scripted");

  // Dates
  const timers = new WeakMap();
  const understand = async (input) => {
    const note = document.getElementById(`${input.id}_understood`);
    const typed = input.value;
    if (!note) return;
    if (!typed.trim()) { note.textContent = ""; return; }
    const address = new URL(input.dataset.when, location.href);
    address.searchParams.set("text", typed);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok || input.value !== typed) return;
      const { understood, error } = await answer.json();
      const template = document.querySelector("[data-texts]")?.dataset.textUnderstood ?? "understood as %s";
      note.textContent = error ?? template.replace("%s", understood);
      note.classList.toggle("is-wrong", Boolean(error));
    } catch { /* the server says it on saving */ }
  };
  document.addEventListener("input", (event) => {
    if (!event.target.dataset?.when) return;
    clearTimeout(timers.get(event.target));
    timers.set(event.target, setTimeout(() => understand(event.target), 250));
  });

  // Unsaved changes
  const form = page?.closest("form");
  if (form) {
    const mark = document.querySelector("[data-unsaved]");
    let unsaved = document.getElementById("problems") !== null;
    const touch = () => { unsaved = true; if (mark) mark.hidden = false; };
    if (unsaved) touch();
    form.addEventListener("input", touch);
    form.addEventListener("change", touch);
    form.addEventListener("submit", () => { unsaved = false; });
    window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  }

  // Problems
  document.getElementById("problems")?.focus();
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    if (target.matches("input, select, textarea")) {
      event.preventDefault();
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
    }
  });

  // What is proposed for fields that are left empty
  const title = document.getElementById("id_title");
  const short = document.getElementById("id_short_title");
  const propose = () => { short.placeholder = title.value.split(" with ")[0].slice(0, 60); };
  if (title && short) { title.addEventListener("input", propose); propose(); }
}
