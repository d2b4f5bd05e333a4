/* Requests to the wallet. Ticket and token are held here only, and no cookie goes along. */

const PATIENCE = 30_000;
let token = "";

/* {status, body}; throws when there is no whole answer. */
async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(`/frames/${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE),
  });
  return { status: answer.status, body: await answer.json() };
}

/* The session that the ticket opens; null when the ticket is dead. */
export async function open(ticket) {
  token = "";
  const { status, body } = await post("sessions", {
    ticket,
    purpose: document.documentElement.dataset.purpose,
  });
  if (status === 401 || status === 422) return null;
  if (status !== 201) throw new Error("no session");
  token = body.token;
  return body;
}

export const save = (profile) => post("payment-profiles", profile);

export async function bankName(routingNumber) {
  if (!token) return "";
  try {
    const { status, body } = await post("bank-name", { routing_number: routingNumber });
    return (status === 200 && body.bank_name) || "";
  } catch {
    return ""; // only a help: the form does without
  }
}
