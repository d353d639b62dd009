/*
 * Copies the address of what the reader sees. Without it the address bar does the same.
 */
(() => {
  "use strict";

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("#copy");
    if (!button) return;
    const says = document.getElementById("copied");
    try {
      await navigator.clipboard.writeText(location.href);
      says.textContent = button.dataset.done;
    } catch {
      says.textContent = button.dataset.failed;
    }
    setTimeout(() => { says.textContent = ""; }, 4000);
  });
})();
