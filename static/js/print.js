// A button to print the page; browsers without scripts have their own.
const button = document.querySelector("[data-print]");
button.hidden = false;
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
button.addEventListener("click", () => window.print());
