// A button to print the page; browsers without scripts have their own.
const place = document.querySelector("[data-print]");
const button = document.createElement("button");
button.type = "button";
button.className = "button button--quiet";
button.textContent = place.dataset.print;
button.addEventListener("click", () => window.print());
place.append(button);
