// Seconds that run down. A clock by time, not by ticks: a sleeping tab is right when it wakes.
import { createElement, useEffect, useState } from "react";

export function Countdown({ words, seconds }) {
  const [end, setEnd] = useState(0);
  const [now, setNow] = useState(0);
  useEffect(() => {
    const start = Date.now();
    setEnd(start + seconds * 1000);
    setNow(start);
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [seconds]);
  const left = end ? Math.max(0, Math.ceil((end - now) / 1000)) : seconds;
  if (left === 0) return null;
  return createElement("p", { className: "hint center", role: "timer" }, words.replace("{seconds}", left));
}
