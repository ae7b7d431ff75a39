// A form with mistakes: the reader starts at their summary.
document.querySelector("[data-error-summary]")?.focus();
