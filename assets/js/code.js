// Puts the caret where the code goes, also when the page came back with a notice, and takes a
// texted code where the browser offers it (WebOTP).
import { useEffect } from "react";

export function CodeEntry({ field, texted }) {
  useEffect(() => {
    const input = document.getElementById(field);
    const notice = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!input || !notice || notice === input) return;
    const described = input.getAttribute("aria-describedby") || "";
    input.setAttribute("aria-describedby", `${notice.id} ${described}`.trim());
    if ([document.body, notice].includes(document.activeElement)) {
      input.focus({ preventScroll: true });
    }
  }, [field]);
  useEffect(() => {
    if (!texted || !("OTPCredential" in window)) return undefined;
    const waiting = new AbortController();
    navigator.credentials
      .get({ otp: { transport: ["sms"] }, signal: waiting.signal })
      .then((otp) => {
        const input = document.getElementById(field);
        if (!otp || !input || input.value) return;
        input.value = otp.code;
        input.form.requestSubmit();
      })
      .catch(() => {});
    return () => waiting.abort();
  }, [field, texted]);
  return null;
}
