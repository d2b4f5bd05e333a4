// JSON posted to a route of our own.

/** `{ ok, ...answer }`. */
export async function post(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return { ...(await answer.json().catch(() => ({}))), ok: answer.ok };
}
