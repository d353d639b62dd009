/*
 * Copies the address of what the reader sees, or the text that a button names. Without it the
 * address bar does the first, and the reader's own hand the second.
 */
(() => {
  "use strict";

  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (!button) return;
    const says = button.parentElement.querySelector("[role=status]");
    const source = document.getElementById(button.dataset.copies);
    try {
      await navigator.clipboard.writeText(source ? source.textContent : location.href);
      says.textContent = button.dataset.done;
    } catch {
      says.textContent = button.dataset.failed;
    }
    setTimeout(() => { says.textContent = ""; }, 4000);
  });
})();
