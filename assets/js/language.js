// The address of this very page in another language: prerendered, so that it works without script.
import { createElement, useEffect, useState } from "react";
import { useLocation } from "react-router";

/** `from`, `to`: path prefixes of the languages, such as "" and "/es". */
export function LanguageLink({ from, to, children, ...rest }) {
  const { pathname, search, hash } = useLocation();
  const [tail, setTail] = useState("");
  // not while hydrating: the prerendered page knows no query
  useEffect(() => setTail(search + hash), [search, hash]);
  const bare = pathname.startsWith(`${from}/`) ? pathname.slice(from.length) : pathname;
  return createElement("a", { ...rest, href: to + bare.replace(/\/?$/, "/") + tail }, children);
}
