// Stands in for Emotion, whose jsx() only differs for a prop `css`: the build refuses pages with one.
import { createElement } from "react";

export const jsx = createElement;
