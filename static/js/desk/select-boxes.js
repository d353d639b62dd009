// Django's autocompleting select boxes are drawn by Select2, which does not tell what they are
// for: each is given the label of the field that it stands for, as are the list that it opens
// and the line that one searches in.
"use strict";
{
  const $ = window.django?.jQuery;

  function labelOf(select) {
    const label = select.labels?.[0];
    if (label && !label.id) label.id = `${select.id}_label`;
    return label;
  }

  function words(label) {
    return label.textContent.trim().replace(/:$/, "");
  }

  function name(select) {
    const label = labelOf(select);
    const box = select.nextElementSibling?.querySelector(".select2-selection");
    if (!label || !box) return;
    const value = box.querySelector(".select2-selection__rendered");
    value.removeAttribute("role"); // it is the value of the box, and no field in it
    value.removeAttribute("aria-readonly");
    box.setAttribute("aria-labelledby", [label.id, value.id].filter(Boolean).join(" "));
    box.querySelector("input")?.setAttribute("aria-label", words(label));
  }

  function nameAll(within) {
    within.querySelectorAll("select.select2-hidden-accessible").forEach(name);
  }

  function nameOpened({ target: select }) {
    const label = labelOf(select);
    const box = select.nextElementSibling?.querySelector(".select2-selection");
    const dropdown = $(select).data("select2")?.$dropdown[0];
    if (!label || !box || !dropdown) return;
    const list = dropdown.querySelector("[role=listbox]");
    for (const part of dropdown.querySelectorAll("input, [role=listbox]")) {
      part.setAttribute("aria-label", words(label));
    }
    box.setAttribute("aria-controls", list.id);
  }

  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    // inside the landmark that the box stands in, and not behind the end of the page
    select.dataset.dropdownParent = "#content-start";
    // what clears several at once stands among them, as if it were one: each has its own cross
    if (select.multiple) select.dataset.allowClear = "false";
  }

  if ($) {
    $(() => nameAll(document)); // behind Django's own, which draws the boxes
    document.addEventListener("formset:added", (event) => nameAll(event.target));
    $(document).on("select2:open", nameOpened);
  }
}
