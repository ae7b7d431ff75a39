// The admin's time picker knows no 24:00 and puts the time of now in its place when
// the field is left; the change is told before that.
document.addEventListener(
  "change",
  ({ target }) => {
    if (target.value?.trim() === "24:00") target.value = "00:00";
  },
  true,
);
