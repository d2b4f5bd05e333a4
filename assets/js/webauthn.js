// WebAuthn's JSON forms (Level 3, 5.1.8 to 5.1.10), for browsers that do not have them yet.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const withId = (one) => ({ ...one, id: bytes(one.id) });

export const isSupported = () => typeof PublicKeyCredential !== "undefined";

/** Options as the server sends them, as the browser takes them. */
export const readOptions = ({ user, excludeCredentials, allowCredentials, ...options }) => ({
  ...options,
  challenge: bytes(options.challenge),
  ...(allowCredentials && { allowCredentials: allowCredentials.map(withId) }),
  ...(user && { user: withId(user), excludeCredentials: excludeCredentials.map(withId) }),
});

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

/** What the browser made, as the server takes it. */
export function asJson({ id, rawId, type, response }) {
  const coded = PARTS.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return {
    id,
    rawId: text(rawId),
    type,
    response: { ...Object.fromEntries(coded), transports: response.getTransports?.() },
  };
}
