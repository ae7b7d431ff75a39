// Two minutes before a kept time ends, and when it has ended, the notice says so aloud.
const notice = document.querySelector("[data-kept-until]");
if (notice) {
  const left = new Date(notice.dataset.keptUntil) - Date.now();
  const say = (words, over) => () => {
    notice.querySelector("[data-kept-words]").textContent = words;
    if (over) document.querySelector("[data-keep-longer]")?.remove();
  };
  setTimeout(say(notice.dataset.keptOver, true), Math.max(0, left));
  if (left > 0) setTimeout(say(notice.dataset.keptSoon, false), Math.max(0, left - 120_000));
}
