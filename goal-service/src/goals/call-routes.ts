import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { createCall, listCalls } from "./calls.ts";

export function callRoutes(ground: Ground): Router {
  const router = Router();
  mount(router, ground, endpoints.listCalls, ({ caller, input }) => listCalls(ground, caller, input));
  mount(router, ground, endpoints.createCall, ({ caller, input }) => createCall(ground, caller, input));
  return router;
}
