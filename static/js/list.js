/*
 * Lists that update in place (htmx): say the new count to screen readers, keep
 * the keyboard where it was and open what the reader had open. Without this
 * file, and without htmx, every link and form of a list simply loads the next
 * page.
 */
(() => {
  "use strict";

  const beside = matchMedia("(min-width: 62rem)"); /* facets stand beside the list, not below it */
  const announcer = document.getElementById("announcer");
  let focused = null;
  let opened = new Map();
  let turnsPage = false;

  /* What is left empty asks nothing: keep it out of the address that readers copy. */
  document.addEventListener("htmx:configRequest", (event) => {
    const asked = event.detail.parameters;
    for (const [name, value] of Object.entries(asked)) if (value === "") delete asked[name];
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    focused = document.activeElement?.id || null;
    turnsPage = Boolean(event.detail.requestConfig?.elt?.closest(".pages"));
    const facets = document.querySelectorAll("#list details[id]");
    opened = new Map([...facets].map((facet) => [facet.id, facet.open]));
  });

  document.addEventListener("htmx:afterSettle", () => {
    const count = document.getElementById("count");
    if (!count) return;
    for (const [id, open] of opened) {
      const facet = document.getElementById(id);
      if (facet) facet.open = open;
    }
    if (announcer) announcer.textContent = count.textContent.trim();
    const again = focused && document.getElementById(focused);
    if (again && beside.matches && !turnsPage) {
      again.focus();
      if (document.activeElement === again) return;
    }
    count.focus({ preventScroll: true });
    count.scrollIntoView({ block: "start", behavior: "instant" });
  });
})();
