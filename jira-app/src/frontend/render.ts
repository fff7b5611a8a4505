import * as kit from "@forge/react";
import type { ReactElement } from "react";

type Reconciler = typeof kit.default;

/**
 * @forge/react is CommonJS: for one bundler `default` is the reconciler, for another the whole module. Only this file
 * needs to know.
 */
const reconciler = (): Reconciler => {
  const given = kit.default as Reconciler | { default: Reconciler };
  return "default" in given ? given.default : given;
};

export const render = (element: ReactElement): void => {
  reconciler().render(element);
};
