// Two minutes before a held time ends, and when it has ended, the notice says so aloud.
const notice = document.querySelector("[data-held-until]");
if (notice) {
  const left = new Date(notice.dataset.heldUntil) - Date.now();
  const say = (words, over) => () => {
    notice.querySelector("[data-held-words]").textContent = words;
    if (over) document.querySelector("[data-keep-longer]")?.remove();
  };
  setTimeout(say(notice.dataset.heldOver, true), Math.max(0, left));
  if (left > 0) setTimeout(say(notice.dataset.heldSoon, false), Math.max(0, left - 120_000));
}
