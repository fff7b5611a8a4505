import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { changeKeyResult, createKeyResult, listKeyResults } from "./key-results.ts";
import { correctReading, removeReading } from "./correct-reading.ts";
import { listReadingHistory } from "./reading-history.ts";
import { createReading, listReadings } from "./readings.ts";

export function keyResultRoutes(ground: Ground): Router {
  const router = Router();
  mount(router, ground, endpoints.listKeyResults, ({ caller, input }) => listKeyResults(ground, caller, input));
  mount(router, ground, endpoints.createKeyResult, ({ caller, input }) => createKeyResult(ground, caller, input));
  mount(router, ground, endpoints.changeKeyResult, ({ caller, input }) => changeKeyResult(ground, caller, input));
  mount(router, ground, endpoints.listReadings, ({ caller, input }) => listReadings(ground, caller, input));
  mount(router, ground, endpoints.createReading, ({ caller, input }) => createReading(ground, caller, input));
  mount(router, ground, endpoints.listReadingHistory, ({ caller, input }) => listReadingHistory(ground, caller, input));
  mount(router, ground, endpoints.correctReading, ({ caller, input }) => correctReading(ground, caller, input));
  mount(router, ground, endpoints.removeReading, ({ caller, input }) => removeReading(ground, caller, input));
  return router;
}
