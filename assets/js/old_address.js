// Addresses of the portal before this one ended in #/signup, which no server sees.
import { useEffect } from "react";

export function OldAddress({ signUp }) {
  useEffect(() => {
    if (/^#\/signup\/?$/.test(location.hash)) location.replace(signUp);
  }, [signUp]);
  return null;
}
