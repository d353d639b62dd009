/*
 * Lists that update in place (htmx): say the new count to screen readers, and
 * keep the keyboard where it was. Without this file, and without htmx, every
 * link and form of a list simply loads the next page.
 */
(() => {
  "use strict";

  const announcer = document.getElementById("announcer");
  let focused = null;

  /* A way to find the element again in the list that replaces it. */
  const trace = (element) => {
    const id = element?.id;
    return id ? `#${CSS.escape(id)}` : null;
  };

  document.addEventListener("htmx:beforeSwap", () => {
    focused = trace(document.activeElement);
  });

  document.addEventListener("htmx:afterSettle", () => {
    const count = document.getElementById("count");
    if (announcer && count) announcer.textContent = count.textContent.trim();
    const again = (focused && document.querySelector(focused)) || document.getElementById("list");
    if (again && !again.contains(document.activeElement)) again.focus({ preventScroll: true });
  });
})();
