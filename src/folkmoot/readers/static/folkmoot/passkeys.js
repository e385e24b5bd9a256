// @ts-check
// Passkeys. A button with data-passkey asks the house what to ask the browser for, puts the browser's answer into
// the hidden field of its form, and sends the form like any other. Where browsers have none, the buttons stay hidden.

/** @param {string} text base64url @returns {Uint8Array<ArrayBuffer>} */
function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

/** @param {ArrayBuffer | null} buffer */
function textOf(buffer) {
  const signs = Array.from(new Uint8Array(buffer ?? new ArrayBuffer(0)), (byte) => String.fromCharCode(byte));
  return btoa(signs.join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {any[]} [listed] */
const withBytes = (listed) => (listed ?? []).map((one) => ({ ...one, id: bytesOf(one.id) }));

/** @param {any} asked what the house sent */
async function make(asked) {
  const publicKey = {
    ...asked,
    challenge: bytesOf(asked.challenge),
    user: { ...asked.user, id: bytesOf(asked.user.id) },
    excludeCredentials: withBytes(asked.excludeCredentials),
  };
  const made = /** @type {PublicKeyCredential} */ (await navigator.credentials.create({ publicKey }));
  const answer = /** @type {AuthenticatorAttestationResponse} */ (made.response);
  return {
    clientDataJSON: textOf(answer.clientDataJSON),
    attestationObject: textOf(answer.attestationObject),
    credential: made,
  };
}

/** @param {any} asked what the house sent */
async function prove(asked) {
  const publicKey = {
    ...asked,
    challenge: bytesOf(asked.challenge),
    allowCredentials: withBytes(asked.allowCredentials),
  };
  const found = /** @type {PublicKeyCredential} */ (await navigator.credentials.get({ publicKey }));
  const answer = /** @type {AuthenticatorAssertionResponse} */ (found.response);
  return {
    clientDataJSON: textOf(answer.clientDataJSON),
    authenticatorData: textOf(answer.authenticatorData),
    signature: textOf(answer.signature),
    userHandle: answer.userHandle ? textOf(answer.userHandle) : null,
    credential: found,
  };
}

/** @param {HTMLButtonElement} button */
async function ask(button) {
  const form = /** @type {HTMLFormElement} */ (button.form);
  const asked = await fetch(button.dataset.options ?? "", { method: "POST", headers: { accept: "application/json" } });
  if (!asked.ok) throw new Error(`refused: ${asked.status}`);
  const { publicKey } = await asked.json();
  const { credential, ...response } = await (button.dataset.passkey === "create" ? make(publicKey) : prove(publicKey));
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("credential"));
  field.value = JSON.stringify({ id: credential.id, rawId: credential.id, type: credential.type, response });
  form.submit();
}

/** @param {HTMLButtonElement} button */
function isReady(button) {
  const needed = button.dataset.needs && button.form?.elements.namedItem(button.dataset.needs);
  return !(needed instanceof HTMLInputElement) || needed.reportValidity();
}

if (window.PublicKeyCredential) {
  for (const button of document.querySelectorAll("button[data-passkey]")) {
    if (!(button instanceof HTMLButtonElement)) continue;
    const failed = button.parentElement?.querySelector("[data-passkey-failed]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (!isReady(button)) return;
      failed?.setAttribute("hidden", "");
      button.setAttribute("aria-disabled", "true");
      try {
        await ask(button);
      } catch {
        button.removeAttribute("aria-disabled");
        failed?.removeAttribute("hidden");
      }
    });
  }
}
