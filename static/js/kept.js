// Two minutes before a kept time ends, the notice says so aloud.
const notice = document.querySelector("[data-kept-until]");
if (notice) {
  const left = new Date(notice.dataset.keptUntil) - Date.now();
  const warn = () => {
    notice.querySelector("[data-kept-words]").textContent =
      "We keep this time for two more minutes. Your answers stay in any case.";
  };
  if (left > 0) setTimeout(warn, Math.max(0, left - 120_000));
}
