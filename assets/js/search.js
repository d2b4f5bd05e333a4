// A search box: what is typed goes to the server once the typing rests, also what was typed before
// the page had come to life; what the server says is shown only while nothing newer is typed.
import { createElement, useEffect, useRef } from "react";

export function SearchInput({ asked, wait, onSearch, ...input }) {
  const box = useRef(null);
  const timer = useRef(0);
  const said = useRef("");

  const send = () => {
    timer.current = 0;
    said.current = box.current.value;
    onSearch(said.current);
  };
  const typed = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(send, wait);
  };

  useEffect(() => {
    if (box.current.value) typed();
    return () => clearTimeout(timer.current);
  }, []);
  useEffect(() => {
    if (timer.current || asked === said.current) return;
    said.current = asked;
    box.current.value = asked;
  }, [asked]);

  return createElement("input", { ...input, ref: box, type: "search", onInput: typed });
}
