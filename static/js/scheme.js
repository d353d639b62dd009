/*
 * Light or dark, as the reader chose it before. Asked for early in the head, so that it comes out of
 * the cache before the first paint, yet asynchronously: no page waits for a script. Without it the
 * style sheet's media query follows the system.
 */
(() => {
  "use strict";

  const KEY = "scheme";
  const root = document.documentElement;
  const dark = document.getElementById("dark"); /* the style sheet of the dark scheme */
  const system = matchMedia("(prefers-color-scheme: dark)");

  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; /* storage is forbidden: follow the system */
    }
  };
  const ofSystem = () => (system.matches ? "dark" : "light");
  const current = () => stored() ?? ofSystem();

  const apply = () => {
    const chosen = stored();
    dark.media = chosen ? (chosen === "dark" ? "screen" : "not all") : "screen and (prefers-color-scheme: dark)";
    root.dataset.scheme = current();
    const button = document.getElementById("scheme");
    if (button) button.setAttribute("aria-pressed", String(current() === "dark"));
  };

  const toggle = () => {
    const wanted = current() === "dark" ? "light" : "dark";
    try {
      /* what the system does anyway is no choice to remember */
      if (wanted === ofSystem()) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, wanted);
    } catch {
      return;
    }
    apply();
  };

  root.classList.add("has-script");
  apply();
  system.addEventListener("change", apply);
  addEventListener("storage", apply); /* another tab chose */
  document.addEventListener("DOMContentLoaded", apply); /* the button is there by now */
  document.addEventListener("click", (event) => {
    if (event.target.closest("#scheme")) toggle();
  });
})();
