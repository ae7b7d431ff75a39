// Passkeys: the browser makes or reads one, and its answer goes with the form.
const form = document.querySelector("[data-passkey]");
const options = JSON.parse(document.getElementById("passkey-options")?.textContent ?? "{}");
const { creation_options: forNew, request_options: forKnown } = options;

// Without a passkey of this account there is none to read.
const isOffered = forNew || forKnown?.publicKey.allowCredentials?.length;

if (form && isOffered && window.PublicKeyCredential) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { create, get } = window.webauthnJSON;
    try {
      const answer = await (forNew ? create(forNew) : get(forKnown));
      form.elements.credential.value = JSON.stringify(answer);
      form.submit();
    } catch {
      form.querySelector("[data-passkey-error]").hidden = false;
    }
  });
}
