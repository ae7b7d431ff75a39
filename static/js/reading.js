// After a while on the page, and only while it is looked at, one reading is counted.
// Nothing about the reader is sent.
const article = document.querySelector("[data-reading]");
const SECONDS = 12;
let left = SECONDS;
const clock = setInterval(() => {
  if (document.visibilityState === "visible") left -= 1;
  if (left > 0) return;
  clearInterval(clock);
  navigator.sendBeacon(article.dataset.reading);
}, 1000);
