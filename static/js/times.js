// After another day was chosen, the reader goes on at its times.
document.addEventListener("htmx:afterSwap", (event) => {
  document.querySelector("#times h2")?.focus();
});
