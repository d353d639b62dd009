// Writing a version of one's own chooses it; one that is not chosen is not sent.
for (const option of document.querySelectorAll(".merge-option")) {
  const text = option.querySelector("textarea");
  const radio = option.querySelector("input[type=radio]");
  if (!text) continue;
  text.addEventListener("input", () => { radio.checked = true; });
  text.form.addEventListener("submit", () => { text.disabled = !radio.checked; });
  window.addEventListener("pageshow", () => { text.disabled = false; });
}
