import { createContext } from "react";

/** Whether events reach this tab; without them the pages ask each minute. */
export const LiveContext = createContext(false);
