// Light, dark, or what the device says. Reflex's theme provider keeps the choice in localStorage,
// and the first script of every page applies it before anything is painted.
import { createElement, useEffect, useState } from "react";
import { useTheme } from "$/utils/react-theme";

const KEY = "theme";
const VALUES = ["system", "light", "dark"];

/** `children`: an option element for each of VALUES. */
export function ThemeSelect({ children, ...rest }) {
  const { theme, setTheme } = useTheme();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    setReady(true);
    const followOtherTabs = (event) => {
      if (event.key === KEY && VALUES.includes(event.newValue)) setTheme(event.newValue);
    };
    addEventListener("storage", followOtherTabs);
    return () => removeEventListener("storage", followOtherTabs);
  }, [setTheme]);
  return createElement(
    "select",
    {
      ...rest,
      "data-ready": ready || undefined,
      value: theme,
      onChange: (event) => setTheme(event.target.value),
    },
    children,
  );
}
