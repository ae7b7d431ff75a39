// Passkeys: the browser makes or reads one, and its answer goes with the form.
const form = document.querySelector("[data-passkey]");
const options = document.getElementById("passkey-options");

if (form && options && window.PublicKeyCredential) {
  const { creation_options, request_options } = JSON.parse(options.textContent);
  const ask =
    form.dataset.passkey === "create"
      ? () => window.webauthnJSON.create(creation_options)
      : () => window.webauthnJSON.get(request_options);
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      form.elements.credential.value = JSON.stringify(await ask());
      form.submit();
    } catch {
      form.querySelector("[data-passkey-error]").hidden = false;
    }
  });
}
